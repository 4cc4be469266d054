// Measures each printed line once. “新柳湾”大桥 has 16 columns, 7 characters, starts with an
// opening bracket, and its first piece that cannot be broken is “新 (4 columns). Tested by
// tests/segment/line_test.cc.
#include "segment/line.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace newsmill {
namespace {

constexpr unsigned kGulf = 3;  // columns

template <class T>
void count_up(T& counter, unsigned by = 1) {
  const unsigned sum = counter + by;
  counter = static_cast<T>(std::min<unsigned>(sum, std::numeric_limits<T>::max()));
}

// May a line be broken between the two characters?
bool binds(CharClass left, CharClass right) {
  if (left == CharClass::kOpen) return true;
  if (right == CharClass::kClose || right == CharClass::kStop || right == CharClass::kComma ||
      right == CharClass::kColon)
    return true;
  if (is_word(left) && (is_word(right) || right == CharClass::kOther || right == CharClass::kUnit))
    return true;
  return left == CharClass::kDash && right == CharClass::kDash;
}

// Walks the characters of one line and keeps what its neighbours will ask for.
class Measure {
 public:
  Measure(Line& line, const Characters& characters) : line_(line), characters_(characters) {}

  void take(char32_t code, uint32_t begin, uint32_t end) {
    const CharClass c = characters_.of(code);
    const unsigned columns = characters_.columns(code);
    if (c == CharClass::kBlank) {
      blank(columns);
      return;
    }
    if (line_.characters == 0) {
      line_.begin = begin;
      line_.indent = static_cast<uint16_t>(pending_columns_);
      line_.head = c;
    } else {
      count_up(line_.columns, pending_columns_);
      count_up(line_.blanks, pending_blanks_);
      if (pending_blanks_ > 0) unit_done_ = pieces_cut_ = true;
      if (pending_columns_ >= kGulf && line_.gulfs < 255) ++line_.gulfs;
      if (tail_stop_) line_.stop_inside = true;
      if (tail_period_) line_.period_inside = true;
    }
    pending_columns_ = pending_blanks_ = 0;
    count_up(line_.columns, columns);
    grow_unit(c, columns);
    count(c, columns);
    tail_period_ = code == U'。';
    if (code == U'，' || code == U'；') line_.comma_inside = true;
    if (Characters::is_picture(code)) line_.picture_inside = true;
    if (c == CharClass::kColon) line_.colon_inside = true;
    if (c != CharClass::kClose) line_.period_last = tail_period_;
    line_.end = end;
    last_ = c;
  }

  // Most of a page is Han characters behind Han characters: takes such a run at once and gives its
  // end in bytes. The same as take() for each.
  size_t take_run(std::string_view text, size_t pos, size_t end) {
    if (last_ != CharClass::kHan || pending_blanks_ > 0) return pos;
    unsigned n = 0;
    while (pos + 3 <= end) {
      const utf8::Char c = utf8::at(text, pos);
      if (!characters_.is_plain_han(c.code)) break;
      pos += c.size;
      ++n;
    }
    if (n == 0) return pos;
    unit_done_ = true;
    count_up(line_.columns, 2 * n);
    count_up(line_.pieces, n);
    count_up(line_.characters, n);
    count_up(line_.han, n);
    line_.end = static_cast<uint32_t>(pos);
    return pos;
  }

 private:
  void blank(unsigned columns) {
    pending_columns_ += columns;
    ++pending_blanks_;
  }

  void grow_unit(CharClass c, unsigned columns) {
    if (line_.characters > 0 && !binds(last_, c)) unit_done_ = true;
    if (!unit_done_) count_up(line_.unit, columns);
  }

  void count(CharClass c, unsigned columns) {
    if (line_.characters == 0 || pieces_cut_ || !is_word(c) || !is_word(last_))
      count_up(line_.pieces);
    pieces_cut_ = false;
    count_up(line_.characters);
    if (is_text(c)) count_up(line_.han);
    if (c == CharClass::kDigit) count_up(line_.digits);
    if (columns == 2 && c >= CharClass::kStop && c <= CharClass::kClose && line_.squeeze < 250)
      ++line_.squeeze;
    tail_stop_ = c == CharClass::kStop;
    line_.closed = c == CharClass::kClose;
    if (c == CharClass::kOpen) line_.depth = static_cast<int8_t>(std::min(line_.depth + 1, 8));
    if (c == CharClass::kClose) {
      line_.depth = static_cast<int8_t>(std::max(line_.depth - 1, -8));
      if (line_.depth < 0) line_.closes_first = true;
    } else {
      line_.tail = c;
    }
  }

  Line& line_;
  const Characters& characters_;
  CharClass last_ = CharClass::kOther;
  unsigned pending_columns_ = 0, pending_blanks_ = 0;
  bool unit_done_ = false, tail_stop_ = false, tail_period_ = false, pieces_cut_ = false;
};

}  // namespace

std::vector<Line> read_lines(std::string_view text, const Characters& characters) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 40 + 1);
  uint32_t number = 0;
  unsigned gap = 0;
  for (size_t pos = 0; pos < text.size();) {
    const void* feed = std::memchr(text.data() + pos, '\n', text.size() - pos);
    const size_t end =
        feed ? static_cast<size_t>(static_cast<const char*>(feed) - text.data()) : text.size();
    ++number;
    Line line;
    Measure measure(line, characters);
    while (pos < end) {
      const utf8::Char c = utf8::at(text, pos);
      measure.take(c.code, static_cast<uint32_t>(pos), static_cast<uint32_t>(pos + c.size));
      pos = measure.take_run(text, pos + c.size, end);
    }
    pos = end + 1;
    if (line.characters == 0) {
      ++gap;
      continue;
    }
    line.number = number;
    line.gap = static_cast<uint8_t>(std::min(gap, 255u));
    gap = 0;
    lines.push_back(line);
  }
  return lines;
}

}  // namespace newsmill
