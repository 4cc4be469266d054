// Typesetters close up small notices, and a page's text then has no sign of where one ends: the
// formulae are the only cut marks. Test: SplitNotices.*.
#include "filter/split_notices.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/number_token.h"

namespace newsmill {
namespace {

// Marks of a form's formulae: does one open (as the start of a notice) or close there?
struct Marks {
  bool opens = false;
  uint32_t closes = 0;  // bytes of the longest closing formula
};

Marks marks_of(uint16_t form, const Formulae& formulae) {
  Marks marks;
  for (const Formulae::Hit& hit : formulae.hits(form)) {
    marks.opens |= hit.says.opens() && hit.says.place == Place::kStart;
    if (hit.says.closes()) marks.closes = std::max<uint32_t>(marks.closes, hit.bytes);
  }
  return marks;
}

bool is_gap(char32_t c) {
  return c == U'。' || c == U'.' || c == U'！' || c == U'；' || c == '\n' || utf8::is_blank(c) ||
         (c >= 0x25A0 && c <= 0x27BF) || c == U'※' || c == U'*';
}

// Finds where the second, third, … notice starts.
class Cutter {
 public:
  explicit Cutter(const SignedText& text) : text_(text) {}

  std::vector<size_t> cuts() {
    auto form = text_.forms.begin();
    for (const Sign& sign : text_.signs) {
      for (; form != text_.forms.end() && form->pos < sign.pos; ++form) take(*form);
      const bool starts = form != text_.forms.end() && form->pos == sign.pos;
      take(sign, starts ? marks_of((form++)->form, *text_.formulae) : Marks());
    }
    for (; form != text_.forms.end(); ++form) take(*form);
    return std::move(cuts_);
  }

 private:
  // Characters that start nothing stand before `pos`: no gap, and no part of a number.
  void skip_to(uint32_t pos) {
    if (pos <= end_) return;
    end_number();
    if (pos > closed_) closed_ = 0;
  }

  // At an ordinary Han character.
  void take(FoundForm found) {
    take(Sign{.pos = found.pos, .character = 0, .code = 0, .classes = 0, .size = 3},
         marks_of(found.form, *text_.formulae));
  }

  void take(const Sign& sign, Marks marks) {
    skip_to(sign.pos);
    if (sign.classes & kTokenPart) {
      token_.take(token_char(sign.code));
    } else {
      end_number();
    }
    const bool behind = closed_ > 0 && sign.pos >= closed_;
    if (behind && marks.opens) cuts_.push_back(gap_);
    if (marks.closes > 0) {
      closed_ = gap_ = sign.pos + marks.closes;
    } else if (behind) {
      if (sign.code == U'。' || sign.code == U'.' || sign.code == U'！') gap_ = sign.end();
      if (!is_gap(sign.code)) closed_ = 0;
    }
    end_ = sign.end();
  }

  void end_number() {
    if (token_.empty()) return;
    if (token_.is_phone()) closed_ = gap_ = end_;
    token_ = {};
  }

  const SignedText& text_;
  std::vector<size_t> cuts_;
  uint32_t end_ = 0;  // of the last sign's character
  uint32_t closed_ =
      0;              // end of the last closing formula or telephone number; 0 once text followed
  uint32_t gap_ = 0;  // where what separates the notices starts to belong to the next one: ▲
  NumberToken token_;
};

// Lines of a block in order, one by one.
std::vector<uint32_t> lines_of(const Block& block) {
  std::vector<uint32_t> lines;
  for (const LineRange range : block.lines) {
    for (uint32_t line = range.first; line <= range.last; ++line) lines.push_back(line);
  }
  return lines;
}

// The lines [from, to) of a list as ranges.
Few<LineRange> ranges_of(const std::vector<uint32_t>& lines, size_t from, size_t to) {
  Few<LineRange> ranges;
  for (size_t i = from; i < to; ++i) {
    if (!ranges.empty() && ranges.back().last + 1 == lines[i]) {
      ranges.back().last = lines[i];
    } else {
      ranges.push_back({lines[i], lines[i]});
    }
  }
  return ranges;
}

}  // namespace

std::vector<Block> split_notices(const Block& block, const SignedText& text) {
  const std::vector<size_t> cuts = Cutter(text).cuts();
  std::vector<Block> parts;
  if (cuts.empty()) return parts;
  const std::vector<uint32_t> lines = lines_of(block);
  const double total = std::max(1, utf8::columns(block.text));
  double columns = 0;
  for (size_t i = 0, begin = 0; i <= cuts.size(); ++i) {
    const size_t end = i < cuts.size() ? cuts[i] : block.text.size();
    Block part = block;
    part.text = utf8::trim(std::string_view(block.text).substr(begin, end - begin));
    const double last = columns + utf8::columns(part.text);
    const auto line_at = [&](double c) { return static_cast<double>(lines.size()) * c / total; };
    // A notice starts on a line of its own more often than not: round instead of sharing lines.
    size_t from = static_cast<size_t>(line_at(columns) + 0.5);
    size_t to = i == cuts.size() ? lines.size() : static_cast<size_t>(line_at(last) + 0.5);
    from = lines.empty() ? 0 : std::min(from, lines.size() - 1);
    to = lines.empty() ? 0 : std::clamp(to, from + 1, lines.size());
    part.lines = ranges_of(lines, from, to);
    parts.push_back(std::move(part));
    columns = last;
    begin = end;
  }
  return parts;
}

}  // namespace newsmill
