// The classes are made when the program is compiled; a page of Chinese touches some 20 KB of them.
// Test: Characters.HaveTheirClasses.
#include "filter/characters.h"

#include <string_view>

namespace newsmill {
namespace {

using Classes = std::array<uint8_t, 0x10000>;

constexpr void add(Classes* classes, std::u32string_view characters, uint8_t bit) {
  for (const char32_t c : characters) (*classes)[c] |= bit;
}

constexpr void add(Classes* classes, char32_t first, char32_t last, uint8_t bit) {
  for (char32_t c = first; c <= last; ++c) (*classes)[c] |= bit;
}

constexpr Classes make_classes() {
  Classes classes{};
  // As utf8::is_blank() has them.
  add(&classes, U"\n \t\f\v\r\u00A0\u1680\u202F\u205F\u2060\u3000\uFEFF", kBlankOrBreak);
  add(&classes, 0x2000, 0x200F, kBlankOrBreak);
  add(&classes, 0x2460, 0x27BF, kOrnament);
  add(&classes, 0x2190, 0x21FF, kOrnament);
  add(&classes, U"※*＊·•-—#~", kOrnament);
  add(&classes, 0x3008, 0x3011, kBracket);
  add(&classes, U"〔〕()（）[]［］“”", kBracket);
  add(&classes, U"。！？!?…；：，、.,:", kPoint);
  add(&classes, U"年月日号〇○零一二三四五六七八九十廿.-/", kDatePart);
  for (const char32_t zero : {U'0', U'０'}) add(&classes, zero, zero + 9, kDatePart | kTokenPart);
  for (const char32_t a : {U'a', U'A', U'ａ', U'Ａ'}) add(&classes, a, a + 25, kTokenPart);
  add(&classes, U"*＊-－—–", kTokenPart);
  add(&classes, U"“”「」：:", kTelling);
  return classes;
}

}  // namespace

constinit const Classes kCharacterClasses = make_classes();

}  // namespace newsmill
