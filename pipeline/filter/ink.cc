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

size_t end_of_lead(std::string_view text, size_t head) {
  size_t lead = 0;
  for_each_other(text.substr(head, kLeadBytes), [&](size_t at) {
    const size_t pos = head + at;
    if (pos >= kLeadBytes) return false;
    const char32_t c = utf8::at(text, pos).code;
    const bool ends = c == U'：' || c == U':' || c == U'】' || c == U'］';
    if (ends) lead = pos;
    return !ends && (classes_of(c) & kPoint) == 0;
  });
  return lead;
}

// Before a closing （第二次）.
size_t end_of_title(std::string_view text, size_t tail) {
  if (tail == text.size()) return tail;
  const size_t near = tail - std::min(tail, kBracketBytes);
  const std::string_view end = text.substr(near);
  const size_t open = near + std::max(end.rfind("（") + 1, end.rfind("(") + 1);
  return open > std::max<size_t>(near, 1) ? open - 1 : tail;
}

bool has_clauses(std::string_view text) {
  return text.find("，") != text.npos || text.find("。") != text.npos;
}

// Nothing but Han characters behind the last stop, as many as a name has.
bool is_signed(std::string_view text) {
  constexpr size_t kShortestName = 6, kLongestName = 60, kShortestText = 30;  // bytes
  if (text.size() < kShortestText + kShortestName) return false;
  size_t end = text.size();
  utf8::Char c = utf8::before(text, end);
  for (; text.size() - end <= kLongestName && utf8::is_han(c.code); c = utf8::before(text, end))
    end -= c.size;
  const size_t name = text.size() - end;
  return c.code == U'。' && name >= kShortestName && name <= kLongestName;
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

Ink ink_of(std::string_view text) {
  Ink ink;
  while (ink.head < text.size() && !is_ordinary_han(text[ink.head])) {
    const utf8::Char c = utf8::at(text, ink.head);
    const uint8_t classes = classes_of(c.code);
    if ((classes & (kOrnament | kBracket | kBlankOrBreak)) == 0) break;
    ink.bullet |= (classes & kOrnament) != 0;
    ink.head += c.size;
  }
  ink.tail = text.size();
  while (true) {
    const utf8::Char c = utf8::before(text, ink.tail);
    const uint8_t classes = classes_of(c.code);
    if (c.size == 0 || (classes & (kOrnament | kBracket | kPoint | kBlankOrBreak)) == 0) break;
    ink.stopped |= (classes & kPoint) != 0 && c.code != U'，' && c.code != U'、';
    ink.tail -= c.size;
  }
  ink.head = std::min(ink.head, ink.tail);
  ink.signed_by = ink.tail == text.size() && is_signed(text);
  ink.lead = end_of_lead(text, ink.head);
  ink.phrase = text.size() <= kTitleBytes && !ink.stopped && !has_clauses(text);
  ink.title = ink.phrase ? end_of_title(text, ink.tail) : ink.tail;
  return ink;
}

}  // namespace newsmill
