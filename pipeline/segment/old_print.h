// Papers of before about 1950: how a page of one is told, and what its marks mean.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "rules/table.h"
#include "segment/line.h"

namespace newsmill {

class OldPrint {
 public:
  // From old_print.tsv. Throws FatalError when the table is malformed.
  explicit OldPrint(const RuleTable& table);

  // Is it a page of an old paper? It is in traditional characters, and either some are of shapes
  // since given up (囘 for 回) or 、 does the work of ，. A modern page is done with after its
  // first few hundred characters.
  bool holds(std::string_view text) const;

  // What the lines' own text says on such a page: 、 inside is a comma; telegrams.
  void add_cues(std::string_view text, std::span<const Line> lines,
                std::vector<uint32_t>& cues) const;

 private:
  enum Kind : uint8_t { kOther, kHan, kForm, kTraditional, kPause, kComma, kKinds };
  static bool is_han(uint8_t kind) { return kind >= kHan && kind <= kTraditional; }
  uint8_t kind_of(char32_t code) const {
    if (code < kinds_.size()) return kinds_[code];
    return utf8::is_han(code) ? kHan : kOther;
  }
  bool is_simplified(std::string_view text) const;

  std::array<uint8_t, 0x10000> kinds_{};
};

}  // namespace newsmill
