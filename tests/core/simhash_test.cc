#include "core/simhash.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "seed.h"

namespace newsmill {
namespace {

TEST(Simhash, IgnoresLayoutAndPunctuation) {
  const uint64_t want = simhash("遗失柳溪县东岸茶行公章一枚，编号33012，声明作废。");
  EXPECT_EQ(simhash("遗失柳溪县东岸茶行公章 一 枚 ,\n编号３３０１２　声明作废"), want);
  EXPECT_EQ(simhash("遗失柳溪县东岸茶行公章一枚（编号33012）声明作废！"), want);
}

TEST(Simhash, Short) {
  EXPECT_EQ(simhash(""), 0u);
  EXPECT_EQ(simhash(" ，。　"), 0u);
  EXPECT_NE(simhash("寻"), 0u);
  EXPECT_NE(simhash("寻人"), simhash("人寻"));
  EXPECT_EQ(simhash("A4"), simhash("ａ４"));
}

TEST(Simhash, TextsInAnyOrder) {
  Simhasher one, other;
  EXPECT_TRUE(one.empty());
  for (const char* text : {"遗失公章一枚", "", "声明作废"}) one.add(text);
  for (const char* text : {"声明作废", "遗失公章一枚"}) other.add(text);
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one.value(), other.value());
}

TEST(Simhash, FollowsTheText) {
  const std::string notice =
      "柳溪县东岸茶行经股东会决议拟将注册资本由五百万元减至一百万元，请债权人自本公告之日起四十五日"
      "内向本公司申报债权，";
  const std::string other =
      "周末的雨停了以后，山谷里的茶农背着竹篓上山，今年的头一茬春茶比往年早了半个月。";
  const uint64_t a = simhash(notice + "联系人：孙先生。");
  EXPECT_LT(simhash_distance(a, simhash(notice + "联系人：钱女士。")), 14);
  EXPECT_GT(simhash_distance(a, simhash(other)), 18);
}

// The same definition, one vote at a time, on plain ASCII letters.
uint64_t one_vote_at_a_time(const std::string& letters) {
  std::array<int, 64> balance{};
  for (size_t i = 0; i < letters.size(); ++i) {
    const auto before = [&](size_t n) { return n > i ? 0 : uint64_t(letters[i - n]); };
    uint64_t x = before(2) << 44 | before(1) << 22 | before(0);
    __extension__ using Product = unsigned __int128;
    const Product product = Product(x ^ 0xD1B54A32D192ED03) * 0x9E3779B97F4A7C15;
    x = uint64_t(product >> 64) ^ uint64_t(product);
    for (int bit = 0; bit < 64; ++bit) balance[bit] += (x >> bit & 1) ? 1 : -1;
  }
  uint64_t out = 0;
  for (int bit = 0; bit < 64; ++bit) out |= uint64_t{balance[bit] > 0} << bit;
  return out;
}

TEST(Simhash, EqualsOneVoteAtATime) {
  const uint32_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (const size_t length : {1u, 2u, 3u, 30u, 31u, 60u, 256u, 257u, 258u, 511u, 2000u}) {
    std::string text(length, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 26);
    EXPECT_EQ(simhash(text), one_vote_at_a_time(text)) << text;
  }
}

}  // namespace
}  // namespace newsmill
