#include "decode/decode.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "seed.h"

namespace newsmill {
namespace {

Batch<TextPage> decode(std::string bytes, std::optional<Encoding> declared = std::nullopt) {
  Batch<RawPage> batch;
  batch.store.push_back(std::move(bytes));
  batch.items.push_back(RawPage{Origin{nullptr, "01.txt", 0, 0}, batch.store.back()});
  static const RuleSet rules = RuleSet::builtin();
  static const DecodeText detecting(rules);
  return declared ? DecodeText(rules, declared)(std::move(batch)) : detecting(std::move(batch));
}

TEST(DecodeText, Cases) {
  struct Case {
    const char* name;
    std::string in, want;
    uint32_t repaired;
  };
  for (const Case& c : std::vector<Case>{{"clean", "一\n二\n", "一\n二\n", 0},
                                         {"byte order mark", "\xEF\xBB\xBF一\n", "一\n", 0},
                                         {"CRLF", "一\r\n二\r\n", "一\n二\n", 0},
                                         {"a lone CR is no line end", "一\r二\n", "一 二\n", 1},
                                         {"NUL and bell", std::string("一\0\a二", 8), "一二", 2},
                                         {"form feed and tab stay", "一\f\t二", "一\f\t二", 0},
                                         {"empty", "", "", 0}}) {
    SCOPED_TRACE(c.name);
    const Batch<TextPage> out = decode(c.in);
    ASSERT_EQ(out.items.size(), 1u);
    EXPECT_EQ(out.items[0].text, c.want);
    EXPECT_EQ(out.items[0].repaired_bytes, c.repaired);
    EXPECT_EQ(out.items[0].encoding, "UTF-8");
  }
}

TEST(DecodeText, InvalidUtf8IsRejectedWithOffsetAndBytes) {
  const std::string bytes = "一\xB9\xAB二";
  const Batch<TextPage> out = decode(bytes);
  EXPECT_TRUE(out.items.empty());
  ASSERT_EQ(out.rejects.size(), 1u);
  EXPECT_EQ(out.rejects[0].error.code, "INVALID_UTF8");
  EXPECT_EQ(out.rejects[0].error.offset, 3u);
  EXPECT_EQ(out.rejects[0].error.message, "not UTF-8: byte 0xB9");
  EXPECT_EQ(out.rejects[0].bytes, bytes);
  EXPECT_EQ(out.rejects[0].stage, Stage::kDecode);
}

constexpr const char* kPage =
    "柳浦日报 2024年5月8日 第2版\n\n春耕物资备足\n\n　　本报讯（记者 "
    "田禾）截至4月底，全县储备化肥1.2万吨，"
    "同比增\n长8.5%。各乡镇把农业生产作为当前工作的重点。\n";

std::string converted(const char* encoding, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 8, '\0');
  out.resize(static_cast<size_t>(ucnv_convert(encoding, "UTF-8", out.data(),
                                              static_cast<int32_t>(out.size()), text.data(),
                                              static_cast<int32_t>(text.size()), &status)));
  return out;
}

TEST(DecodeText, Encodings) {
  for (const char* name : {"GB18030", "EUC-TW", "Big5-HKSCS", "UTF-16LE", "UTF-16BE", "UTF-32LE"}) {
    SCOPED_TRACE(name);
    // 报 and its like are not in Big5.
    const bool traditional = name[0] == 'B' || name[0] == 'E';
    const std::string text =
        traditional
            ? "柳浦日報 第2版\r\n全縣工作會議在這裡舉行，記者從會上瞭解到，今年產量增長。\r\n"
            : kPage;
    const Batch<TextPage> out = decode(converted(name, text));
    ASSERT_EQ(out.items.size(), 1u) << out.rejects[0].error.message;
    std::string want = text;
    std::erase(want, '\r');
    EXPECT_EQ(out.items[0].text, want);
    EXPECT_EQ(out.items[0].encoding, name);
    EXPECT_EQ(out.items[0].repaired_bytes, 0u);
  }
}

TEST(DecodeText, ByteOrderMarksAreBelieved) {
  for (const char* name : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    const Batch<TextPage> out = decode(converted(name, "\uFEFFab\n"));
    ASSERT_EQ(out.items.size(), 1u);
    EXPECT_EQ(out.items[0].text, "ab\n");
    EXPECT_EQ(out.items[0].encoding, name);
  }
}

TEST(DecodeText, DeclaredEncodingIsOfWhatIsNoUtf8) {
  const Batch<TextPage> out = decode("\xB1\xA8", Encoding::kGb18030);
  ASSERT_EQ(out.items.size(), 1u);
  EXPECT_EQ(out.items[0].text, "报");
  EXPECT_EQ(decode("报", Encoding::kGb18030).items[0].text, "报");
}

TEST(DecodeText, RepairsAreCountedAndLocated) {
  std::string bytes = converted("GB18030", kPage);
  bytes.insert(12, "\xFF");
  bytes += "\x81";
  const Batch<TextPage> out = decode(bytes);
  ASSERT_EQ(out.items.size(), 1u);
  EXPECT_EQ(out.items[0].repaired_bytes, 2u);
  EXPECT_EQ(out.items[0].repairs, (std::vector<Repair>{{12, 1}, {bytes.size() - 1, 1}}));
  const std::string_view text = out.items[0].text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_EQ(decode(std::string("一\0\0二\a", 9)).items[0].repairs,
            (std::vector<Repair>{{3, 2}, {8, 1}}));
}

TEST(DecodeText, RepairsAreLocatedInTheSourceWhateverItsEncoding) {
  const Batch<TextPage> utf16 =
      decode(std::string("\xFF\xFE\x2D\x4E\0\0\x00\xDC\x0D\0\x0A\0\x07\0", 14));
  ASSERT_EQ(utf16.items.size(), 1u);
  EXPECT_EQ(utf16.items[0].text, "中\uFFFD\n");
  EXPECT_EQ(utf16.items[0].repaired_bytes, 6u);
  EXPECT_EQ(utf16.items[0].repairs, (std::vector<Repair>{{4, 4}, {12, 2}}));
  const Batch<TextPage> gbk = decode("\xB1\xA8\a\xB1\xA8\xFF\xB1\xA8\a", Encoding::kGb18030);
  ASSERT_EQ(gbk.items.size(), 1u);
  EXPECT_EQ(gbk.items[0].repairs, (std::vector<Repair>{{2, 1}, {5, 1}, {8, 1}}));
}

TEST(DecodeText, MostlyBrokenIsRejected) {
  std::string bytes = converted("GB18030", kPage);
  for (size_t at = 0; at < bytes.size(); at += 9) bytes.insert(at, "\xFF");
  const Batch<TextPage> out = decode(bytes, Encoding::kGb18030);
  ASSERT_EQ(out.rejects.size(), 1u);
  EXPECT_EQ(out.rejects[0].error.code, "BAD_ENCODING");
  EXPECT_EQ(out.rejects[0].bytes, bytes);
}

TEST(DecodeText, MojibakeIsFlagged) {
  EXPECT_EQ(decode("锟斤拷锟斤拷一\uFFFD").items[0].mojibake, 3u);
  EXPECT_EQ(decode("一个锟字").items[0].mojibake, 0u);
}

TEST(ValidUtf8Prefix, IsTheOffsetOfWhatBreaks) {
  struct Case {
    std::string_view text;
    size_t prefix;
  };
  for (const Case& c : std::vector<Case>{{"", 0},
                                         {"中a", 4},
                                         {"中\xED\xA0\x80", 3},
                                         {"a\xC0\x80", 1},
                                         {"𠀀\xF4\x90\x80\x80", 4},
                                         {"中\xE4\xB8", 3}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(valid_utf8_prefix(c.text), c.prefix);
  }
}

// The twin of check_text: ICU's reading, one code point at a time.
TEST(CheckTextTwin, AgreesWithIcu) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"abcdefgh",     "中文",     "é",
                                    "𠀀",           "\t\r\n\f", "\x7F",
                                    "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80",
                                    "\xE4\xB8",     "\xFF",     "\xF0\x8F\xBF\xBF",
                                    "\xE0\x9F\xBF", "锟",       "\uFFFD",
                                    "生忽"};
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (unsigned n = random() % 12; n > 0; --n)
      text += parts[random() % (random() % 8 ? 4 : std::size(parts))];
    if (!text.empty() && random() % 4 == 0)
      text[random() % text.size()] = static_cast<char>(random());
    const TextCheck check = check_text(text);
    SCOPED_TRACE(testing::PrintToString(text));
    ASSERT_EQ(check.is_utf8, valid_utf8_prefix(text) == text.size());
    ASSERT_EQ(check.has_controls, std::any_of(text.begin(), text.end(), [](char c) {
                return (c >= 0 && c < ' ' && c != '\n' && c != '\t' && c != '\f') || c == 0x7F;
              }));
    ASSERT_EQ(check.has_mojibake,
              text.find("锟") != std::string::npos || text.find("\uFFFD") != std::string::npos);
  }
}

}  // namespace
}  // namespace newsmill
