// [open bracket] word [第] page [版] [close bracket], blanks anywhere between: （上接第一版）.
// Tested by tests/segment/jump_marks_test.cc.
#include "segment/jump_marks.h"

#include <algorithm>

#include "core/utf8.h"
#include "segment/numerals.h"

namespace newsmill {
namespace {

constexpr size_t kLongest = 60;  // bytes of a mark
constexpr std::u32string_view kOpen = U"（(〔[［【｛{〈《";
constexpr std::u32string_view kClose = U"）)〕]］】｝}〉》";

bool is_in(std::u32string_view set, char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return false;  // a Han character, as most are
  return set.find(c) != set.npos;
}

void skip_blanks(std::string_view text, size_t& pos) {
  for (utf8::Char c = utf8::at(text, pos); c.size > 0 && (utf8::is_blank(c.code) || c.code == '\n');
       c = utf8::at(text, pos))
    pos += c.size;
}

bool skip(std::string_view text, size_t& pos, std::string_view word) {
  if (text.compare(pos, word.size(), word) != 0) return false;
  pos += word.size();
  skip_blanks(text, pos);
  return true;
}

}  // namespace

JumpMarks::JumpMarks(const RuleTable& table, const RuleTable& latin) : latin_(latin) {
  const size_t way = table.column("way"), word = table.column("word");
  for (const RuleRow& row : table.rows()) {
    if (row[way] != "from" && row[way] != "to") table.fail(row, "way is from or to");
    words_.add(row[word], row[way] == "to" ? JumpMark::kTo : JumpMark::kFrom);
    add(utf8::at(row[word], 0).code, kStarts | kBehindOpen);
    add(utf8::before(row[word], row[word].size()).code, kBeforeClose);
  }
  for (const char32_t open : kOpen) add(open, open < 0x80 ? kStarts : kStarts | kOpens);
  for (const char32_t close : kClose) add(close, close < 0x80 ? kEnds : kEnds | kCloses);
  for (const char32_t label : U"第版页") add(label, kBeforeClose);
  for (char32_t code = 0; code < kSlots; ++code) {
    if (utf8::is_blank(code) || code == '\n')
      add(code, kStarts | kEnds | kBehindOpen | kBeforeClose);
    const bool wide_letter = code >= 0xFF21 && code <= 0xFF5A;
    if (may_count(code) || wide_letter) add(code, kBeforeClose);
    if (utf8::is_latin(code)) add(code, kStarts | kEnds | kBehindOpen | kBeforeClose);
    if (code < 0x80 && utf8::is_digit(code)) add(code, kEnds);
  }
  add('.', kEnds);
}

void JumpMarks::add(char32_t code, unsigned places) {
  places_[code % kSlots] |= static_cast<uint8_t>(places);
}

std::optional<JumpMark> JumpMarks::read(std::string_view text, size_t pos) const {
  JumpMark mark;
  mark.begin = pos;
  skip_blanks(text, pos);
  const utf8::Char open = utf8::at(text, pos);
  const bool bracket = is_in(kOpen, open.code) && open.size > 0;
  if (bracket) pos += open.size;
  skip_blanks(text, pos);
  const Lexicon::Match word = words_.longest_at(text, pos);
  if (!word) return std::nullopt;
  mark.way = static_cast<JumpMark::Way>(word.id);
  pos = word.end;
  skip_blanks(text, pos);
  const bool ordinal = skip(text, pos, "第");
  if (const auto page = read_page(text, pos)) {
    mark.page = page->value;
    pos = page->end;
    skip_blanks(text, pos);
  }
  const bool label = skip(text, pos, "版") || skip(text, pos, "页");
  const utf8::Char close = utf8::at(text, pos);
  const bool closed = close.size > 0 && is_in(kClose, close.code);
  if (closed) pos += close.size;
  // Without a page it must be in brackets; without brackets it must name its page in full.
  if (mark.page.empty() ? !(bracket && closed) : !(label || ordinal || bracket))
    return std::nullopt;
  if (bracket != closed && !(label && !mark.page.empty())) return std::nullopt;
  skip_blanks(text, pos);
  mark.end = pos;
  return mark;
}

std::optional<JumpMark> JumpMarks::read_start(std::string_view text) const {
  if (std::optional<JumpMark> mark = latin_.at_start(text)) return mark;
  size_t cut = std::min(kLongest, text.size());
  while (cut < text.size() && !utf8::is_start(text[cut])) --cut;
  std::optional<JumpMark> mark = read(text.substr(0, cut), 0);
  if (!mark) return std::nullopt;
  const bool bracket = is_in(kOpen, utf8::at(utf8::trim(text), 0).code);
  // 上接第一版 without brackets counts only when it stands alone.
  if (!bracket && mark->end < text.size()) return std::nullopt;
  return mark;
}

std::optional<JumpMark> JumpMarks::read_end(std::string_view text) const {
  if (std::optional<JumpMark> mark = latin_.at_end(text)) return mark;
  const std::string_view kept = utf8::trim(text);
  if (kept.empty()) return std::nullopt;
  const size_t end = static_cast<size_t>(kept.data() - text.data()) + kept.size();
  if (!is_in(kClose, utf8::before(text, end).code)) {
    std::optional<JumpMark> mark = at_start(text);
    return mark && mark->end == text.size() ? mark : std::nullopt;
  }
  size_t begin = utf8::before(text, end).size < end ? end - utf8::before(text, end).size : 0;
  for (int n = 0; n < 16 && begin > 0; ++n) {
    const utf8::Char c = utf8::before(text, begin);
    begin -= c.size;
    if (is_in(kClose, c.code)) return std::nullopt;
    if (!is_in(kOpen, c.code)) continue;
    std::optional<JumpMark> mark = read(text, begin);
    if (!mark || mark->end != text.size()) return std::nullopt;
    while (mark->begin > 0 && utf8::is_blank(utf8::before(text, mark->begin).code))
      mark->begin -= utf8::before(text, mark->begin).size;
    return mark;
  }
  return std::nullopt;
}

}  // namespace newsmill
