// libarchive takes what a 7z asks for, up to 4 GiB, so what it asks for is looked up first.
//
//   "7z\xBC\xAF\x27\x1C" version(2) crc(4) offset(8) size(8) crc(4) … directory
//   directory := 01 [04 streams] …            plain
//             |  17 streams                   packed: streams say where it stands and how
//   streams   := [06 where] [07 0B folders 00 { { coder }… links }… 0C sizes…] …
//   coder     := flags id [number of inputs, of outputs] [size, properties]
//
// Numbers take one to nine bytes: the leading ones of the first tell how many follow. Format:
// 7zFormat.txt of the LZMA SDK. Tested by tests/decompress/seven_zip_window_test.cc.
#include "decompress/seven_zip_window.h"

#include <lzma.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace newsmill {
namespace {

using namespace std::string_view_literals;

constexpr size_t kStart = 32;
constexpr uint64_t kMostFolders = 1 << 20, kMostCoders = 32;
constexpr unsigned char kEnd = 0x00, kHeader = 0x01, kMainStreams = 0x04, kPackInfo = 0x06,
                        kUnpackInfo = 0x07, kSizes = 0x09, kFolders = 0x0B, kUnpackSizes = 0x0C,
                        kPackedHeader = 0x17;

constexpr std::string_view kLzma = "\x03\x01\x01"sv, kLzma2 = "\x21"sv, kPpmd = "\x03\x04\x01"sv;

// Bytes read one after the other; behind their end, and after an error, all are zeros.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
  bool good() const { return good_; }
  std::string_view take(uint64_t count) {
    if (count > bytes_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  unsigned char byte() {
    const std::string_view taken = take(1);
    return taken.empty() ? 0 : static_cast<unsigned char>(taken[0]);
  }
  uint64_t little_endian(size_t count) {
    uint64_t value = 0;
    const std::string_view taken = take(count);
    for (size_t i = taken.size(); i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(taken[i]);
    return value;
  }
  uint64_t number() {
    const unsigned first = byte();
    size_t more = 0;
    for (unsigned bit = 0x80; (first & bit) != 0; bit >>= 1) ++more;
    const uint64_t low = little_endian(more);
    if (more >= 7) return low;
    return low | uint64_t{first & (0x7Fu >> more)} << 8 * more;
  }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

struct Coder {
  std::string_view id, properties;
};

uint64_t window_of(const Coder& coder) {
  Cursor properties(coder.properties);
  if (coder.id == kLzma || coder.id == kPpmd) {
    properties.byte();
    return properties.little_endian(4);
  }
  if (coder.id != kLzma2) return 0;
  const unsigned size = properties.byte();
  return size >= 40 ? UINT32_MAX : uint64_t{2 | (size & 1)} << (size / 2 + 11);
}

struct Streams {
  uint64_t packed_at = 0, packed_size = 0;  // of the first stream
  uint64_t plain_size = 0;
  std::vector<Coder> coders;  // of all folders
};

Coder read_coder(Cursor& cursor, uint64_t& inputs, uint64_t& outputs) {
  const unsigned flags = cursor.byte();
  Coder coder{cursor.take(flags & 0x0F), {}};
  const bool complex = (flags & 0x10) != 0;
  inputs += complex ? cursor.number() : 1;
  outputs += complex ? cursor.number() : 1;
  if ((flags & 0x20) != 0) coder.properties = cursor.take(cursor.number());
  return coder;
}

void read_folder(Cursor& cursor, std::vector<Coder>& coders) {
  uint64_t inputs = 0, outputs = 0;
  const uint64_t count = std::min(cursor.number(), kMostCoders);
  for (uint64_t i = 0; i < count; ++i) coders.push_back(read_coder(cursor, inputs, outputs));
  const uint64_t links = outputs - 1, packed = inputs - links;
  for (uint64_t i = 0; i < 2 * links && cursor.good(); ++i) cursor.number();
  for (uint64_t i = 0; packed > 1 && i < packed && cursor.good(); ++i) cursor.number();
}

void read_where(Cursor& cursor, Streams& streams) {
  streams.packed_at = cursor.number();
  const uint64_t count = cursor.number();
  for (unsigned char id = cursor.byte(); id != kEnd && cursor.good(); id = cursor.byte()) {
    if (id != kSizes) return;  // checksums of packed streams: never written
    for (uint64_t i = 0; i < count && cursor.good(); ++i) {
      const uint64_t size = cursor.number();
      if (i == 0) streams.packed_size = size;
    }
  }
}

Streams read_streams(Cursor& cursor) {
  Streams streams;
  unsigned char id = cursor.byte();
  if (id == kPackInfo) {
    read_where(cursor, streams);
    id = cursor.byte();
  }
  if (id != kUnpackInfo || cursor.byte() != kFolders) return streams;
  const uint64_t folders = std::min(cursor.number(), kMostFolders);
  const bool elsewhere = cursor.byte() != 0;
  for (uint64_t i = 0; i < folders && !elsewhere && cursor.good(); ++i)
    read_folder(cursor, streams.coders);
  if (cursor.byte() == kUnpackSizes) streams.plain_size = cursor.number();
  return streams;
}

uint64_t largest(const Streams& streams) {
  uint64_t window = 0;
  for (const Coder& coder : streams.coders) window = std::max(window, window_of(coder));
  return window;
}

std::string read_at(FileStream& file, uint64_t at, uint64_t size) {
  std::string bytes;
  if (at > file.size() || size > file.size() - at) return bytes;
  file.seek(at);
  while (bytes.size() < size) {
    const Result<std::string_view> block = file.next();
    if (!block || block->empty()) break;
    bytes.append(block->substr(0, size - bytes.size()));
  }
  return bytes;
}

// A directory packed by one coder, LZMA or LZMA2; empty if it cannot be unpacked.
std::string unpack(std::string_view packed, const Coder& coder, uint64_t size) {
  lzma_filter filters[2] = {{coder.id == kLzma ? LZMA_FILTER_LZMA1 : LZMA_FILTER_LZMA2, nullptr},
                            {LZMA_VLI_UNKNOWN, nullptr}};
  const auto* const properties = reinterpret_cast<const uint8_t*>(coder.properties.data());
  if (lzma_properties_decode(filters, nullptr, properties, coder.properties.size()) != LZMA_OK)
    return {};
  std::string plain(size, '\0');
  size_t in = 0, out = 0;
  lzma_raw_buffer_decode(filters, nullptr, reinterpret_cast<const uint8_t*>(packed.data()), &in,
                         packed.size(), reinterpret_cast<uint8_t*>(plain.data()), &out, size);
  std::free(filters[0].options);
  plain.resize(out);
  return plain;
}

}  // namespace

uint64_t seven_zip_window(FileStream& file, uint64_t most) {
  const std::string start = read_at(file, 0, kStart);
  Cursor fields(start);
  fields.take(12);
  const uint64_t offset = fields.little_endian(8), size = fields.little_endian(8);
  if (!fields.good() || size > most || offset > UINT64_MAX - kStart) return 0;
  std::string directory = read_at(file, kStart + offset, size);
  uint64_t window = 0;
  // A packed directory may be packed again; nobody does that more than once.
  for (int depth = 0; depth < 4; ++depth) {
    Cursor cursor(directory);
    const unsigned char kind = cursor.byte();
    if (kind == kHeader && cursor.byte() == kMainStreams)
      return std::max(window, largest(read_streams(cursor)));
    if (kind != kPackedHeader) return window;
    const Streams streams = read_streams(cursor);
    window = std::max(window, largest(streams));
    const bool known = streams.coders.size() == 1 &&
                       (streams.coders[0].id == kLzma || streams.coders[0].id == kLzma2);
    if (window > most || streams.plain_size > most || !known) return window;
    const std::string packed = read_at(file, kStart + streams.packed_at, streams.packed_size);
    directory = unpack(packed, streams.coders[0], streams.plain_size);
  }
  return window;
}

}  // namespace newsmill
