// A sentence is walked once, word by word: cues set what governs the next value, periods and plans
// what holds for it. "grain output rose 5 percent to 650 million tons": the subject ends at the
// verb and is kept for the second value.
// Tested by tests/extract/english_test.cc.
#include "extract/english_reader.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {

// What the walk through a sentence knows so far.
struct EnglishReader::Sentence {
  std::string_view original;
  const Folded& folded;
  std::string_view text;  // folded
  uint32_t index = 0;
  size_t begin = 0, end = 0;
  size_t start = 0;                         // of the words that may be a subject
  std::pair<size_t, size_t> subject{0, 0};  // of the last governed value
  Cue governor = Cue::kStop;                // kStop: none
  size_t governor_begin = 0, governor_end = 0;
  std::string_view governor_value;
  Comparator comparator = Comparator::kEq;
  bool average = false, between = false, to = false;
  Status status = Status::kAchieved;
  size_t first_metric = 0;
  Direction direction = Direction::kNone;
  std::optional<Decimal> from;
  size_t from_begin = 0;
  std::string_view from_unit;
};

namespace {

constexpr size_t kReach = 240;

// The words as printed, with line breaks healed.
std::string name_of(std::string_view original, const Folded& folded, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) {
    const char c = folded.text[i];
    if (c != ' ' || (!out.empty() && out.back() != ' '))
      out += is_letter(c) ? original[folded.at[i]] : c;
  }
  return out;
}

// "Imports and exports grew by 3 and 5 percent, respectively": each value gets its own name.
void share_out(std::vector<Metric>& out, size_t first) {
  if (out.size() < first + 2) return;
  Metric &left = out[out.size() - 2], &right = out.back();
  const size_t joint = right.indicator.find(" and ");
  if (left.indicator != right.indicator || joint == std::string::npos) return;
  left.indicator.resize(joint);
  right.indicator.erase(0, joint + 5);
  left.group = right.group = static_cast<int32_t>(out.size() - 2);
  left.group_position = 0;
  right.group_position = 1;
}

// "12 Baker Street"
bool is_address(std::string_view noun) {
  for (const std::string_view word : {" street", " avenue", " road", " lane"})
    if (noun.find(word) != std::string_view::npos) return true;
  return false;
}

Direction direction_of(std::string_view value) {
  return value == "up"     ? Direction::kIncrease
         : value == "down" ? Direction::kDecrease
         : value == "flat" ? Direction::kFlat
                           : Direction::kNone;
}

Comparator comparator_of(std::string_view value) {
  return value == "gt"   ? Comparator::kGt
         : value == "ge" ? Comparator::kGe
         : value == "lt" ? Comparator::kLt
         : value == "le" ? Comparator::kLe
                         : Comparator::kApprox;
}

// Where the sentence that starts at `pos` ends: a point within a number or "u.s." is none.
size_t sentence_end(std::string_view text, size_t pos) {
  for (; pos < text.size(); ++pos) {
    const char c = text[pos];
    if (c == ';' || c == '!' || c == '?') return pos;
    if (c == '.' && !is_word(byte_at(text, pos + 1)) && byte_at(text, pos + 1) != ',' &&
        !(pos >= 2 && text[pos - 2] == '.') && !(pos >= 2 && text.substr(pos - 2, 2) == "no"))
      return pos;
  }
  return pos;
}

}  // namespace

EnglishReader::EnglishReader(const RuleSet& rules)
    : quantities_(rules), periods_(rules.table("en_periods.tsv")) {
  static constexpr std::string_view kNames[] = {"change",     "noun", "level",   "cross",  "hold",
                                                "share",      "verb", "add",     "double", "halve",
                                                "comparator", "base", "average", "stop"};
  const RuleTable& cues = rules.table("en_cues.tsv");
  for (const RuleRow& row : cues.rows()) {
    const auto* const name = std::find(std::begin(kNames), std::end(kNames), row[1]);
    if (name == std::end(kNames)) cues.fail(row, "no such kind");
    cues_.add(row[0], static_cast<int>(words_.size()));
    words_.push_back({static_cast<Cue>(name - std::begin(kNames)), row[2]});
  }
  for (const RuleRow& row : rules.table("en_status.tsv").rows()) {
    (row[1] == "section" ? sections_ : status_).add(row[0], static_cast<int>(states_.size()));
    states_.emplace_back(row[0], row[2] == "target" ? Status::kTarget : Status::kExpected);
  }
}

