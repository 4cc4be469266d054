// The subject of a value, restored where the sentence leaves it out.
//
//   A增长3%，占比达5%              占比 -> A占比
//   全村的林地，有38%是竹林          the clause before
//
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "extract/name_words.h"
#include "extract/sentence.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestTopic = 120;  // bytes of a clause without values that may serve as subject

// Does the verb say by itself what is counted? Not so 新增, 净增.
bool names_deed(const Cue& lead) {
  return lead.is(kBuild) || (lead.is(kAdd) && find_word(lead.word, "增") == std::string_view::npos);
}

// Neither a share nor a rate of growth.
bool is_amount(const Quantity& quantity) {
  return quantity.unit == nullptr ? !quantity.fraction
                                  : quantity.unit->kind != UnitKind::kPercent &&
                                        quantity.unit->kind != UnitKind::kPoints &&
                                        quantity.unit->kind != UnitKind::kTimes;
}

// 部分县, 有的乡镇: some of what the measure before was of.
bool names_part(std::string_view name) {
  return lists::kSome.at(name) != 0 || lists::kSomePlaces.ends(name) != 0;
}

}  // namespace

// 交易量逐年快速增长，由5亿增至9亿: a topic without what is said of it, which the values say again.
Span SentenceReader::without_report(std::string_view text, Span topic) const {
  topic.end -= std::min(topic.end - topic.begin, lists::kTurns.before(text, topic.end));
  Span rest = phrases_.without_adverbs(text, topic);
  const CueMatch verb = cues_.link_before(text, rest.end, rest.begin);
  if (!verb.is(kChange) || verb.is(kWordEnd) || verb.begin == rest.begin) return rest;
  rest = phrases_.without_adverbs(text, {rest.begin, verb.begin});
  const CueMatch against = cues_.link_before(text, rest.end, rest.begin);
  if (against.is(kAgainst) && against.begin > rest.begin) rest.end = against.begin;
  return rest;
}

// 最大雨量出现在梧桐镇，达286毫米: the clause before says of what the value is the utmost.
std::string_view SentenceReader::extreme(const Work& work, const Reading& reading) const {
  const std::vector<Token>& tokens = work.tokens.all;
  size_t i = reading.token;
  if (i < work.from + 1 || tokens[--i].kind != TokenKind::kComma) return {};
  const size_t end = tokens[i].begin;
  while (i > work.from && tokens[i - 1].kind == TokenKind::kPeriod) --i;
  size_t begin = i > work.from ? tokens[i - 1].end : work.sentence.begin;
  if (i > work.from && tokens[i - 1].kind != TokenKind::kComma) return {};
  if (has_at(work.text, begin, "其中")) begin += 6;
  if (lists::kExtremes.at(work.text, begin) == 0) return {};
  for (size_t at = begin + 6; at < std::min(end, begin + 60); at += 3)
    if (lists::kWhereExtreme.at(work.text, at) != 0)
      return at >= begin + 12 ? Span{begin, at}.of(work.text) : std::string_view();
  return {};
}

// A clause without values before this one that may be its subject: 全村的林地，有38%是竹林.
std::string_view SentenceReader::preceding_clause(const Work& work, const Reading& reading) const {
  if (reading.clause.begin <= work.sentence.begin) return {};
  size_t end = reading.clause.begin, begin = work.sentence.begin;
  for (size_t i = reading.token; i-- > work.from;) {
    const Token& token = work.tokens.all[i];
    if (token.end >= end + 1 && token.begin >= end) continue;
    if (token.kind == TokenKind::kQuantity &&
        !(work.tokens.quantities[token.index].small &&
          work.tokens.quantities[token.index].value == Decimal(1)))
      return {};
    if (token.kind == TokenKind::kComma && token.end == end) {
      end = token.begin;
      continue;
    }
    if (token.kind != TokenKind::kPause && token.kind != TokenKind::kPeriod && token.end <= end) {
      begin = token.end;
      break;
    }
  }
  if (end - begin > kLongestTopic) return {};
  Before opening;
  const Span span = phrases_.strip_opening(work.text, {begin, end}, work.tokens, work.from,
                                           reading.token, &opening);
  std::string_view topic = own_words(work, without_report(work.text, span));
  for (const std::string_view tail : {"中", "里"})
    if (topic.ends_with(tail)) topic.remove_suffix(tail.size());
  return topic;
}

