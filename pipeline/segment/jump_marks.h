// 上接 and 下转: where the other half of a text stands.
#pragma once

#include <bitset>
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
  bool may_start(char32_t first) const { return may_start_[first % kSlots]; }
  bool may_end(char32_t last) const { return may_end_[last % kSlots]; }

  // The mark that `text` starts with, or ends with.
  std::optional<JumpMark> at_start(std::string_view text) const {
    if (!may_start(utf8::at(text, 0).code)) return std::nullopt;
    return read_start(text);
  }
  std::optional<JumpMark> at_end(std::string_view text) const {
    if (!may_end(utf8::before(text, text.size()).code) && !may_start(utf8::at(text, 0).code))
      return std::nullopt;
    return read_end(text);
  }

 private:
  std::optional<JumpMark> read_start(std::string_view text) const;
  std::optional<JumpMark> read_end(std::string_view text) const;
  std::optional<JumpMark> read(std::string_view text, size_t pos) const;
  Lexicon words_;  // the number is the way
  LatinJumps latin_;
  static constexpr size_t kSlots = 0x10000;
  std::bitset<kSlots> may_start_, may_end_;  // by a character's low bits
};

}  // namespace newsmill
