// 本报记者 李四 has the cue of a byline, 2 要闻 2021年2月10日 that of a masthead. Tested by
// tests/segment/line_cues_test.cc, row by row of line_cues.tsv.
#include "segment/line_cues.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/clones.h"
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
constexpr size_t kLongestLabel = 12;    // characters of a line without figures that may be a label
constexpr size_t kLongestEnglish = 60;  // characters of a line that may be an English jump line

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

bool is_open(char32_t code) {
  return code == U'（' || code == U'(';
}
bool is_circled(char32_t code) {
  return code >= 0x2460 && code <= 0x2473;
}
// Of a line's first character; false for nearly every line that numbering() finds nothing in.
bool may_be_numbered(char32_t code) {
  return is_open(code) || is_circled(code) || may_count(code);
}

// 一、 第一章 are chapters, （一） sections, 1. ① items.
uint32_t numbering(std::string_view line) {
  size_t pos = 0;
  utf8::Char first = utf8::at(line, 0);
  const bool open = is_open(first.code);
  if (open) {
    pos = first.size;
    first = utf8::at(line, pos);
  }
  if (is_circled(first.code)) return kItemCue;
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

// By Ann Lee and Li Wen: words that start with a capital, and those between them.
bool all_capitals(std::string_view line) {
  constexpr std::string_view kBetween[] = {"and", "in", "of", "for", "with"};
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    const bool capital = word.empty() || (word[0] >= 'A' && word[0] <= 'Z');
    if (!capital && std::find(std::begin(kBetween), std::end(kBetween), word) == std::end(kBetween))
      return false;
  }
  return true;
}

// 记者 李四 文/摄: names and roles only, no sentence.
bool all_names(std::string_view line) {
  if (utf8::is_latin(utf8::at(line, 0).code)) return all_capitals(line);
  return line.size() <= kLongestByline && line.find("，") == std::string_view::npos &&
         line.find("。") == std::string_view::npos && line.find("“") == std::string_view::npos &&
         line.find("）") == std::string_view::npos;
}

constexpr std::u32string_view kPointers = U"→▶►见☞➡";

// →3版, 见2版, ▶A3版: a line that ends with 版 points to another page.
bool points_elsewhere(std::string_view line) {
  if (line.size() > 200 || !line.ends_with("版")) return false;
  const size_t end = line.size() - 3;
  size_t begin = end;
  for (int n = 0; n < 6 && begin > 0; ++n) {
    const utf8::Char c = utf8::before(line, begin);
    begin -= c.size;
    if (kPointers.find(c.code) == kPointers.npos) continue;
    size_t pos = begin + c.size;
    if (starts_with(line, pos, "第")) pos += 3;
    const auto page = read_page(line, pos);
    return page && page->end == end;
  }
  return false;
}

// Where the next 图 stands, or behind the end: few pages have many.
NEWSMILL_CLONES size_t find_picture(std::string_view text, size_t pos) {
  constexpr std::string_view kPicture = "图";
  using Bytes [[gnu::vector_size(32)]] = char;  // arithmetic for it on any processor
  using Words [[gnu::vector_size(32)]] = uint64_t;
  constexpr size_t kStride = 128, kReach = kStride + kPicture.size() - 1;
  for (; pos + kReach <= text.size(); pos += kStride) {
    // Few characters end in 图's second byte and its third.
    Words ends{};
    for (size_t at = pos; at < pos + kStride; at += sizeof(Bytes)) {
      Bytes second, third;
      std::memcpy(&second, text.data() + at + 1, sizeof second);
      std::memcpy(&third, text.data() + at + 2, sizeof third);
      ends |= reinterpret_cast<Words>((second == kPicture[1]) & (third == kPicture[2]));
    }
    if ((ends[0] | ends[1] | ends[2] | ends[3]) == 0) continue;
    const size_t found = text.substr(pos, kReach).find(kPicture);
    if (found != text.npos) return pos + found;
  }
  return text.find(kPicture, pos);
}

// 图②：, 李四摄图③ inside a line: a caption of several pictures.
bool speaks_of_pictures(std::string_view line) {
  for (size_t pos = line.find("图"); pos != std::string_view::npos;
       pos = line.find("图", pos + 3)) {
    const char32_t after = utf8::at(line, pos + 3).code;
    if (is_circled(after) || (after == U'：' && pos == 0)) return true;
  }
  return line.find("摄图") != std::string_view::npos;
}

// Most lines are running text; what only furniture has is looked for where it can be.
bool may_be_masthead(const Line& line) {  // no jumps: lines of all kinds follow each other
  const bool sentence = line.comma_inside | line.period_inside | line.period_last;
  const bool furnished = (line.digits > 0) | line.colon_inside | (line.blanks > 0) |
                         (line.characters <= kLongestLabel);
  return !sentence & furnished;
}
bool is_han_only(const Line& line) {
  return (line.han == line.characters) & (line.blanks == 0);
}

