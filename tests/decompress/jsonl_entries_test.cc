#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "decompress/entries.h"
#include "decompress/inflated_stream.h"
#include "decompress/lines.h"
#include "decompress/packing.h"
#include "seed.h"

namespace newsmill {
namespace {

using Strings = std::vector<std::string>;

Strings read(const std::string& jsonl, const Strings& fields = {}, size_t limit = 1 << 20) {
  JsonFields named;
  for (const std::string& field : fields) EXPECT_TRUE(named.set(field)) << field;
  Blocks stream(jsonl, 13);
  return summary(all_entries(*jsonl_entries(stream, named, limit)));
}

TEST(JsonlEntries, Cases) {
  struct Case {
    const char* name;
    std::string line, want;
    Strings fields;
  };
  for (
      const Case& c : std::vector<Case>{
          {"datatrove",
           R"({"text":"一","id":"a/0","media":[],"metadata":{"url":"u"}})",
           "a/0=一",
           {}},
          {"dolma",
           R"({"id":"x","text":"一","source":"s","added":"2020-01-01T00:00:00Z","created":"1931-05-08T00:00:00.000Z","metadata":{}})",
           "1931-05-08/x=一",
           {}},
          {"metadata",
           R"({"id":4711,"text":"一\n二","metadata":{"publication":"liupu","date":"2024-05-08","page":"A02"}})",
           "liupu/2024-05-08/4711_A02=一\n二",
           {}},
          {"fields by option",
           R"({"doc":{"body":"一","no":7},"day":"2024-05-08"})",
           "2024-05-08/7=一",
           {"text=doc.body", "id=doc.no", "date=day"}},
          {"a key with a dot", R"({"a.b":"一"})", "line-1=一", {"text=a.b"}},
          {"escapes", R"({"text":"\u4e00\ud840\udc00\t\"","id":"e"})", "e=一𠀀\t\"", {}},
          {"empty text", R"({"text":"","id":"e"})", "e=", {}},
          {"no text", R"({"id":"e"})", "line-1:NO_TEXT", {}},
          {"text is no string", R"({"text":5})", "line-1:NO_TEXT", {}},
          {"not an object", R"(["text"])", "line-1:BAD_JSON", {}},
          {"cut", R"({"text":"一)", "line-1:BAD_JSON", {}},
          {"lone surrogate", R"({"text":"\ud840"})", "line-1:BAD_JSON", {}},
          {"not UTF-8", "{\"text\":\"\xB1\xA8\"}", "line-1:BAD_JSON", {}}}) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(read(c.line + "\n", c.fields), Strings{c.want});
  }
}

TEST(JsonlEntries, GoesOnBehindABadLine) {
  EXPECT_EQ(read("{\"text\":\"一\"}\r\n\n  \n{]\n{\"text\":\"二\"}"),
            (Strings{"line-1=一", "line-4:BAD_JSON", "line-5=二"}));
}

TEST(JsonlEntries, TextAndLineOverTheLimit) {
  const std::string large = "{\"id\":\"a\",\"text\":\"" + std::string(5000, 'x') + "\"}\n";
  const std::string endless = "{\"text\":\"" + std::string(2 << 20, 'x') + "\n";
  EXPECT_EQ(read(large + endless + "{\"text\":\"一\"}\n", {}, 1000),
            (Strings{"line-1:TOO_LARGE", "line-2:TOO_LARGE", "line-3=一"}));
}

TEST(JsonlEntries, TheCutLineIsOneMember) {
  const std::string packed = pack_zstd("{\"text\":\"一\"}\n" + page_text(5000), SIZE_MAX);
  Blocks blocks(packed.substr(0, packed.size() - 9));
  InflatedStream stream(blocks, Codec::kZstd);
  const std::vector<Entry> entries = all_entries(*jsonl_entries(stream, {}, 1 << 20));
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.back().error.code, "TRUNCATED_ZSTD");
  EXPECT_EQ(std::ranges::count_if(entries,
                                  [](const Entry& e) { return e.error.code == "TRUNCATED_ZSTD"; }),
            1);
}

TEST(JsonFields, Set) {
  JsonFields fields;
  for (const char* bad : {"", "text", "text=", "=x", "title=x"}) EXPECT_FALSE(fields.set(bad));
}

// The twin of Lines: std::getline, on the whole.
TEST(LinesTwin, AgreesWithGetline) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (unsigned n = random() % 60; n > 0; --n) text += "ab\n"[random() % 3];
    Blocks stream(text, 1 + random() % 9);
    Lines lines(stream, 100);
    std::istringstream twin(text);
    for (std::string want; std::getline(twin, want);) {
      const auto got = lines.next();
      ASSERT_TRUE(got) << testing::PrintToString(text);
      EXPECT_EQ(*got, want) << testing::PrintToString(text);
    }
    EXPECT_FALSE(lines.next()) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace newsmill
