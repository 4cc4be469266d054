// Where the words of a block stand, apart from blanks, ornaments and brackets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsmill {

// 公　告 -> 公告
std::string without_blanks(std::string_view text);

inline constexpr size_t kLeadBytes = 90;  // a run-in title is no longer

// Places in a text, as byte offsets; blanks at its ends do not matter, those in between do.
struct Ink {
  size_t head = 0;   // where the first word starts, behind ornaments and brackets
  size_t tail = 0;   // where the last word ends, before stops and brackets
  size_t title = 0;  // the same, of a phrase before a closing （第二次）
  size_t lead = 0;   // where a run-in title ends: 停水通知：…, 【执行公告】…; else 0
  bool phrase = false;     // one short phrase without commas: a title
  bool bullet = false;     // starts with an ornament
  bool stopped = false;    // ends like a sentence
  bool signed_by = false;  // sentences, then a name: …，特此告知。东岸茶行
};

Ink ink_of(std::string_view text);
// Without the ornaments, brackets and stops at the ends of `text`.
inline std::string_view words_of(std::string_view text, const Ink& ink) {
  return text.substr(ink.head, ink.tail - ink.head);
}

}  // namespace newsmill
