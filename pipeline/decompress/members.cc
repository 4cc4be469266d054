// Tested by tests/decompress/members_test.cc.
#include "decompress/members.h"

#include <optional>
#include <utility>

#include "core/xxh3.h"
#include "decompress/format.h"
#include "decompress/inflated_stream.h"

namespace newsmill {
namespace {

Codec codec_of(std::string_view bytes, std::string_view name) {
  const Codec codec = codec_of_bytes(bytes);
  return codec != Codec::kNone ? codec : codec_of_name(name);
}

std::optional<Error> nested(std::string_view plain) {
  if (codec_of_bytes(plain) != Codec::kNone) return Error{"NESTED_ARCHIVE", "compressed twice", 0};
  if (format_of_bytes(plain) != Format::kUnknown)
    return Error{"NESTED_ARCHIVE", "an archive where a page was expected", 0};
  return std::nullopt;
}

// Lengths keep ("ab", "c") and ("a", "bc") apart.
uint64_t add(uint64_t hash, std::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), hash + bytes.size());
}

uint64_t add(uint64_t hash, const Origin& origin) {
  return add(origin.archive ? add(hash, *origin.archive) : hash, origin.member);
}

}  // namespace

uint64_t hash_members(Batch<RawPage>& batch) {
  uint64_t hash = batch.items.size();
  for (RawPage& page : batch.items) {
    uint64_t& of_bytes = page.origin.xxh3;
    if (of_bytes == 0) of_bytes = XXH3_64bits(page.bytes.data(), page.bytes.size());
    hash = add(hash, page.origin);
    hash = XXH3_64bits_withSeed(&of_bytes, sizeof of_bytes, hash);
  }
  for (const Reject& reject : batch.rejects)
    hash = add(add(add(hash, reject.origin), reject.error.message), reject.bytes);
  return hash;
}

Batch<RawPage> DecompressMembers::operator()(Batch<RawPage> in) const {
  in.read = hash_members(in);
  Batch<RawPage> out = next_batch<RawPage>(in);
  out.items.reserve(in.items.size());
  for (RawPage& page : in.items) {
    const std::string_view stored = page.bytes;
    const Codec codec = codec_of(stored, page.origin.member);
    std::optional<Error> error;
    if (codec != Codec::kNone) {
      Result<std::string> plain = inflate(stored, codec, max_);
      if (plain)
        page.bytes = out.store.emplace_back(std::move(*plain));
      else
        error = std::move(plain.error());
    }
    if (!error) error = nested(page.bytes);
    if (error)
      out.rejects.push_back(Reject{std::move(page.origin), Stage::kDecompress, std::move(*error),
                                   std::string(stored)});
    else
      out.items.push_back(std::move(page));
  }
  return out;
}

}  // namespace newsmill