// Articles, auxiliaries and spaces are no part of a name.
std::pair<size_t, size_t> EnglishReader::trimmed(const Sentence& s, size_t begin,
                                                 size_t end) const {
  if (end > begin + kReach) begin = end - kReach;
  while (begin < end && !utf8::is_start(s.text[begin])) ++begin;
  const size_t comma = s.text.substr(begin, end - begin).rfind(", ");
  if (comma != std::string_view::npos && begin + comma + 2 < end) begin += comma + 2;
  for (bool cut = true; cut && begin < end;) {
    cut = false;
    for (const std::string_view word :
         {" ", ",", "\"", "'", "(", "the ", "a ", "an ", "and ", "in ", "of ", "but ", "while ",
          "with ", "its ", "our ", "that "})
      if (s.text.substr(begin, end - begin).starts_with(word)) begin += word.size(), cut = true;
  }
  for (bool cut = true; cut && begin < end;) {
    cut = false;
    for (const std::string_view word :
         {" ",   ",",   ":",    " has",      " have",      " had",       " will",  " to",
          " be", " is", " was", " were",     " are",       " by",        " also",  " been",
          " of", " at", " or",  " expected", " projected", " estimated", " likely"})
      if (s.text.substr(begin, end - begin).ends_with(word)) end -= word.size(), cut = true;
  }
  return {begin, std::max(begin, end)};
}

// The words behind `pos` up to the next cue, period or punctuation.
std::pair<size_t, size_t> EnglishReader::noun_behind(const Sentence& s, size_t pos) const {
  if (byte_at(s.text, pos) != ' ') return {pos, pos};
  size_t at = pos + 1;
  const size_t limit = std::min(s.end, pos + kReach / 2);
  while (at < limit) {
    const char c = s.text[at];
    if (!is_word(c) && c != '\'' && c != '-' && c != ' ' && !(c & 0x80)) break;
    if (s.text[at - 1] == ' ' &&
        (is_digit(c) || whole_word_at(cues_, s.text, at) || periods_.read(s.text, at, 0).end))
      break;
    ++at;
  }
  while (at > pos && at < s.text.size() && !utf8::is_start(s.text[at])) --at;
  const auto words = trimmed(s, pos, at);
  return words.second > words.first ? words : std::pair{pos, pos};
}

void EnglishReader::judge(const Sentence& s, const EnglishQuantity& quantity,
                          Metric& metric) const {
  const bool percent = quantity.kind == "percent" || quantity.kind == "times";
  const bool change = s.governor == Cue::kChange || s.governor == Cue::kNoun;
  metric.kind =
      quantity.unit.empty() || quantity.kind == "count" ? MetricKind::kCount : MetricKind::kLevel;
  if (change) metric.direction = direction_of(s.governor_value);
  if (s.governor == Cue::kCross) {
    metric.direction = Direction::kIncrease;
    metric.comparator = Comparator::kGt;
  }
  if (s.governor == Cue::kHold) metric.direction = Direction::kFlat;
  if (s.governor == Cue::kShare && percent) metric.kind = MetricKind::kShare;
  if (s.governor == Cue::kAdd) metric.direction = Direction::kIncrease, metric.delta = Delta::kAbs;
  if (quantity.kind == "pp" && !change) metric.delta = Delta::kAbs;
  if (s.to) {
    if (metric.direction == Direction::kNone) metric.direction = s.direction;
  } else if (change || quantity.kind == "pp") {
    metric.kind = MetricKind::kChange;
    metric.delta = percent ? Delta::kRel : Delta::kAbs;
  }
  if (s.from) {
    metric.kind = MetricKind::kTransition;
    metric.delta = Delta::kNone;
    metric.baseline = s.from->nearest();
    if (metric.direction == Direction::kNone)
      metric.direction = *s.from < quantity.value ? Direction::kIncrease : Direction::kDecrease;
  }
}

