//   全市生产总值 | 比上年 | 大幅 | 增长 | 约 | 5.5%     subject, base, adverb, verb, comparator
//   36个 | 老旧小区 | 完成改造                        noun, predicate
//
// Before a value words are taken off from the right, in any order; what is left is the subject.
// Tested by tests/extract/extract_test.cc.
#include "extract/phrase.h"

#include <utility>

#include "core/utf8.h"
#include "extract/blanks.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr auto kGeneralPunctuation = static_cast<char>(0xE2);  // begins dashes, dots, quotes
constexpr int kMaxLinks = 14;                                  // words between subject and value

// The conjunction at `pos`, as a length, or 0.
size_t conjunction_at(std::string_view text, size_t pos) {
  static constexpr WordList kJoins("、", "和", "与", "及", "以及", "或", "，", "并");
  return kJoins.at(text, pos);
}

// Where the words behind a value end at the latest: at a dash, at dots, at the closing mark of a
// quotation that the value stands in.
size_t end_of_phrase(std::string_view text, size_t pos, size_t end) {
  bool quoted = false;
  for (text = text.substr(0, end); (pos = text.find(kGeneralPunctuation, pos)) < end; ++pos) {
    if (has_at(text, pos, "——") || has_at(text, pos, "……")) return pos;
    if (has_at(text, pos, "“")) quoted = true;
    if (has_at(text, pos, "”") && !std::exchange(quoted, false)) return pos;
  }
  return end;
}

const Period* period_ending_at(const Tokens& tokens, size_t first, size_t last, size_t end) {
  for (size_t i = last; i-- > first;)
    if (tokens.all[i].kind == TokenKind::kPeriod && tokens.all[i].end == end)
      return &tokens.periods[tokens.all[i].index];
  return nullptr;
}

constexpr uint64_t kVerbs = kChange | kMove | kLevel | kCross | kHold | kRankVerb | kShare;

}  // namespace

// Takes one linking word into `before`; false when it is no link here but part of the subject.
bool PhraseReader::take_link(const CueMatch& match, Before& before, size_t& pos) const {
  const Cue& cue = *match.cue;
  if (cue.is(kWordEnd)) return false;
  if (cue.is(kAdd | kBuild) && !cue.is(kVerbs | kBound)) return false;
  const bool excess = cue.is(kChange) && cue.is(kBound) && before.verb == nullptr;  // 高于5%
  if (cue.is(kVerbs) && !excess) {
    const bool repeated = before.verb != nullptr;
    // 增速达5%: the level verb gives way to the change before it; else one verb is enough.
    if (!repeated ||
        (before.verb->is(kLevel) && !before.verb->is(kChange) && cue.is(kChange | kCross)) ||
        (before.to && before.verb->is(kTo) && cue.is(kChange | kMove | kHold))) {
      if (cue.is(kTo)) before.to = true;
      before.verb = &cue;
      if (cue.is(kBound) && before.bound == nullptr && cue.bound != Comparator::kEq)
        before.bound = &cue;
      pos = match.begin;
      return true;
    }
    if (!cue.is(kAdverb | kTo | kHold)) return false;
  }
  if (cue.is(kBound)) {
    if (before.verb != nullptr && !before.verb->is(kLevel | kShare))
      return cue.is(kAdverb) ? pos = match.begin, true : false;
    if (before.bound == nullptr) before.bound = &cue;
  } else if (cue.is(kTo)) {
    if (before.verb != nullptr && !before.verb->is(kLevel)) return false;
    before.to = true;
  } else if (cue.is(kRespectively)) {
    before.respectively = true;
  } else if (cue.is(kEach)) {
    before.each = true;
  } else if (cue.is(kAgainst)) {
    before.against = cue.value;
  } else if (cue.is(kAverage)) {
    before.average = true;
  }
  if (cue.is(kPer)) before.per = cue.word;
  if (cue.word == "首次" || cue.word == "率先") before.first = true;
  // 将900亩流转: directly before a value 将 only marks the object
  if ((cue.word.starts_with("将") && (before.verb != nullptr || before.bound != nullptr)) ||
      cue.word == "须" || cue.word == "计划")
    before.future = true;
  pos = match.begin;
  return true;
}

