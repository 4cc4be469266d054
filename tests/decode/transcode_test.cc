#include "decode/transcode.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "decode/decode.h"
#include "seed.h"

namespace newsmill {
namespace {

TEST(ToUtf8, Cases) {
  struct Case {
    const char* name;
    Encoding encoding;
    std::string bytes, want;
    uint32_t repaired;
  };
  using E = Encoding;
  for (const Case& c : std::vector<Case>{
           {"GBK", E::kGb18030, "\xB1\xA8 ab\n", "报 ab\n", 0},
           {"four bytes", E::kGb18030, "\x81\x30\x81\x30\x90\x30\x81\x30", "\u0080𐀀", 0},
           {"beyond GBK", E::kGb18030, "\x82\x35\x8F\x33", "龦", 0},
           {"pair cut by a line end", E::kGb18030, "\xB1\n\xA8", "\uFFFD\n\uFFFD", 2},
           {"a byte that begins no pair", E::kGb18030, "\xFF\xB1\xA8", "\uFFFD报", 1},
           {"a pair that is no character", E::kBig5, "\xC7\xFF\xB3\xF8", "\uFFFD報", 2},
           {"cut at the end", E::kGb18030, "\xB1\xA8\xB1", "报\uFFFD", 1},
           {"Big5", E::kBig5, "\xB3\xF8", "報", 0},
           {"Hong Kong", E::kBig5, "\x9D\xEE", "㗎", 0},
           {"EUC-TW", E::kEucTw, "\xDE\xDE", "報", 0},
           {"plane 2", E::kEucTw, "\x8E\xA2\xA1\xA1", "乂", 0},
           {"UTF-16LE", E::kUtf16Le, std::string("\x2D\x4E\x40\xD8\x00\xDC", 6), "中𠀀", 0},
           {"lone surrogate", E::kUtf16Be, std::string("\xDC\x00\x4E\x2D", 4), "\uFFFD中", 2},
           {"odd byte", E::kUtf16Be, "\x4E\x2D\x4E", "中\uFFFD", 1},
           {"UTF-32BE", E::kUtf32Be, std::string("\0\2\0\0\0\x11\0\0", 8), "𠀀\uFFFD", 4}}) {
    SCOPED_TRACE(c.name);
    const Transcoded out = to_utf8(c.bytes, c.encoding);
    EXPECT_EQ(out.text, c.want);
    EXPECT_EQ(out.repaired_bytes, c.repaired);
  }
}

// The twin of valid text: ICU's conversion of the whole. Of any bytes: the result is valid UTF-8.
TEST(ToUtf8Twin, AgreesWithIcu) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (const Encoding encoding : {Encoding::kGb18030, Encoding::kBig5, Encoding::kEucTw}) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* icu = ucnv_open(std::string(name_of(encoding)).c_str(), &status);
    for (int round = 0; round < 3000; ++round) {
      std::string bytes;
      for (unsigned n = random() % 20; n > 0; --n) {
        const bool pair = random() % 4 != 0;
        bytes += static_cast<char>(pair ? 0xA1 + random() % 0x5E : random() % 0x80);
        if (pair) bytes += static_cast<char>(0xA1 + random() % 0x5E);
        if (random() % 100 == 0) bytes += static_cast<char>(random());
      }
      const Transcoded out = to_utf8(bytes, encoding);
      ASSERT_TRUE(check_text(out.text).is_utf8);
      if (out.repaired_bytes > 0) continue;
      std::u16string units(bytes.size() * 2 + 2, u'\0');
      status = U_ZERO_ERROR;
      units.resize(static_cast<size_t>(
          ucnv_toUChars(icu, units.data(), static_cast<int32_t>(units.size()), bytes.data(),
                        static_cast<int32_t>(bytes.size()), &status)));
      std::string want(units.size() * 3 + 1, '\0');
      int32_t length = 0;
      u_strToUTF8(want.data(), static_cast<int32_t>(want.size()), &length, units.data(),
                  static_cast<int32_t>(units.size()), &status);
      want.resize(static_cast<size_t>(length));
      ASSERT_EQ(out.text, want);
    }
    ucnv_close(icu);
  }
}

// NAME.ENCODING.txt beside NAME.ENCODING.utf8ref.txt.
TEST(ToUtf8, SharedFilesAsTheirReferences) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(NEWSMILL_SHARED) / "data/encodings/transcoded";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not here";
  const auto bytes_of = [](const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), {});
  };
  const RuleSet rules = RuleSet::builtin();
  const DecodeText decode(rules);
  int compared = 0;
  for (const auto& file : fs::directory_iterator(folder)) {
    const fs::path reference = fs::path(file.path()).replace_extension(".utf8ref.txt");
    if (!fs::exists(reference)) continue;
    Batch<RawPage> batch;
    for (const fs::path& path : {file.path(), reference})
      batch.items.push_back(RawPage{Origin{}, batch.store.emplace_back(bytes_of(path))});
    const Batch<TextPage> out = decode(std::move(batch));
    ASSERT_EQ(out.items.size(), 2u) << file.path();
    EXPECT_EQ(out.items[0].text, out.items[1].text) << file.path();
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

}  // namespace
}  // namespace newsmill
