// Encodings, declared or to be found out.
#include <array>

#include "core/utf8.h"
#include "decode/decode.h"

#include "fuzz.h"

namespace newsmill {
namespace {

constexpr std::array kEncodings = {Encoding::kUtf8,    Encoding::kGb18030, Encoding::kBig5,
                                   Encoding::kEucTw,   Encoding::kUtf16Le, Encoding::kUtf16Be,
                                   Encoding::kUtf32Le, Encoding::kUtf32Be};

// One for each encoding, and one that detects.
const std::vector<DecodeText>& decoders() {
  static const std::vector<DecodeText> all = [] {
    const RuleSet rules = RuleSet::builtin();
    std::vector<DecodeText> made{DecodeText(rules)};
    for (const Encoding encoding : kEncodings) made.emplace_back(rules, encoding);
    return made;
  }();
  return all;
}

void check(const TextPage& page, size_t source_bytes) {
  const TextCheck text = check_text(page.text);
  must(text.is_utf8 && valid_utf8_prefix(page.text) == page.text.size(), "text is UTF-8");
  must(!text.has_controls, "text has no controls");
  must(page.repaired_bytes <= source_bytes, "no more is repaired than there was");
  uint64_t end = 0;
  for (const Repair& repair : page.repairs) {
    must(repair.offset >= end, "repairs stand one after the other");
    end = repair.offset + repair.bytes;
  }
  must(end <= source_bytes, "repairs stand in the source");
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace std::string_literals;
  const std::string utf8 =
      "柳浦日报 2024年5月8日\r\n\n　　本报讯（记者 田禾）全县播种１０万亩。\n锟斤拷\xEF\xBF\xBD\n";
  const std::string gb =
      "\xC1\xF8\xC6\xD6\xC8\xD5\xB1\xA8 "
      "2024\xC4\xEA\r\n\xA1\xA1\xB1\xBE\xB1\xA8\xD1\xB6\xA3\xA8\xBC"
      "\xC7\xD5\xDF\x81\x30\x84\x36\xC8\xAB\xCF\xD8\xB2\xA5\xD6\xD6\n";
  const std::string big5 =
      "\xAC\x68\xAE\xFB\xA4\xE9\xB3\xF8 "
      "2024\xA6\x7E\n\xA1\x40\xA5\xBB\xB3\xF8\xB0\x54\x88\x62\x88\xA3";
  const std::string euc_tw = "\xC4\xE3\xC5\xC6 \x8E\xA2\xA1\xA1\x8E\xA3\xB0\xA1\xDD\xC1\n";
  const std::string utf16le("\xFF\xFE\xF3\x67\x66\x6D\x0D\0\x0A\0\x3D\xD8\0\xDE\x31\0", 16);
  const std::string utf16be("\xFE\xFF\x67\xF3\x6D\x66\0\x0D\0\x0A\xD8\x3D\xDE\0\0\x31", 16);
  const std::string utf32le("\xFF\xFE\0\0\xF3\x67\0\0\x0A\0\0\0\0\xF6\x01\0", 16);
  std::vector<std::string> seeds;
  const std::array texts = {utf8, gb, big5, euc_tw, utf16le, utf16be, utf32le};
  for (size_t i = 0; i < texts.size(); ++i) {
    seeds.push_back('\0' + texts[i]);                      // detected
    seeds.push_back(static_cast<char>(i + 1) + texts[i]);  // declared
    seeds.push_back('\0' + texts[i] + texts[i] + texts[i] + texts[i]);
  }
  return seeds;
}

std::vector<std::string> fuzz_words() {
  using namespace std::string_literals;
  return {"\xEF\xBB\xBF"s,
          "\xFF\xFE"s,
          "\xFE\xFF"s,
          "\xFF\xFE\0\0"s,
          "\0\0\xFE\xFF"s,
          "\xED\xA0\x80"s,
          "\xC0\x80"s,
          "\xF4\x90\x80\x80"s,
          "\xF0\x9F\x98\x80"s,
          "锟斤拷"s,
          "\r"s,
          "\n"s,
          "\0"s,
          "\x1B"s,
          "\x81\x30\x81\x30"s,
          "\xE3\x32\x9A\x35"s,
          "\x80"s,
          "\x8E\xA1\xA1\xA1"s,
          "\x00\xD8"s,
          "\x00\xDC"s,
          "\x88\x62"s,
          "\xFE\xFE"s,
          "的"s,
          "\xB5\xC4"s,
          "\xAA\xBA"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  FuzzInput input(data, size);
  const DecodeText& decode = decoders()[input.choose(static_cast<unsigned>(decoders().size()))];
  Batch<RawPage> batch;
  batch.items.push_back(RawPage{Origin{nullptr, "01.txt", input.bytes.size(), 0}, input.bytes});
  const Batch<TextPage> out = decode(std::move(batch));
  must(out.items.size() + out.rejects.size() == 1, "a page is read or rejected");
  for (const TextPage& page : out.items) check(page, input.bytes.size());
  for (const Reject& reject : out.rejects) {
    must(reject.bytes == input.bytes, "a reject has all bytes");
    must(reject.error.offset < input.bytes.size(), "an error has its place");
  }
  return 0;
}