void PhraseReader::read_before(std::string_view text, Span span, const Tokens& tokens,
                               size_t first_token, size_t last_token, bool ranked,
                               Before& result) const {
  result.all = span;
  span.begin = skip_blanks(text, span.begin, span.end);
  if (const size_t length = conjunction_at(text, span.begin);
      length != 0 && span.begin + length <= span.end) {
    result.joined = true;
    span.begin += length;
  }
  size_t pos = span.end, verb_begin = span.end;
  for (int i = 0; i < kMaxLinks; ++i) {
    pos = skip_blanks_back(text, span.begin, pos);
    if (pos <= span.begin) break;
    // 恢复至2019年的95%
    if (ends_with_at(text, pos, "的") && pos >= span.begin + 6)
      if (const Period* base = period_ending_at(tokens, first_token, last_token, pos - 3);
          base != nullptr && is_reference(text, *base)) {
        pos = take_reference(text, *base, span.begin, result);
        continue;
      }
    if (const Period* period = period_ending_at(tokens, first_token, last_token, pos)) {
      if (has_at(text, pos, "的")) result.dated = {std::max(span.begin, period->begin), pos};
      pos = std::max(span.begin, period->begin);
      if (pos >= span.begin + 3 && ends_with_at(text, pos, "在")) pos -= 3;
      if (pos >= span.begin + 3 && ends_with_at(text, pos, "于")) pos -= 3;
      continue;
    }
    // 从2024年的87.4: a change begins here
    if (pos >= span.begin + 3 && (ends_with_at(text, pos, "从") || ends_with_at(text, pos, "由"))) {
      result.from = true;
      pos -= 3;
      result.origin = pos;
      break;
    }
    const CueMatch match = cues_.link_before(text, pos, span.begin);
    const Cue* known = result.verb;
    if (match.is(kScope)) {
      if (!ranked || result.verb != nullptr) break;
      result.scope = match.cue->word;
      pos = match.begin;
      continue;
    }
    if (!match || !take_link(match, result, pos)) break;
    if (result.verb != known) verb_begin = match.begin;
  }
  if (!result.from) take_origin(text, span.begin, result, pos);
  if (result.verb == nullptr && !result.from) take_more(text, span.begin, result, pos, verb_begin);
  result.subject = {span.begin, pos};
  if (result.from) result.subject = without_adverbs(text, result.subject);  // 占比已从5%升至8%
  const bool doubled = result.verb == nullptr && has_at(text, span.end, "翻");
  if (doubled || (result.verb != nullptr && result.verb->is(kChange)))
    take_base(text, verb_begin, result);
  result.subject = strip_opening(text, result.subject, tokens, first_token, last_token, &result);
}

Span PhraseReader::strip_opening(std::string_view text, Span span, const Tokens& tokens,
                                 size_t first_token, size_t last_token, Before* before) const {
  static constexpr WordList kBeforePeriod("在", "到", "至", "自", "从", "——", "—");
  size_t token = first_token;
  for (int i = 0; i < kMaxLinks && !span.empty(); ++i) {
    const size_t start = skip_blanks(text, span.begin, span.end);
    size_t pos = start;
    // A quotation that goes on behind the value: “以前通关要一周”
    if (has_at(text, start, "“") && span.of(text).find("”") == std::string_view::npos) {
      span.begin = start + 3;
      continue;
    }
    if (const size_t length = kBeforePeriod.at(text, pos);
        length != 0 && token < last_token && tokens.all[token].begin == pos + length)
      pos += length;
    for (; token < last_token && tokens.all[token].begin < pos; ++token) {
    }
    if (token < last_token && tokens.all[token].kind == TokenKind::kPeriod &&
        tokens.all[token].begin == pos) {
      span.begin = std::min<size_t>(tokens.all[token].end, span.end);
      continue;
    }
    if (has_at(text, start, "——")) {
      span.begin = std::min(start + 6, span.end);
      continue;
    }
    const CueMatch match = cues_.lead_at(text, start);
    if (!match || match.end > span.end || match.is(kWordEnd)) break;
    if (match.is(kAdd | kBuild | kChange)) {
      // 节水率: the verb is part of a noun
      const CueMatch rest = cues_.noun_at(text, match.end);
      if (rest.is(kHead | kLevelNoun | kElided) && rest.end == span.end &&
          rest.cue->word.size() <= 6 && !match.is(kAdd))
        break;
      before->lead = match.cue;
      // 办结率, 签约额: of one character
      if (span.end == match.end + 3 && lists::kMeasureEnds.at(text, match.end) != 0) break;
      // 建设用地: a verb alone before 的 or nothing is kept for what it is
      if (match.end == span.end) {
        span.begin = span.end;
        break;
      }
      if (has_at(text, match.end, "的")) break;
      span.begin = match.end;
      if (has_at(text, span.begin, "了") ||
          (has_at(text, span.begin, "到") && lists::kArrivals.at(text, span.begin) == 0))
        span.begin += 3;
      // 新建和改造公路: two verbs of one object
      if (const size_t join = conjunction_at(text, span.begin);
          join != 0 && span.begin + join < span.end)
        if (const CueMatch next = cues_.lead_at(text, span.begin + join);
            next.is(kAdd | kBuild) && next.end < span.end)
          span.begin += join;
      continue;
    }
    // 最高气温35℃: part of a name
    if (match.is(kBound) && lists::kNamedExtremes.at(text, start) != 0) break;
    if (match.is(kBound) && before->bound == nullptr) before->bound = match.cue;
    if (match.is(kRespectively)) before->respectively = true;
    if (match.cue->word.starts_with("将") || match.cue->word == "须" || match.cue->word == "拟" ||
        match.cue->word == "计划")
      before->future = true;
    span.begin = match.end;
  }
  span.begin = skip_blanks(text, std::min(span.begin, span.end), span.end);
  span.end = skip_blanks_back(text, span.begin, span.end);
  return span;
}