// The subject before a value, elided parts restored.
std::string_view SentenceReader::subject_of(Work& work, Reading& reading) const {
  Notes& notes = work.notes;
  std::string_view own = own_subject(work, reading);
  if (refers_back(own)) own = {};
  if (reading.verb != nullptr && reading.verb->is(kNominal))
    return notes.join(own, reading.verb->word);  // 减税降费156亿元
  if (own.empty() && reading.before.lead != nullptr && names_deed(*reading.before.lead))
    own = reading.before.lead->word;   // 进口1.9万亿元, 扩种1000亩
  else if (says_little(own, reading))  // 发送旅客3万人次
    own = notes.join(reading.before.lead->word, own);
  const std::string_view carried = work.subjects.last;
  // 每亩增收3000元: the deed is the measure
  if (own.empty() && !reading.before.per.empty() && reading.verb != nullptr &&
      lists::kGains.has(reading.verb->word))
    own = notes.join(reading.before.per, reading.verb->word);
  if (own.empty()) {
    // 占比29%，提高1个百分点: it is the share that rose
    if (!work.subjects.share.empty() && reading.quantity.unit != nullptr &&
        reading.quantity.unit->kind == UnitKind::kPoints)
      return work.subjects.share;
    const std::string_view topic =
        work.subjects.named ? extreme(work, reading) : preceding_clause(work, reading);
    if (!topic.empty()) return topic;
    // 出口增长7%，较3月加快2个百分点: what went faster is the growth
    if (work.subjects.growth && reading.quantity.unit != nullptr &&
        reading.quantity.unit->kind == UnitKind::kPoints && !carried.ends_with("速"))
      return joined(carried, work.subjects.yoy ? "同比增速" : "增速", notes);
    return carried;
  }
  if (const std::string_view measured = name_dimension(work, reading, own); !measured.empty())
    return measured;
  if (starts_share(own)) return joined(carried, own, notes);
  if (lists::kWithout.at(own) != 0 && !carried.empty())
    return joined(carried, notes.join("（", own, "）"), notes);
  if (carried.empty()) return own;
  // 日均160万人次: of what was just told
  if (lists::kMeans.has(own)) return carried.ends_with(own) ? carried : joined(carried, own, notes);
  const CueMatch first = cues_.noun_at(own, 0);
  // 项目23个，总投资5亿元: of what was just counted; 总建筑面积3公顷，总投资5亿元: of nothing named
  const bool sum = has_at(own, 0, "总") && own.size() > 6 &&
                   (&reading == work.readings.data() || !(&reading)[-1].counts() ||
                    cues_.noun_before(carried, carried.size(), 0).is(kHead));
  if (first.is(kElided) && first.end == own.size() && !sum) {
    if (carried.ends_with(own)) return carried;
    // 营业收入210亿元，利润9亿元: of the same, another measure
    const CueMatch told = cues_.noun_before(carried, carried.size(), 0);
    const bool another = first.is(kHead) && told.is(kHead) && !first.is(kShareNoun | kLevelNoun) &&
                         is_amount(reading.quantity);
    if (another && told.begin == 0) return own;
    return joined(another ? carried.substr(0, told.begin) : carried, own, notes);
  }
  // 企业128家，实现营业收入210亿元: theirs
  if (first.is(kHead) && first.end == own.size() && &reading != work.readings.data() &&
      (&reading)[-1].counts() && work.subjects.named && reading.before.lead != nullptr &&
      lists::kAchieving.has(reading.before.lead->word))
    return joined(carried, own, notes);
  if (own.starts_with("在") && own.ends_with("占比")) return joined(carried, own, notes);
  // 部分县超过95%: the measure is that of the value before
  const Quantity& quantity = reading.quantity;
  const bool ratio = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPercent;
  const bool bare_level = reading.verb == nullptr || reading.verb->is(kLevel);
  if (ratio && bare_level && work.subjects.named && !reading.counted && characters(own) <= 8 &&
      names_part(own)) {
    const CueMatch noun = cues_.noun_before(own, own.size(), 0);
    if (!noun || noun.is(kPlace)) return joined(own, carried, notes);
  }
  return own;
}

// 塔高60米、宽20米, 长4米、宽2米的船: of one character, so said of what was measured last, or of
// what stands behind the last of them.
std::string_view SentenceReader::name_dimension(Work& work, const Reading& reading,
                                                std::string_view own) const {
  if (own.size() != 3 || !kDimensions.has(own)) return {};
  const Reading* const end = work.readings.data() + work.readings.size();
  for (const Reading* next = &reading + 1; next != end && next->before.joined; ++next)
    if (!next->after.dimension.empty())
      return joined(own_words(work, next->after.noun), own, work.notes);
  std::string_view measured = work.subjects.last;
  measured.remove_suffix(kDimensions.ends(measured));
  return joined(measured, own, work.notes);
}

}  // namespace newsmill
