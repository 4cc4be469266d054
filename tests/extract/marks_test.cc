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

// The places, first those of pauses, then those of events, each with the pauses before it.
using Places = std::vector<std::pair<size_t, size_t>>;

Places fast(const MarkTable& table, const std::string& text, Marks& marks) {
  table.read(text, marks);
  Places places;
  for (size_t i = 0; marks.pauses[i] != Marks::kEnd; ++i) places.emplace_back(marks.pauses[i], i);
  for (size_t i = 0;; ++i) {
    const Marks::Event& event = marks.events[i];
    places.emplace_back(event.pos, event.pauses);
    if (event.pos == text.size()) return places;
    EXPECT_EQ(event.what, table.what(text, event.pos));
  }
}

Places slow(const std::string& text) {
  const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
  Places pauses, events;
  char32_t before = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const size_t next = pos + c.size;
    // 年 and 夏 are told from others by the last six bits alone.
    const char32_t last = text[std::min(pos + 5, text.size() - 1)] & 63;
    const bool goes_on = last == (U'年' & 63) || last == (U'夏' & 63);
    if (kPauses.find(c.code) != kPauses.npos)
      pauses.emplace_back(pos, pauses.size());
    else if (kStops.find(c.code) != kStops.npos || kOpens.find(c.code) != kOpens.npos ||
             (kNumbers.find(c.code) != kNumbers.npos && !(is_digit(c.code) && is_digit(before))) ||
             (kFirst.find(c.code) != kFirst.npos && goes_on))
      events.emplace_back(pos, pauses.size());
    before = c.code;
    pos = next;
  }
  events.emplace_back(text.size(), pauses.size());
  pauses.insert(pauses.end(), events.begin(), events.end());
  return pauses;
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
