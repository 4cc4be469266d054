// What is read at a sweep against a walk from character to character.
#include "extract/marks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "seed.h"

namespace newsmill {
namespace {

constexpr std::u32string_view kNumbers = U"一五第57", kPauses = U"；;", kStops = U"。",
                              kOpens = U"（";
constexpr std::u32string_view kFirst = U"今";  // of 今年 and 今夏

MarkTable table() {
  MarkTable table;
  table.add_first("今年", Mark::kPeriodWord);
  for (const char32_t c : kNumbers) table.add(c, Mark::kNumber);
  for (const char32_t c : kPauses) table.add(c, Mark::kPause);
  for (const char32_t c : kStops) table.add(c, Mark::kStop);
  for (const char32_t c : kOpens) table.add(c, Mark::kOpen);
  table.add_first("今夏", Mark::kPeriodWord);
  return table;
}

std::vector<size_t> fast(const MarkTable& table, const std::string& text, Marks& marks) {
  table.read(text, marks);
  std::vector<size_t> places;
  for (const Mark& mark : marks.all) {
    places.push_back(mark.pos);
    if (mark.pos == text.size()) break;
    EXPECT_EQ(mark.what, table.what(text, mark.pos));
  }
  return places;
}

std::vector<size_t> slow(const std::string& text) {
  const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
  std::vector<size_t> places;
  char32_t before = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    // 年 and 夏 are told from others by the last six bits alone.
    const char32_t last = text[std::min(pos + 5, text.size() - 1)] & 63;
    const bool goes_on = last == (U'年' & 63) || last == (U'夏' & 63);
    if (kPauses.find(c.code) != kPauses.npos || kStops.find(c.code) != kStops.npos ||
        kOpens.find(c.code) != kOpens.npos ||
        (kNumbers.find(c.code) != kNumbers.npos && !(is_digit(c.code) && is_digit(before))) ||
        (kFirst.find(c.code) != kFirst.npos && goes_on))
      places.push_back(pos);
    before = c.code;
    pos += c.size;
  }
  places.push_back(text.size());
  return places;
}

TEST(Marks, MatchSlowTwin) {
  const MarkTable marks = table();
  Marks room;
  // Marks, neighbours of marks that share two of their bytes, and other lengths.
  const std::u32string letters = U"。一五第（57;今年夏、丁亓第；：４aé全县新建公园的了是𠮷êⅠ";
  std::mt19937 random(test_seed());
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const size_t length = random() % 8 == 0 ? random() % 3000 : random() % 40;
    for (size_t n = length; n-- > 0;) {
      const char32_t c = letters[random() % letters.size()];
      for (size_t run = random() % 4 == 0 ? random() % 12 : 1; run-- > 0;) utf8::append(text, c);
    }
    ASSERT_EQ(fast(marks, text, room), slow(text)) << text << "\nseed " << test_seed();
  }
}

}  // namespace
}  // namespace newsmill
