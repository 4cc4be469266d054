// 上接 and 下转: where the other half of a text stands.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/utf8.h"
#include "rules/lexicon.h"
#include "rules/table.h"
#include "segment/latin_jumps.h"

namespace newsmill {

struct JumpMark {
  enum Way : uint8_t { kFrom, kTo };
  Way way = kFrom;
  std::string page;           // canonical: 3, A3; empty when none is named
  size_t begin = 0, end = 0;  // bytes; brackets included, blanks round it too
};

// Finds the marks of continued texts: （上接第一版）, （下转A3版), ［紧接第一版〕, and without
// brackets where the mark is all there is. 线上接单 and 转行 are ordinary words: a mark names a
// page. In English, too: Continued on Page A7 (LatinJumps).
class JumpMarks {
 public:
  JumpMarks(const RuleTable& table, const RuleTable& latin);

  // Could a text that starts with the character start with a mark, one that ends with it end with a
  // bracket that closes one? Nearly none does.
  bool may_start(char32_t first) const { return (places_[first % kSlots] & kStarts) != 0; }
  bool may_end(char32_t last) const { return (places_[last % kSlots] & kEnds) != 0; }

  // The mark that `text` starts with, or ends with.
  std::optional<JumpMark> at_start(std::string_view text) const {
    const utf8::Char first = utf8::at(text, 0);
    if (!may_start(first.code)) return std::nullopt;
    // （记者李四）
    if (has(first.code, kOpens) && !has(utf8::at(text, first.size).code, kBehindOpen))
      return std::nullopt;
    return read_start(text);
  }
  std::optional<JumpMark> at_end(std::string_view text) const {
    const utf8::Char last = utf8::before(text, text.size());
    if (has(last.code, kCloses)) {
      const char32_t before = utf8::before(text, text.size() - last.size).code;
      if (!has(before, kBeforeClose)) return std::nullopt;
    } else if (!may_end(last.code) && !may_start(utf8::at(text, 0).code)) {
      return std::nullopt;
    }
    return read_end(text);
  }

 private:
  std::optional<JumpMark> read_start(std::string_view text) const;
  std::optional<JumpMark> read_end(std::string_view text) const;
  std::optional<JumpMark> read(std::string_view text, size_t pos) const;
  void add(char32_t code, unsigned places);
  Lexicon words_;  // the number is the way
  LatinJumps latin_;
  // Where in a mark a character may stand.
  enum Place : uint8_t {
    kStarts = 1u << 0,
    kEnds = 1u << 1,
    kOpens = 1u << 2,  // a bracket of Han texts
    kCloses = 1u << 3,
    kBehindOpen = 1u << 4,
    kBeforeClose = 1u << 5,
  };
  bool has(char32_t code, Place place) const { return (places_[code % kSlots] & place) != 0; }
  static constexpr size_t kSlots = 0x10000;
  std::array<uint8_t, kSlots> places_{};  // by a character's low bits
};

}  // namespace newsmill