void EnglishReader::read_quantity(Sentence& s, const EnglishQuantity& quantity,
                                  std::vector<Metric>& out) const {
  Metric metric;
  metric.paragraph = s.index;
  judge(s, quantity, metric);
  const bool governed =
      s.governor != Cue::kStop && s.governor != Cue::kVerb && s.governor != Cue::kAdd;
  std::pair<size_t, size_t> name{0, 0};
  if (governed && s.governor_begin > s.start) name = trimmed(s, s.start, s.governor_begin);
  if (governed && name.first < name.second) s.subject = name;
  const std::string_view rest = s.text.substr(quantity.end, s.end - quantity.end);
  const bool of = rest.starts_with(" of ");
  const auto noun = noun_behind(s, of ? quantity.end + 3 : quantity.end);
  const bool behind =
      noun.first < noun.second && (quantity.unit.empty() || of || quantity.kind == "count");
  // "set a deficit ratio of 3 percent", "keep it at 3 percent": the words before of, at
  const size_t from = governed ? s.start : std::max(s.start, s.governor_end);
  size_t joint = std::string_view::npos;
  if (!governed && from < quantity.begin) {
    const std::string_view before = s.text.substr(from, quantity.begin - from);
    joint = before.rfind(" of ");
    if (joint == std::string_view::npos) joint = before.rfind(" at ");
  }
  if (behind && !(governed && name.first < name.second && s.governor == Cue::kChange)) {
    name = noun;
    if (of && quantity.kind == "percent") metric.kind = MetricKind::kShare;
  } else if (name.first >= name.second) {
    name = joint != std::string_view::npos ? trimmed(s, from, from + joint) : s.subject;
  }
  const bool named = name.first < name.second;
  if (quantity.unit.empty() && !(named && (behind || governed))) return;
  if (quantity.unit.empty() && is_address(s.text.substr(noun.first, noun.second - noun.first)))
    return;
  if (named) s.subject = name;
  if (named) metric.indicator = name_of(s.original, s.folded, name.first, name.second);
  metric.value_begin = s.folded.at[s.from ? s.from_begin : quantity.begin];
  metric.value_end = s.folded.at[quantity.end];
  metric.evidence_begin = s.folded.at[s.begin];
  metric.evidence_end = s.folded.at[s.end];
  metric.value = quantity.value.nearest();
  if (s.comparator != Comparator::kEq) metric.comparator = s.comparator;
  if (quantity.high) {
    metric.value_high = quantity.high->nearest();
    metric.comparator = Comparator::kRange;
  }
  if (s.average) metric.period_aggregation = PeriodAggregation::kAnnualAverage;
  metric.unit = quantity.unit;
  if (!quantity.per.empty()) metric.unit.append("/").append(quantity.per);
  metric.status = s.status;
  metric.rule = s.governor == Cue::kStop ? "english/bare" : "english/verb";
  metric.confidence = governed && named ? 0.9 : named ? 0.75 : 0.5;
  s.direction = metric.direction;
  out.push_back(std::move(metric));
}

void EnglishReader::read_cue(Sentence& s, const Lexicon::Match& match,
                             std::vector<Metric>& out) const {
  const Word& word = words_[static_cast<size_t>(match.id)];
  switch (word.cue) {
    case Cue::kComparator:
      s.comparator = comparator_of(word.value);
      return;
    case Cue::kBase:
      for (size_t i = std::max(s.first_metric + 8, out.size()) - 8; i < out.size(); ++i)
        if (out[i].kind == MetricKind::kChange && out[i].compared_with.empty())
          out[i].compared_with = word.value;
      return;
    case Cue::kAverage:
      s.average = true;
      return;
    case Cue::kStop:
      return;
    case Cue::kDouble:
    case Cue::kHalve: {
      EnglishQuantity quantity;
      const bool halve = word.cue == Cue::kHalve;
      quantity.begin = match.begin;
      quantity.end = match.end;
      quantity.value = halve ? 50 : word.value[0] - '0';
      quantity.unit = halve ? "%" : "x";
      quantity.kind = halve ? "percent" : "times";
      s.governor = Cue::kChange;
      s.governor_value = halve ? "down" : "up";
      s.governor_begin = match.begin;
      read_quantity(s, quantity, out);
      s.governor = Cue::kStop;
      s.start = match.end;
      return;
    }
    default:
      // "was up": the firmer word governs
      s.governor = word.cue;
      s.governor_begin = match.begin;
      s.governor_end = match.end;
      s.governor_value = word.value;
      s.average |= s.text.substr(match.begin, match.end - match.begin).find("annual") !=
                   std::string_view::npos;
      s.to = false;
  }
}

