// ▲【遗失声明】柳溪县东岸茶行…声明作废。
//    ^head   ^lead                    ^tail
//
// Tests: Ink.*.
#include "filter/ink.h"

#include <algorithm>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

constexpr size_t kTitleBytes = 135;
constexpr size_t kBracketBytes = 30;  // of a title's （第二次）

size_t end_of_lead(const SignedText& text, size_t head) {
  for (const Sign& sign : text.signs) {
    if (sign.pos < head) continue;
    if (sign.pos >= kLeadBytes) break;
    const char32_t c = sign.code;
    if (c == U'：' || c == U':' || c == U'】' || c == U'］') return sign.pos;
    if (sign.classes & kPoint) break;
  }
  return 0;
}

// Before a closing （第二次）.
size_t end_of_title(std::string_view text, size_t tail) {
  if (tail == text.size()) return tail;
  const size_t near = tail - std::min(tail, kBracketBytes);
  const std::string_view end = text.substr(near);
  const size_t open = near + std::max(end.rfind("（") + 1, end.rfind("(") + 1);
  return open > std::max<size_t>(near, 1) ? open - 1 : tail;
}

bool has_clauses(const SignedText& text) {
  return std::any_of(text.signs.begin(), text.signs.end(),
                     [](const Sign& sign) { return sign.code == U'，' || sign.code == U'。'; });
}

}  // namespace

std::string without_blanks(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if ((classes_of(c.code) & kBlankOrBreak) == 0) out += text.substr(pos, c.size);
    pos += c.size;
  }
  return out;
}

Ink ink_of(const SignedText& text) {
  Ink ink;
  for (const Sign& sign : text.signs) {
    if (sign.pos != ink.head || (sign.classes & (kOrnament | kBracket)) == 0) break;
    ink.bullet |= (sign.classes & kOrnament) != 0;
    ink.head = sign.end();
  }
  ink.tail = text.text.size();
  for (size_t i = text.signs.size(); i-- > 0;) {
    const Sign& sign = text.signs[i];
    if (sign.end() != ink.tail || (sign.classes & (kOrnament | kBracket | kPoint)) == 0) break;
    ink.stopped |= (sign.classes & kPoint) != 0 && sign.code != U'，' && sign.code != U'、';
    ink.tail = sign.pos;
  }
  ink.head = std::min(ink.head, ink.tail);
  ink.lead = end_of_lead(text, ink.head);
  ink.phrase = text.text.size() <= kTitleBytes && !ink.stopped && !has_clauses(text);
  ink.title = ink.phrase ? end_of_title(text.text, ink.tail) : ink.tail;
  return ink;
}

}  // namespace newsmill
