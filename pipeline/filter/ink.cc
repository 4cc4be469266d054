// ▲【遗失声明】柳溪县东岸茶行…声明作废。
//    ^head   ^lead                    ^tail
//
// Tests: Ink.*.
#include "filter/ink.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kTitleBytes = 135;
constexpr size_t kBracketBytes = 30;  // of a title's （第二次）

bool is_ornament(char32_t c) {
  return (c >= 0x2460 && c <= 0x27BF) || (c >= 0x2190 && c <= 0x21FF) || c == U'※' || c == U'*' ||
         c == U'＊' || c == U'·' || c == U'•' || c == U'-' || c == U'—' || c == U'#' || c == U'~';
}
bool is_bracket(char32_t c) {
  return (c >= 0x3008 && c <= 0x3011) || c == 0x3014 || c == 0x3015 || c == U'(' || c == U')' ||
         c == U'（' || c == U'）' || c == U'[' || c == U']' || c == U'［' || c == U'］' ||
         c == U'“' || c == U'”';
}

size_t end_of_lead(std::string_view text, size_t head) {
  size_t pos = head;
  for (utf8::Char c = utf8::at(text, pos); c.size > 0 && pos < kLeadBytes;
       c = utf8::at(text, pos)) {
    if (c.code == U'：' || c.code == U':' || c.code == U'】' || c.code == U'］') return pos;
    if (is_point(c.code)) return 0;
    pos += c.size;
  }
  return 0;
}

}  // namespace

std::string_view without_blanks(std::string_view text, std::string* buffer) {
  size_t pos = 0;
  while (pos < text.size()) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.code == '\n' || utf8::is_blank(c.code)) break;
    pos += c.size;
  }
  if (pos == text.size()) return text;
  buffer->assign(text.substr(0, pos));
  while (pos < text.size()) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.code != '\n' && !utf8::is_blank(c.code)) buffer->append(text.substr(pos, c.size));
    pos += c.size;
  }
  return *buffer;
}

bool is_point(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'!' || c == U'?' || c == U'…' ||
         c == U'；' || c == U'：' || c == U'，' || c == U'、' || c == U'.' || c == U',' ||
         c == U':';
}

Ink ink_of(std::string_view text) {
  Ink ink;
  ink.text = text;
  ink.tail = text.size();
  for (utf8::Char c = utf8::at(text, 0); is_ornament(c.code) || is_bracket(c.code);
       c = utf8::at(text, ink.head)) {
    ink.bullet |= is_ornament(c.code);
    ink.head += c.size;
  }
  const auto ends_word = [](char32_t c) {
    return !is_ornament(c) && !is_bracket(c) && !is_point(c);
  };
  for (utf8::Char c = utf8::before(text, ink.tail); c.size > 0 && !ends_word(c.code);
       c = utf8::before(text, ink.tail)) {
    ink.stopped |= is_point(c.code) && c.code != U'，' && c.code != U'、';
    ink.tail -= c.size;
  }
  ink.head = std::min(ink.head, ink.tail);
  ink.title = ink.tail;
  const size_t open = std::max(text.rfind("（") + 1, text.rfind("(") + 1);
  if (ink.tail < text.size() && open > 1 && open + kBracketBytes > ink.tail) ink.title = open - 1;
  ink.lead = end_of_lead(text, ink.head);
  ink.phrase = text.size() <= kTitleBytes && !ink.stopped &&
               text.find("，") == std::string_view::npos &&
               text.find("。") == std::string_view::npos;
  return ink;
}

}  // namespace newsmill