const Cue* PhraseReader::addition(std::string_view text, Span span) const {
  return cues_.last_addition(text, span.begin, span.end);
}

Span PhraseReader::without_adverbs(std::string_view text, Span span) const {
  // Of one character only those that cannot end a noun: not so 年, 新, 单.
  const size_t begin = span.begin;
  for (CueMatch link; (link = cues_.link_before(text, span.end, begin)).is(kAdverb);) {
    const bool told = link.cue->word.size() > 3 || lists::kShortAdverbs.has(link.cue->word);
    if (!told || link.is(kWordEnd) || link.begin == begin) break;
    span.end = link.begin;
  }
  return span;
}

void PhraseReader::read_after(std::string_view text, Span span, bool alone, After& result) const {
  size_t pos = skip_blanks(text, span.begin, span.end);
  size_t end = skip_blanks_back(text, pos, span.end);
  if (conjunction_at(text, pos) != 0) return;
  end = end_of_phrase(text, pos, end);
  // 3元（含税）: an aside is not what is counted
  if (has_at(text, pos, "（"))
    if (const size_t close = span.of(text).find("）"); close != std::string_view::npos)
      pos = skip_blanks(text, span.begin + close + 3, span.end);
  // 147米长的叶片
  if (const size_t length = kDimensions.at(text, pos);
      length != 0 && has_at(text, pos + length, "的") && pos + length + 3 < end) {
    result.dimension = text.substr(pos, length);
    pos += length;
  }
  if (has_at(text, pos, "的")) pos += 3;
  if (has_at(text, pos, "，") || pos >= end) return;
  size_t verbs = pos;  // from here on they end the noun
  if (const CueMatch first = cues_.noun_at(text, pos); first && first.end <= end) {
    if (first.is(kAfter)) {
      const CueMatch change = cues_.link_before(text, first.end, pos);
      if (change.is(kChange) && !change.is(kBound) && first.end == end) result.change = change.cue;
      return;
    }
    // 55%存在风险, but 20个存在风险的小区
    const size_t of =
        first.end + std::min(end, find_word({text.data() + first.end, end - first.end}, "的"));
    const bool attribute = !alone && of < end - 3 && !lists::kBeing.has(first.cue->word);
    if (first.is(kPredicate) && !attribute) {
      result.predicate = {pos, end};
      return;
    }
    if (first.is(kPredicate)) verbs = of;
  }
  for (size_t at = verbs; (at = cues_.next_noun(text, at, end)) < end;) {
    const CueMatch match = cues_.noun_at(text, at);
    // 来华的青年, 获得者: part of a noun
    const bool ends =
        match.is(kNounEnd) ? match.end <= end : match.is(kNounEndLast) && match.end == end;
    if (at > pos && ends && lists::kInNoun.at(text, match.end) == 0) {
      result.predicate = {at, end};
      result.noun = {pos, without_adverbs(text, {pos, at}).end};  // 茶农 | 也 | 能 | 受益
      return;
    }
    at = match && match.cue->word.size() > 3 ? match.end : at + 3;
  }
  result.noun = {pos, end};
}

}  // namespace newsmill