bool may_be_english_jump(const Line& line) {
  return (line.han == 0) & (line.characters <= kLongestEnglish);
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
    : masthead_(rules.table("masthead.tsv"), rules.table("masthead.en.tsv")),
      jumps_(rules.table("jumps.tsv"), rules.table("jumps.en.tsv")) {
  const RuleTable& table = rules.table("line_cues.tsv");
  const size_t cue = table.column("cue"), place = table.column("place"),
               word = table.column("word");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find_if(std::begin(kCueNames), std::end(kCueNames),
                                    [&](const auto& name) { return name.first == row[cue]; });
    if (found == std::end(kCueNames)) table.fail(row, "no cue: " + std::string(row[cue]));
    const std::string_view written = row[word];
    const utf8::Char first = utf8::at(written, 0), last = utf8::before(written, written.size());
    const char32_t second = utf8::at(written, first.size).code,
                   before = utf8::before(written, written.size() - last.size).code;
    if (row[place] == "start" || row[place] == "whole") {
      (row[place] == "start" ? starts_ : wholes_).add(written, static_cast<int>(found->second));
      add_hint(first_, kWordStarts, first.code, second);
    } else if (row[place] == "end") {
      endings_.push_back({last.code, std::string(written), found->second});
      add_hint(last_, kWordEnds, last.code, before);
    } else {
      table.fail(row, "place is start, end or whole");
    }
  }
  std::stable_sort(endings_.begin(), endings_.end(), [](const Ending& a, const Ending& b) {
    return a.last != b.last ? a.last < b.last : a.word.size() > b.word.size();
  });
  first_[slot(U'本')] |= kOwnPaper;
  last_[slot(U'版')] |= kPageEnds;
  for (char32_t code = 0; code < 0x10000; ++code) {
    if (may_be_numbered(code)) first_[slot(code)] |= kNumber;
    if (jumps_.may_start(code)) first_[slot(code)] |= kJump;
    if (jumps_.may_end(code)) last_[slot(code)] |= kJump;
  }
}

// `beside` is the character beside the outer one in its word, 0 where it has no other.
void CueReader::add_hint(Hints& hints, Hint hint, char32_t outer, char32_t beside) {
  hints[slot(outer)] |= beside == 0 ? hint : kLongWord;
  if (beside != 0) hints[slot(beside)] |= kBesideIt;
}

// The cue of the longest word that the line ends with.
uint32_t CueReader::ending(std::string_view line) const {
  const char32_t last = utf8::before(line, line.size()).code;
  auto word = std::lower_bound(endings_.begin(), endings_.end(), last,
                               [](const Ending& a, char32_t code) { return a.last < code; });
  for (; word != endings_.end() && word->last == last; ++word)
    if (line.ends_with(word->word)) return word->cue;
  return 0;
}

uint32_t CueReader::words(std::string_view line) const {
  return words(line, hints(line));
}

uint32_t CueReader::words(std::string_view line, unsigned hints) const {
  uint32_t cues = 0;
  if (hints & kWordStarts) {
    if (const Lexicon::Match match = starts_.longest_at(line, 0))
      cues |= static_cast<uint32_t>(match.id);
    if (const int whole = wholes_.find(line); whole >= 0) cues |= static_cast<uint32_t>(whole);
  }
  if (hints & kWordEnds) cues |= ending(line);
  if ((cues & kBylineCue) && !all_names(line)) cues &= ~kBylineCue;
  if ((hints & kOwnPaper) && own_dateline(line)) cues |= kDatelineCue;
  if ((hints & kPageEnds) && points_elsewhere(line)) cues |= kGuideCue;
  return cues;
}

uint32_t CueReader::cues(std::string_view line, const Line& measured) const {
  const uint32_t picture = speaks_of_pictures(line) ? uint32_t{kCaptionCue} : 0;
  return other_cues(line, measured) | picture;
}

inline uint32_t CueReader::other_cues(std::string_view line, const Line& measured) const {
  const unsigned hope = hints(line);
  uint32_t cues = measured.comma_inside ? uint32_t{kCommaInsideCue} : 0;
  if (measured.blanks > 0 && !measured.spread() && measured.han > measured.digits)
    cues |= kSpacedCue;
  const bool label = measured.characters <= kLongestLabel;
  const unsigned likely = label ? hope : hope & ~unsigned{kJump};
  if ((likely != 0) | may_be_masthead(measured) | (measured.head == CharClass::kOpen) |
      measured.closed)
    cues |= found_cues(line, measured, hope);
  return cues;
}

uint32_t CueReader::found_cues(std::string_view line, const Line& measured, unsigned hope) const {
  uint32_t cues = hope ? words(line, hope) : 0;
  if (hope & kNumber) cues |= numbering(line);
  if (may_be_masthead(measured) && (!is_han_only(measured) || masthead_.may_know(line))) {
    const size_t characters = size_t{measured.characters} + measured.blanks;
    cues |= masthead_cues(masthead_.cue(line, characters * (10 - kMostlyTenths) / 10));
  }
  const bool label =
      (hope & kJump) && (measured.characters <= kLongestLabel || may_be_english_jump(measured));
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
  return cues;
}

std::vector<uint32_t> CueReader::read(std::string_view text, std::span<const Line> lines) const {
  std::vector<uint32_t> all(lines.size());
  const size_t count = lines.size();
  const auto single = [&](size_t i) {
    return lines[i].characters == 1 && lines[i].head != CharClass::kDigit;
  };
  size_t picture = find_picture(text, 0);
  for (size_t i = 0; i < count; ++i) {
    const std::string_view line = lines[i].in(text);
    all[i] = other_cues(line, lines[i]);
    if (picture < lines[i].end) {
      if (speaks_of_pictures(line)) all[i] |= kCaptionCue;
      picture = find_picture(text, lines[i].end);
    }
    if (!single(i)) continue;
    const bool loose_before = i > 0 && lines[i].gap == 0 && single(i - 1);
    const bool loose_after = i + 1 < count && lines[i + 1].gap == 0 && single(i + 1);
    if (loose_before || loose_after) all[i] |= kLooseCue;
  }
  return all;
}

}  // namespace newsmill
