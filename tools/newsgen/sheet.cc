// Blank lines are where a page's difficulty lies. pdftotext prints one between most paragraphs, and
// one wherever a column begins, even inside a sentence:
//
//   坚持创新在现代化建设全局中的
//   (blank)                          a false one
//   核心地位，走深走实…
//
// Tested by tests/newsgen/press_test.cc.
#include "newsgen/sheet.h"

#include <algorithm>

namespace newsmill::newsgen {
namespace {

constexpr std::string_view kParagraphMark = "¶";
constexpr std::string_view kIndent = "\u3000\u3000";
constexpr int kIndentColumns = 4;

template <class Visit>
void each_paragraph(std::string_view text, const Visit& visit) {
  for (;;) {
    const size_t end = text.find(kParagraphMark);
    visit(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + kParagraphMark.size());
  }
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

void Sheet::end_line(Label label) {
  text_ += '\n';
  truth_.labels.push_back(label);
}

void Sheet::line(std::string_view text, Label label) {
  text_ += text;
  end_line(label);
}

void Sheet::blank() {
  if (style_.raw || truth_.labels.empty() || truth_.labels.back() == Label::kBlank) return;
  end_line(Label::kBlank);
}

void Sheet::furniture(std::string_view lines) {
  each_paragraph(lines, [&](std::string_view one) {
    line(one, Label::kFurniture);
    if (dice_.chance(30)) blank();
  });
  blank();
}

// Sets the first `count` lines of the paragraph whose breaks are in breaks_.
Lines Sheet::set(std::string_view text, const Setting& setting, size_t count) {
  Lines range;
  for (size_t i = 0; i < count; ++i) {
    const size_t end = i + 1 == breaks_.size() ? text.size() : breaks_[i + 1].start;
    const std::string_view part = trimmed(text.substr(breaks_[i].start, end - breaks_[i].start));
    if (setting.body) column_break(part, static_cast<uint32_t>(i));
    if (setting.ideographic_indent && i == 0) text_ += kIndent;
    set_line(part, breaks_[i].slack, setting.measure.justify, text_);
    end_line(setting.label);
    if (range.first == 0) range.first = lines();
    range.last = lines();
  }
  return range;
}

// The blank lines that pdftotext puts inside paragraphs.
void Sheet::column_break(std::string_view next, uint32_t line_of_paragraph) {
  if (column_left_-- == 0) {
    new_column();
    if (dice_.chance(85)) blank();
  } else if (line_of_paragraph > 0 && style_.false_blanks > 0) {
    if (next.starts_with("“") && dice_.chance(style_.false_blanks))
      blank();
    else if (line_of_paragraph == 1 && dice_.below(1000) < style_.false_blanks)
      blank();
  }
}

void Sheet::notice(std::string_view category, std::string_view paragraphs) {
  blank();
  AdTruth ad;
  ad.category = category;
  Setting setting{Label::kAd, {}};
  setting.measure.columns = static_cast<int>(dice_.between(7, 14)) * 2;
  setting.measure.first_columns = setting.measure.columns;
  setting.measure.justify =
      style_.justify == Justify::kTightPunct ? Justify::kTightPunct : Justify::kEven;
  each_paragraph(paragraphs, [&](std::string_view paragraph) {
    break_lines(paragraph, setting.measure, breaks_);
    const Lines range = set(paragraph, setting, breaks_.size());
    if (ad.lines.first == 0) ad.lines.first = range.first;
    ad.lines.last = range.last;
    if (!wanted_) return;
    if (!ad.text.empty()) ad.text += '\n';
    ad.text += without_blanks(paragraph);
  });
  if (wanted_) truth_.ads.push_back(std::move(ad));
  blank();
}

void Sheet::begin_article(const Story& story, std::string_view id, std::string_view jump_from) {
  blank();
  new_column();
  truth_.articles.emplace_back();
  if (!wanted_) return;
  ArticleTruth& article = truth_.articles.back();
  article.story = id;
  article.jump_from = jump_from;
  if (!jump_from.empty()) return;
  article.kicker = story.kicker;
  article.title = story.title;
  article.subtitle = story.subtitle;
  article.authors = story.authors;
  article.agency = story.agency;
  article.dateline = story.dateline;
}

void Sheet::centred(std::string_view text, int columns, Label label) {
  if (text.empty()) return;
  Setting setting{label, {}};
  setting.measure.columns = setting.measure.first_columns = columns;
  break_lines(text, setting.measure, breaks_);
  set(text, setting, breaks_.size());
}

void Sheet::headline(const Story& story) {
  const int columns = static_cast<int>(dice_.between(9, 20)) * 2;
  const bool apart = dice_.chance(30);  // kicker, title and subtitle as blocks of their own
  for (const std::string& part : {story.kicker, story.title, story.subtitle}) {
    centred(part, columns, Label::kHeadline);
    if (apart && !part.empty()) blank();
  }
  if (dice_.chance(60)) blank();
  centred(story.byline, 40, Label::kByline);
  if (!story.byline.empty() && dice_.chance(60)) blank();
}

Measure Sheet::body_measure(bool indented) {
  Measure measure;
  measure.columns = style_.columns;
  measure.first_columns = style_.columns - (indented ? kIndentColumns : 0);
  measure.hang = style_.hang;
  measure.split_numbers = style_.split_numbers;
  measure.justify = style_.justify;
  if (dice_.chance(3)) {
    measure.inset_begin = static_cast<uint32_t>(dice_.between(1, 4));
    measure.inset_end = measure.inset_begin + static_cast<uint32_t>(dice_.between(3, 8));
    measure.inset_columns = style_.columns - 2 * static_cast<int>(dice_.between(3, 7));
  }
  return measure;
}

// How many lines of the paragraph to set before the page is full: all, or a number that divides
// no metric and leaves two lines on either side.
size_t Sheet::cut_line(const Piece& piece, size_t from, size_t mark, size_t limit) const {
  const size_t all = breaks_.size(), room = limit > text_.size() ? limit - text_.size() : 0;
  if (mark + piece.text.size() - from <= room || all < 4) return all;
  size_t count = 2;
  while (count < all && breaks_[count].start < room) ++count;
  for (count = std::min(count, all - 2); count >= 2; --count) {
    const size_t cut = from + breaks_[count].start - mark;
    const auto divided = [&](const Span& m) { return m.begin < cut && cut < m.end; };
    if (std::none_of(piece.spans.begin(), piece.spans.end(), divided)) return count;
  }
  return all;
}

size_t Sheet::set_piece(const Piece& piece, size_t from, std::string_view mark, size_t limit) {
  if (piece.kind != PieceKind::kBody) {
    blank();
    const bool caption = piece.kind == PieceKind::kCaption;
    Setting setting{caption ? Label::kCaption : Label::kHeading, {}};
    setting.measure.columns = setting.measure.first_columns =
        caption ? style_.columns - 4 : style_.columns;
    break_lines(piece.text, setting.measure, breaks_);
    record(piece, 0, piece.text.size(), set(piece.text, setting, breaks_.size()));
    if (dice_.chance(style_.blank_after_paragraph)) blank();
    return std::string_view::npos;
  }
  std::string text(mark);
  text.append(piece.text, from);
  const bool indented = mark.empty() && from == 0;
  const Setting setting{Label::kBody, body_measure(indented), true,
                        indented && style_.ideographic_indent};
  break_lines(text, setting.measure, breaks_);
  const size_t count = cut_line(piece, from, mark.size(), limit);
  const size_t to =
      count == breaks_.size() ? piece.text.size() : from + breaks_[count].start - mark.size();
  if (!mark.empty() && wanted_) truth_.marks.push_back({lines() + 1, std::string(mark)});
  record(piece, from, to, set(text, setting, count));
  if (to < piece.text.size()) return to;
  if (dice_.chance(style_.blank_after_paragraph)) blank();
  return std::string_view::npos;
}

void Sheet::record(const Piece& piece, size_t from, size_t to, Lines range) {
  if (!wanted_) return;
  ArticleTruth& article = truth_.articles.back();
  const uint32_t index = static_cast<uint32_t>(article.paragraphs.size());
  ParagraphTruth paragraph;
  paragraph.kind = piece.kind == PieceKind::kBody      ? "BODY"
                   : piece.kind == PieceKind::kHeading ? "HEADING"
                                                       : "CAPTION";
  paragraph.text = piece.text.substr(from, to - from);
  paragraph.lines = range;
  paragraph.open_start = from > 0;
  paragraph.open_end = to < piece.text.size();
  article.paragraphs.push_back(std::move(paragraph));
  for (MetricTruth metric : piece.metrics) {
    if (metric.begin < from || metric.end > to) continue;
    metric.paragraph = index;
    metric.begin -= static_cast<uint32_t>(from);
    metric.end -= static_cast<uint32_t>(from);
    article.metrics.push_back(std::move(metric));
  }
}

void Sheet::end_article(std::string_view mark, std::string_view jump_to) {
  if (wanted_) truth_.articles.back().jump_to = jump_to;
  if (!mark.empty()) {
    while (truth_.labels.back() == Label::kBlank) {
      truth_.labels.pop_back();
      text_.pop_back();
    }
    if (dice_.chance(50)) {  // behind the last line
      text_.back() = ' ';
      text_ += mark;
      text_ += '\n';
    } else {
      line(mark, Label::kFurniture);
    }
    if (wanted_) truth_.marks.push_back({lines(), std::string(mark)});
  }
  blank();
}

}  // namespace newsmill::newsgen
