#include "decode/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

TEST(EncodingOfName, AsPeopleWriteThem) {
  for (const char* name : {"gbk", "GB2312", "gb18030", "GB-18030", "cp936", "euc_cn"})
    EXPECT_EQ(encoding_of_name(name), Encoding::kGb18030) << name;
  EXPECT_EQ(encoding_of_name("Big5"), Encoding::kBig5);
  EXPECT_EQ(encoding_of_name("big5-hkscs"), Encoding::kBig5);
  EXPECT_EQ(encoding_of_name("EUC-TW"), Encoding::kEucTw);
  EXPECT_EQ(encoding_of_name("utf8"), Encoding::kUtf8);
  EXPECT_EQ(encoding_of_name("utf-16be"), Encoding::kUtf16Be);
  EXPECT_EQ(encoding_of_name("latin1"), std::nullopt);
  EXPECT_EQ(encoding_of_name(""), std::nullopt);
}

TEST(EncodingOfName, TakesEachOwnName) {
  for (int i = 0; i < 8; ++i) {
    const auto encoding = static_cast<Encoding>(i);
    EXPECT_EQ(encoding_of_name(name_of(encoding)), encoding);
  }
}

TEST(ByteOrderMark, LongestFirst) {
  EXPECT_EQ(byte_order_mark(std::string("\xFF\xFE\0\0a", 5)).encoding, Encoding::kUtf32Le);
  EXPECT_EQ(byte_order_mark("\xFF\xFE"
                            "a")
                .encoding,
            Encoding::kUtf16Le);
  EXPECT_EQ(byte_order_mark("\xEF\xBB\xBF").size, 3u);
  EXPECT_EQ(byte_order_mark("abc").size, 0u);
}

}  // namespace
}  // namespace newsmill
