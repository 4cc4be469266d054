// One byte per character of the Basic Multilingual Plane: class and width. 。 is a stop two columns
// wide, % a unit one column wide. Tested by tests/segment/line_test.cc.
#include "segment/characters.h"

#include <utility>

namespace newsmill {
namespace {

constexpr std::pair<std::string_view, CharClass> kNames[] = {
    {"stop", CharClass::kStop},     {"comma", CharClass::kComma}, {"colon", CharClass::kColon},
    {"open", CharClass::kOpen},     {"close", CharClass::kClose}, {"dash", CharClass::kDash},
    {"bullet", CharClass::kBullet}, {"arrow", CharClass::kArrow}, {"bar", CharClass::kBar},
    {"unit", CharClass::kUnit},
};

// With the 64 hexagrams in their midst.
bool is_common_han(char32_t code) {
  return code >= 0x4000 && code < 0xA000;
}

CharClass base_class(char32_t code) {
  if (utf8::is_blank(code)) return CharClass::kBlank;
  if (utf8::is_digit(code)) return CharClass::kDigit;
  if (utf8::is_latin(code) || (code >= 0xC0 && code < 0x250)) return CharClass::kLatin;
  if (is_common_han(code) || utf8::is_han(code)) return CharClass::kHan;
  return CharClass::kOther;
}

CharClass named_class(const RuleTable& table, const RuleRow& row, std::string_view name) {
  for (const auto& [known, value] : kNames)
    if (known == name) return value;
  table.fail(row, "no class of characters: " + std::string(name));
}

}  // namespace

Characters::Characters(const RuleTable& table) {
  const auto set = [this](char32_t code, CharClass value) {
    const bool clause = code == U'，' || code == U'；' || code == U'。';
    const int columns = is_common_han(code) ? 2 : utf8::columns(code);
    cells_[code].bits = static_cast<uint8_t>(
        static_cast<unsigned>(value) << 2 | static_cast<unsigned>(columns) | (clause ? 0x40u : 0u));
  };
  for (char32_t code = 0; code < cells_.size(); ++code) set(code, base_class(code));
  const size_t name = table.column("class"), members = table.column("characters");
  for (const RuleRow& row : table.rows()) {
    const CharClass value = named_class(table, row, row[name]);
    for (size_t pos = 0; pos < row[members].size();) {
      const utf8::Char c = utf8::at(row[members], pos);
      if (is_common_han(c.code) && value != CharClass::kUnit)
        table.fail(row, "a Han character is a unit or in no class");
      if (c.code < cells_.size()) set(c.code, value);
      pos += c.size;
    }
  }
}

}  // namespace newsmill
