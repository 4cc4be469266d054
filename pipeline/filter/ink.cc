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
  size_t pos = head;
  for (utf8::Char c = utf8::at(text, pos); c.size > 0 && pos < kLeadBytes;
       c = utf8::at(text, pos)) {
    if (c.code == U'：' || c.code == U':' || c.code == U'】' || c.code == U'］') return pos;
    if (classes_of(c.code) & kPoint) return 0;
    pos += c.size;
  }
  return 0;
}

// Is there anything like a blank? Errs on the side of blanks, and has no branches: compilers make
// it look at sixteen bytes at a time.
bool may_have_blanks(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  unsigned char found = 0;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    const unsigned char a = bytes[i], b = bytes[i + 1], c = bytes[i + 2];
    const bool space = (a == 0xE3) & (b == 0x80) & (c == 0x80);  // U+3000
    const bool narrow = (a == 0xE2) & ((b == 0x81) | ((b == 0x80) & ((c < 0x90) | (c == 0xAF))));
    const bool rare = (a == 0xE1) | ((a == 0xEF) & (b == 0xBB)) | ((a == 0xC2) & (b == 0xA0));
    found |= static_cast<unsigned char>((a <= ' ') | space | narrow | rare);
  }
  const std::string_view end = text.substr(text.size() - std::min<size_t>(text.size(), 2));
  return found != 0 || end == "\u00A0" ||
         std::any_of(end.begin(), end.end(), [](char c) { return c >= 0 && c <= ' '; });
}

// Few characters start with a byte that blanks start with.
bool is_blank_at(std::string_view text, size_t pos) {
  const unsigned char lead = static_cast<unsigned char>(text[pos]);
  if (lead > 0xE3 && lead != 0xEF) return false;
  if (lead > ' ' && lead < 0xE0 && lead != 0xC2) return false;
  return (classes_of(utf8::at(text, pos).code) & kBlankOrBreak) != 0;
}

}  // namespace

std::string_view without_blanks(std::string_view text, std::string* buffer) {
  if (!may_have_blanks(text)) return text;
  size_t from = 0;  // of the words since the last blank
  for (size_t pos = 0, next; pos < text.size(); pos = next) {
    next = pos + size_of(text[pos]);
    if (!is_blank_at(text, pos)) continue;
    if (from == 0) buffer->clear(), buffer->reserve(text.size());
    buffer->append(text.substr(from, pos - from));
    from = next;
  }
  if (from == 0) return text;
  return buffer->append(text.substr(from));
}

Ink ink_of(std::string_view text) {
  Ink ink;
  ink.text = text;
  ink.tail = text.size();
  for (utf8::Char c = utf8::at(text, 0); classes_of(c.code) & (kOrnament | kBracket);
       c = utf8::at(text, ink.head)) {
    ink.bullet |= (classes_of(c.code) & kOrnament) != 0;
    ink.head += c.size;
  }
  for (utf8::Char c = utf8::before(text, ink.tail);
       classes_of(c.code) & (kOrnament | kBracket | kPoint); c = utf8::before(text, ink.tail)) {
    ink.stopped |= (classes_of(c.code) & kPoint) != 0 && c.code != U'，' && c.code != U'、';
    ink.tail -= c.size;
  }
  ink.head = std::min(ink.head, ink.tail);
  ink.title = ink.tail;
  if (ink.tail < text.size()) {
    const size_t near = ink.tail - std::min(ink.tail, kBracketBytes);
    const std::string_view end = text.substr(near);
    const size_t open = near + std::max(end.rfind("（") + 1, end.rfind("(") + 1);
    if (open > std::max<size_t>(near, 1)) ink.title = open - 1;
  }
  ink.lead = end_of_lead(text, ink.head);
  ink.phrase = text.size() <= kTitleBytes && !ink.stopped &&
               text.find("，") == std::string_view::npos &&
               text.find("。") == std::string_view::npos;
  return ink;
}

}  // namespace newsmill
