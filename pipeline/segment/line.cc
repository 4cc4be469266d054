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
void saturate(T& field, unsigned count, unsigned most = std::numeric_limits<T>::max()) {
  field = static_cast<T>(std::min(count, most));
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
  explicit Measure(const Characters& characters) : known_(characters) {}

  void take(char32_t code, uint32_t begin, uint32_t end) {
    const CharClass c = known_.of(code);
    const unsigned columns = known_.columns(code);
    if (c == CharClass::kBlank) {
      pending_columns_ += columns;
      ++pending_blanks_;
      return;
    }
    if (characters_ == 0) {
      line_.begin = begin;
      saturate(line_.indent, pending_columns_);
      line_.head = c;
      ++pieces_;
    } else {
      follow(c);
    }
    pending_columns_ = pending_blanks_ = 0;
    if (!unit_done_) unit_ += columns;
    count(c, columns);
    tail_period_ = code == U'。';
    if (code == U'，' || code == U'；') line_.comma_inside = true;
    if (Characters::is_picture(code)) line_.picture_inside = true;
    if (c != CharClass::kClose) line_.period_last = tail_period_;
    line_.end = end;
    last_ = c;
  }

  // Most of a page is Han characters behind Han characters: takes such a run at once and gives its
  // end in bytes. The same as take() for each.
  size_t take_run(std::string_view text, size_t pos, size_t end) {
    if (last_ != CharClass::kHan || pending_blanks_ > 0) return pos;
    const size_t begin = pos;
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    for (; pos + 3 <= end && (byte(pos) & 0xF0) == 0xE0; pos += 3) {
      const int code = byte(pos) << 12 | (byte(pos + 1) & 0x3F) << 6 | (byte(pos + 2) & 0x3F);
      if (!known_.is_plain_han(static_cast<char16_t>(code))) break;
    }
    if (pos == begin) return pos;
    const auto n = static_cast<unsigned>((pos - begin) / 3);
    unit_done_ = true;
    columns_ += 2 * n;
    pieces_ += n;
    characters_ += n;
    han_ += n;
    line_.end = static_cast<uint32_t>(pos);
    return pos;
  }

  bool blank() const { return characters_ == 0; }
  Line line(uint32_t number, unsigned gap) {
    line_.number = number;
    saturate(line_.gap, gap);
    saturate(line_.columns, columns_);
    saturate(line_.unit, unit_);
    saturate(line_.characters, characters_);
    saturate(line_.pieces, pieces_);
    saturate(line_.han, han_);
    saturate(line_.digits, digits_);
    saturate(line_.blanks, blanks_);
    saturate(line_.squeeze, squeeze_, 250);
    saturate(line_.gulfs, gulfs_);
    return line_;
  }

 private:
  // A character of class `c` behind another one, perhaps with blanks between.
  void follow(CharClass c) {
    const bool apart = pending_blanks_ > 0;
    columns_ += pending_columns_;
    blanks_ += pending_blanks_;
    gulfs_ += pending_columns_ >= kGulf;
    if (apart || !binds(last_, c)) unit_done_ = true;
    if (apart || !is_word(c) || !is_word(last_)) ++pieces_;
    if (last_ == CharClass::kStop) line_.stop_inside = true;
    if (tail_period_) line_.period_inside = true;
  }

  void count(CharClass c, unsigned columns) {
    columns_ += columns;
    ++characters_;
    han_ += is_text(c);
    digits_ += c == CharClass::kDigit;
    squeeze_ += columns == 2 && c >= CharClass::kStop && c <= CharClass::kClose;
    if (c == CharClass::kColon) line_.colon_inside = true;
    if (c == CharClass::kOpen) line_.depth = static_cast<int8_t>(std::min(line_.depth + 1, 8));
    line_.closed = c == CharClass::kClose;
    if (line_.closed) {
      line_.depth = static_cast<int8_t>(std::max(line_.depth - 1, -8));
      if (line_.depth < 0) line_.closes_first = true;
    } else {
      line_.tail = c;
    }
  }

  const Characters& known_;
  Line line_;
  CharClass last_ = CharClass::kOther;
  unsigned pending_columns_ = 0, pending_blanks_ = 0;
  unsigned columns_ = 0, unit_ = 0, characters_ = 0, pieces_ = 0, han_ = 0, digits_ = 0;
  unsigned blanks_ = 0, squeeze_ = 0, gulfs_ = 0;
  bool unit_done_ = false, tail_period_ = false;
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
    Measure measure(characters);
    while (pos < end) {
      const utf8::Char c = utf8::at(text, pos);
      measure.take(c.code, static_cast<uint32_t>(pos), static_cast<uint32_t>(pos + c.size));
      pos = measure.take_run(text, pos + c.size, end);
    }
    pos = end + 1;
    if (measure.blank()) {
      ++gap;
      continue;
    }
    lines.push_back(measure.line(number, gap));
    gap = 0;
  }
  return lines;
}

}  // namespace newsmill