void EnglishReader::read_sentence(Sentence& s, const std::optional<Date>& date, EnglishRoom& room,
                                  std::vector<Metric>& out) const {
  const int year = date ? int(date->year()) : 0;
  s.first_metric = out.size();
  bool named = false, after_from = false;
  const auto stamp = [&](Metric& m) {
    if (room.period)
      m.period_begin = room.period->first, m.period_end = room.period->last;
    else if (year)
      m.period_begin = first_day(year, 1), m.period_end = last_day(year, 12);
    m.period_source = named         ? PeriodSource::kExplicit
                      : room.period ? PeriodSource::kInherited
                                    : PeriodSource::kImplicit;
  };
  for (size_t pos = s.begin; pos < s.end;) {
    if (pos > s.begin && is_word(s.text[pos]) && is_word(s.text[pos - 1])) {
      ++pos;
      continue;
    }
    const std::string_view rest = s.text.substr(pos, s.end - pos);
    if (const size_t end = quantities_.label_end(s.text, pos)) {
      pos = std::max(end, pos + 1);
      continue;
    }
    if (const Period period = periods_.read(s.text, pos, year); period.end) {
      const bool first = !named;
      room.period = period;
      named = true;
      if (first)
        for (size_t i = s.first_metric; i < out.size(); ++i) stamp(out[i]);
      const bool opens = s.text.substr(s.begin, pos - s.begin).find_first_not_of(" inby") ==
                         std::string_view::npos;
      pos = period.end;
      if (opens) s.start = pos;
      continue;
    }
    const bool glued = pos > 0 && (s.text[pos - 1] == '-' || s.text[pos - 1] == '\'');
    const bool base = s.text.substr(s.begin, pos - s.begin).ends_with("per ");
    if (!glued && base) {  // energy per 10,000 yuan: what a rate is of
      const EnglishQuantity quantity = quantities_.read(s.text, pos, false);
      if (quantity.end && quantity.end <= s.end) {
        pos = quantity.end;
        continue;
      }
    }
    if (!glued) {
      const EnglishQuantity quantity = quantities_.read(s.text, pos, s.between);
      if (quantity.end && quantity.end <= s.end) {
        const bool to = s.text.substr(quantity.end).starts_with(" to ");
        if (after_from && to) {
          s.from = quantity.value;
        } else {
          const size_t before = out.size();
          if (after_from && quantity.high) {  // from 65.4 to 58.3 percent
            EnglishQuantity last = quantity;
            s.from = quantity.value;
            s.from_begin = quantity.begin;
            last.value = *quantity.high;
            last.high.reset();
            read_quantity(s, last, out);
          } else {
            read_quantity(s, quantity, out);
          }
          for (size_t i = before; i < out.size(); ++i) stamp(out[i]);
          s.from.reset();
          s.comparator = Comparator::kEq;
          s.start = quantity.end;
          s.average = s.between = false;
        }
        if (after_from) s.from_begin = quantity.begin;
        after_from = false;
        pos = quantity.end;
        continue;
      }
    }
    if (rest.starts_with("from ")) after_from = true;
    if (rest.starts_with("respectively")) share_out(out, s.first_metric);
    if (rest.starts_with("between ")) s.between = true;
    if (rest.starts_with("to ")) s.to = true;
    if (const Lexicon::Match plan = whole_word_at(status_, s.text, pos))
      s.status = states_[static_cast<size_t>(plan.id)].second;
    const Lexicon::Match cue = whole_word_at(cues_, s.text, pos);
    if (cue && cue.end <= s.end) {
      read_cue(s, cue, out);
      pos = cue.end;
    } else {
      ++pos;
    }
  }
  for (size_t i = s.first_metric; i < out.size(); ++i)
    if (!out[i].period_begin) stamp(out[i]);
}

void EnglishReader::read(std::string_view text, uint32_t index, const std::optional<Date>& date,
                         EnglishRoom& room, std::vector<Metric>& out) const {
  room.folded.assign(text);
  const std::string_view folded = room.folded.text;
  for (size_t pos = 0; pos < folded.size();) {
    while (pos < folded.size() && folded[pos] == ' ') ++pos;
    const size_t end = sentence_end(folded, pos);
    Sentence sentence{.original = text, .folded = room.folded, .text = folded};
    sentence.index = index;
    sentence.begin = sentence.start = pos;
    sentence.end = end;
    sections_.scan(folded.substr(pos, std::min<size_t>(end - pos, kReach)),
                   [&](const Lexicon::Match&) { room.section = Status::kTarget; });
    sentence.status = room.section;
    if (pos < end) read_sentence(sentence, date, room, out);
    pos = end + 1;
  }
}

}  // namespace newsmill
