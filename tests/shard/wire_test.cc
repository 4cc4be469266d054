#include "shard/wire.h"

#include <gtest/gtest.h>

#include <string>

#include "newsmill/v1/article.pb.h"

namespace newsmill {
namespace {

using std::string_literals::operator""s;

TEST(Wire, Examples) {
  WireWriter out;
  out.string(3, "要闻");
  out.message(2, [&] { out.uint(1, 150); });
  EXPECT_EQ(out.bytes(), "\x1A\x06\xE8\xA6\x81\xE9\x97\xBB\x12\x03\x08\x96\x01"s);
}

TEST(Wire, DefaultsAreLeftOut) {
  WireWriter out;
  out.string(1, "");
  out.uint(2, 0);
  out.fixed64(3, 0);
  out.real(4, 0.0);
  EXPECT_EQ(out.bytes(), "");
  out.put_string(1, "");
  out.put_uint(2, 0);
  out.message(3, [] {});
  EXPECT_EQ(out.bytes(), "\x0A\x00\x10\x00\x1A\x00"s);
}

TEST(Wire, NegativeZeroIsNoDefault) {
  WireWriter out;
  out.real(30, -0.0);
  v1::Metric metric;
  metric.set_confidence(-0.0);
  EXPECT_EQ(out.bytes(), metric.SerializeAsString());
}

TEST(Wire, LongBodies) {
  for (const size_t size : {0u, 1u, 127u, 128u, 16383u, 16384u, 2097151u, 2097152u}) {
    const std::string text(size, 'x');
    v1::Article article;
    article.mutable_headline()->set_title(text);
    for (const size_t expected : {size_t{0}, size, size + 9, 2 * size, size_t{1} << 40}) {
      WireWriter out;
      out.message(7, expected, [&] { out.string(2, text); });
      ASSERT_EQ(out.bytes(), article.SerializeAsString()) << size << " expected " << expected;
    }
  }
}

TEST(Wire, ReadVarint) {
  for (uint64_t value = 1; value != 0; value *= 2)
    for (const uint64_t v : {value - 1, value, ~value}) {
      WireWriter out;
      out.put_uint(1, v);
      size_t pos = 1;
      uint64_t got = 0;
      ASSERT_TRUE(read_varint(out.bytes(), pos, got));
      ASSERT_EQ(got, v);
      ASSERT_EQ(pos, out.size());
    }
}

TEST(Wire, ReadVarintCutShortOrEndless) {
  for (const std::string& bytes : {""s, "\x80"s, "\xFF\xFF\xFF"s, std::string(11, '\x80')}) {
    size_t pos = 0;
    uint64_t value = 0;
    EXPECT_FALSE(read_varint(bytes, pos, value));
    EXPECT_EQ(pos, 0u);
  }
}

}  // namespace
}  // namespace newsmill
