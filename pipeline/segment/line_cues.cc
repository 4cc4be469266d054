// 本报记者 李四 has the cue of a byline, 2 要闻 2021年2月10日 that of a masthead. Tested by
// tests/segment/line_cues_test.cc, row by row of line_cues.tsv.
#include "segment/line_cues.h"

#include <algorithm>
#include <utility>

#include "core/utf8.h"
#include "segment/numerals.h"

namespace newsmill {
namespace {

constexpr std::pair<std::string_view, LineCue> kCueNames[] = {
    {"dateline", kDatelineCue}, {"byline", kBylineCue}, {"caption", kCaptionCue},
    {"credit", kCreditCue},     {"guide", kGuideCue},   {"notice", kNoticeCue},
};
constexpr size_t kDatelineReach = 60;  // bytes from 本报 to 电
constexpr size_t kLongestByline = 120;
constexpr size_t kLongestLabel = 12;  // characters of a line without figures that may be a label

bool starts_with(std::string_view text, size_t pos, std::string_view word) {
  return text.compare(pos, word.size(), word) == 0;
}

// 本报北京7月1日电, 本 报 北 京 7 月 1 日 电: a paper's own dateline.
bool own_dateline(std::string_view line) {
  std::string_view head = line.substr(0, kDatelineReach);
  size_t pos = 0;
  for (const std::string_view word : {std::string_view("本"), std::string_view("报")}) {
    if (!starts_with(head, pos, word)) return false;
    pos += word.size();
    while (pos < head.size() && head[pos] == ' ') ++pos;
  }
  const size_t wire = head.find("电");
  if (wire == std::string_view::npos) return false;
  const std::string_view between = head.substr(pos, wire - pos);
  return std::any_of(between.begin(), between.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// 一、 第一章 are chapters, （一） sections, 1. ① items.
uint32_t numbering(std::string_view line) {
  size_t pos = 0;
  utf8::Char first = utf8::at(line, 0);
  const bool open = first.code == U'（' || first.code == U'(';
  if (open) {
    pos = first.size;
    first = utf8::at(line, pos);
  }
  if (first.code >= 0x2460 && first.code <= 0x2473) return kItemCue;
  if (!may_count(first.code)) return 0;
  const auto number = read_number(line, pos);
  if (!number || number->end - pos > 9) return 0;
  const bool figures = utf8::is_digit(first.code);
  const utf8::Char mark = utf8::at(line, number->end);
  if (open) {
    if (mark.code != U'）' && mark.code != U')') return 0;
    return figures ? kItemCue : kSectionCue;
  }
  if (figures) {
    const utf8::Char after = utf8::at(line, number->end + mark.size);
    const bool item = mark.code == '.' || mark.code == U'．' || mark.code == U'、';
    return item && !utf8::is_digit(after.code) ? uint32_t{kItemCue} : 0;
  }
  return mark.code == U'、' ? uint32_t{kChapterCue} : 0;
}

// 记者 李四 文/摄: names and roles only, no sentence.
bool all_names(std::string_view line) {
  return line.size() <= kLongestByline && line.find("，") == std::string_view::npos &&
         line.find("。") == std::string_view::npos && line.find("“") == std::string_view::npos &&
         line.find("）") == std::string_view::npos;
}

// →3版, 见2版, ▶A3版: a line that ends with 版 points to another page.
bool points_elsewhere(std::string_view line) {
  if (line.size() > 200) return false;
  size_t end = line.size() - 3, begin = end;
  for (int n = 0; n < 6 && begin > 0; ++n) {
    begin -= utf8::before(line, begin).size;
    for (const std::string_view sign : {"→", "▶", "►", "见", "☞", "➡"})
      if (starts_with(line, begin, sign)) {
        size_t pos = begin + sign.size();
        if (starts_with(line, pos, "第")) pos += 3;
        const auto page = read_page(line, pos);
        return page && page->end == end;
      }
  }
  return false;
}

// 图②：, 李四摄图③ inside a line: a caption of several pictures.
bool speaks_of_pictures(std::string_view line) {
  for (size_t pos = line.find("图"); pos != std::string_view::npos;
       pos = line.find("图", pos + 3)) {
    const char32_t after = utf8::at(line, pos + 3).code;
    if ((after >= 0x2460 && after <= 0x2473) || (after == U'：' && pos == 0)) return true;
  }
  return line.find("摄图") != std::string_view::npos;
}

// Most lines are running text; what only furniture has is looked for where it can be.
bool may_be_masthead(const Line& line) {
  if (line.comma_inside || line.period_inside || line.period_last) return false;
  return line.digits > 0 || line.colon_inside || line.blanks > 0 ||
         line.characters <= kLongestLabel;
}

// Of all the characters of a line; what is less is no masthead.
constexpr size_t kMostlyTenths = 7;

uint32_t masthead_cues(const MastheadCue& cue) {
  if (cue.characters == 0) return 0;
  uint32_t cues = 0;
  if (cue.known == cue.characters)
    cues |= cue.strong > 0 ? kMastheadCue : kLabelCue;
  else if (cue.strong >= 2 && cue.known * 10u >= cue.characters * kMostlyTenths)
    cues |= kMostlyMastheadCue;
  return cues;
}

}  // namespace

CueReader::CueReader(const RuleSet& rules)
    : masthead_(rules.table("masthead.tsv")), jumps_(rules.table("jumps.tsv")) {
  const RuleTable& table = rules.table("line_cues.tsv");
  const size_t cue = table.column("cue"), place = table.column("place"),
               word = table.column("word");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find_if(std::begin(kCueNames), std::end(kCueNames),
                                    [&](const auto& name) { return name.first == row[cue]; });
    if (found == std::end(kCueNames)) table.fail(row, "no cue: " + std::string(row[cue]));
    Lexicon* lexicon = row[place] == "start"   ? &starts_
                       : row[place] == "end"   ? &ends_
                       : row[place] == "whole" ? &wholes_
                                               : nullptr;
    if (!lexicon) table.fail(row, "place is start, end or whole");
    const std::string_view written = row[word];
    lexicon->add(written, static_cast<int>(found->second));
    const char32_t first = utf8::at(written, 0).code;
    if (lexicon == &starts_) may_start_[first % kSlots] = true;
    if (lexicon == &wholes_) may_be_whole_[first % kSlots] = true;
    if (lexicon == &ends_) may_end_[utf8::before(written, written.size()).code % kSlots] = true;
  }
}

uint32_t CueReader::words(std::string_view line) const {
  uint32_t cues = 0;
  const char32_t first = utf8::at(line, 0).code, last = utf8::before(line, line.size()).code;
  if (may_start_[first % kSlots])
    if (const Lexicon::Match match = starts_.longest_at(line, 0))
      cues |= static_cast<uint32_t>(match.id);
  if (may_end_[last % kSlots])
    if (const Lexicon::Match match = ends_.longest_before(line, line.size()))
      cues |= static_cast<uint32_t>(match.id);
  if (may_be_whole_[first % kSlots])
    if (const int whole = wholes_.find(line); whole >= 0) cues |= static_cast<uint32_t>(whole);
  if ((cues & kBylineCue) && !all_names(line)) cues &= ~kBylineCue;
  if (first == U'本' && own_dateline(line)) cues |= kDatelineCue;
  if (last == U'版' && points_elsewhere(line)) cues |= kGuideCue;
  return cues;
}

uint32_t CueReader::cues(std::string_view line, const Line& measured) const {
  uint32_t cues = words(line) | numbering(line);
  if (may_be_masthead(measured)) {
    const size_t characters = size_t{measured.characters} + measured.blanks;
    cues |= masthead_cues(masthead_.cue(line, characters * (10 - kMostlyTenths) / 10));
  }
  if (measured.picture_inside && speaks_of_pictures(line)) cues |= kCaptionCue;
  const bool label = measured.characters <= kLongestLabel;
  if (measured.head == CharClass::kOpen || label)
    if (const auto mark = jumps_.at_start(line); mark && mark->way == JumpMark::kFrom) {
      cues |= kJumpFromCue;
      if (mark->end == line.size()) cues |= kJumpAloneCue;
    }
  if (measured.closed || label)
    if (const auto mark = jumps_.at_end(line); mark && mark->way == JumpMark::kTo) {
      cues |= kJumpToCue;
      if (mark->begin == 0) cues |= kJumpAloneCue;
    }
  if (measured.blanks > 0 && !measured.spread() && measured.han > measured.digits)
    cues |= kSpacedCue;
  if (measured.comma_inside) cues |= kCommaInsideCue;
  return cues;
}

std::vector<uint32_t> CueReader::read(std::string_view text, const std::vector<Line>& lines) const {
  std::vector<uint32_t> all(lines.size());
  const auto single = [&](size_t i) {
    return lines[i].characters == 1 && lines[i].head != CharClass::kDigit;
  };
  for (size_t i = 0; i < lines.size(); ++i) {
    all[i] = cues(lines[i].in(text), lines[i]);
    const bool loose_before = i > 0 && lines[i].gap == 0 && single(i - 1);
    const bool loose_after = i + 1 < lines.size() && lines[i + 1].gap == 0 && single(i + 1);
    if (single(i) && (loose_before || loose_after)) all[i] |= kLooseCue;
  }
  return all;
}

}  // namespace newsmill
