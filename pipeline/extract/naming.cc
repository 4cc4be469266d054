// Names what is measured: the subject of a value, restored where the sentence leaves it out.
//
//   A增长3%，占比达5%            占比 -> A占比                  (an elided subject)
//   甲、乙产量分别增长3%、5%      甲产量; 乙产量                 (a shared head)
//   60%以上行政村建成新乡村       建成新乡村的行政村占比         (value before its noun)
//
// Tested by tests/extract/extract_test.cc.
#include <algorithm>

#include "core/utf8.h"
#include "extract/sentence.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestName = 360;   // bytes of an indicator
constexpr size_t kLongestTopic = 120;  // bytes of a clause without values that may serve as subject

// May one of the characters of the text be blank? Those that may are few, and told by one byte.
bool may_hold_blanks(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) || byte == 0xEF) return true;
  }
  return false;
}

// A text without a quotation mark or bracket at its ends that lost its partner.
template <size_t N>
std::string_view without_stray(std::string_view text, const char (&open)[N],
                               const char (&close)[N]) {
  if (has_at(text, 0, open) && find_word(text, close) == std::string_view::npos)
    text.remove_prefix(N - 1);
  if (ends_with_at(text, text.size(), close) && find_word(text, open) == std::string_view::npos)
    text.remove_suffix(N - 1);
  return text;
}

// The text without what hangs on its ends.
std::string_view bare(std::string_view text) {
  constexpr WordList kBefore("的", "、", "，", "：", "——", "—", "了", "和", "“，", "并");
  constexpr WordList kBehind("的", "、", "，", "：", "了", "和", "与", "及", "为", "等");
  for (bool again = true; again;) {
    again = false;
    text = utf8::trim(text);
    if (kBefore.at(text) != 0)
      for (const std::string_view word : kBefore.words())
        if (text.starts_with(word)) text.remove_prefix(word.size()), again = true;
    if (kBehind.ends(text) != 0)
      for (const std::string_view word : kBehind.words())
        if (text.ends_with(word) && !text.ends_with("参与") && text.size() > word.size())
          text.remove_suffix(word.size()), again = true;
  }
  return text;
}

// The text without blanks and without what hangs on its ends.
std::string clean(std::string_view text) {
  text = bare(text);
  if (!may_hold_blanks(text))
    return std::string(without_stray(without_stray(text, "“", "”"), "（", "）"));
  std::string inked;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (!utf8::is_blank(c.code)) inked.append(text, pos, c.size);
    pos += c.size;
  }
  return std::string(without_stray(without_stray(inked, "“", "”"), "（", "）"));
}

// Two names as one, unless that would grow without end: then the second.
std::string joined(const std::string& first, const std::string& second) {
  return first.size() + second.size() <= kLongestName ? first + second : second;
}

// Cuts a name that no sentence proper could give.
void shorten(std::string& name) {
  if (name.size() <= kLongestName) return;
  size_t end = kLongestName;
  while (!utf8::is_start(name[end])) --end;
  name.resize(end);
}

size_t characters(std::string_view text) {
  return utf8::length(text);
}

std::string_view last_characters(std::string_view text, size_t n) {
  size_t pos = text.size();
  while (n-- > 0 && pos > 0) pos -= utf8::before(text, pos).size;
  return text.substr(pos);
}
std::string_view first_characters(std::string_view text, size_t n) {
  size_t pos = 0;
  while (n-- > 0 && pos < text.size()) pos += utf8::at(text, pos).size;
  return text.substr(0, pos);
}

// The parts of a list, split at 、 and at 和 与 及, outside quotation marks and brackets.
std::vector<std::string_view> split_list(std::string_view text, bool pauses, bool words) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (c.code == U'“' || c.code == U'（' || c.code == U'《' || c.code == U'‘') ++depth;
    if ((c.code == U'”' || c.code == U'）' || c.code == U'》' || c.code == U'’') && depth > 0)
      --depth;
    const bool pause = pauses && c.code == U'、';
    const bool joins =
        words && pos > begin && pos + c.size < text.size() &&
        ((c.code == U'和' && !has_at(text, pos, "和平") && !has_at(text, pos, "和谐")) ||
         c.code == U'与' ||
         (c.code == U'及' && !has_at(text, pos, "及其") && !has_at(text, pos, "及以")));
    if (depth == 0 && (pause || joins)) {
      parts.push_back(text.substr(begin, pos - begin));
      begin = pos + c.size;
      if (c.code == U'以') begin += 3;
    }
    pos += c.size;
  }
  parts.push_back(text.substr(begin));
  for (std::string_view& part : parts)
    if (part.ends_with("以") && part.size() > 3) part.remove_suffix(3);  // 以及
  return parts;
}

std::vector<std::string_view> split_into(std::string_view text, size_t n) {
  for (const auto& [pauses, words] : {std::pair{true, true}, {true, false}, {false, true}}) {
    std::vector<std::string_view> parts = split_list(text, pauses, words);
    if (parts.size() == n) return parts;
  }
  return {};
}

// Where the head of the last part of a list begins, so that it fits the part `other`:
// 甲地区、乙地区产量 -> behind 乙地区.
size_t head_begin(std::string_view other, std::string_view last, size_t known_head) {
  for (const size_t n : {2, 1}) {
    const std::string_view tail = last_characters(other, n);
    if (characters(other) < n) continue;
    const size_t at = last.find(tail);
    if (at != std::string_view::npos && at > 0 && at + tail.size() < last.size())
      return at + tail.size();
  }
  const std::string_view same = first_characters(last, characters(other));
  if (same.size() < last.size() && characters(other) <= 4) return same.size();
  return known_head;
}

// Gives heads and modifiers that a list prints once to each of its parts.
std::vector<std::string> restore_shared(const Cues& cues,
                                        const std::vector<std::string_view>& parts) {
  std::vector<std::string> names(parts.begin(), parts.end());
  const std::string_view last = parts.back();
  const CueMatch head = cues.noun_before(last, last.size(), 0);
  if (parts.size() < 2) return names;
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    const CueMatch own = cues.noun_before(parts[i], parts[i].size(), 0);
    if (own.is(kHead | kShareNoun | kLevelNoun) ||
        !head.is(kHead | kShareNoun | kLevelNoun | kElided))
      continue;
    const size_t begin = head_begin(parts[i], last, head.begin);
    if (begin > 0 && begin < last.size()) names[i] += last.substr(begin);
  }
  // 规上工业亩均增加值、亩均税收: what stands before the words that both begin with
  const std::string_view first = parts[0];
  for (size_t i = 1; i < parts.size(); ++i) {
    const std::string_view opening = first_characters(parts[i], 2);
    const size_t at = characters(parts[i]) > 2 ? first.find(opening) : std::string_view::npos;
    const CueMatch own_head = cues.noun_before(first, first.size(), 0);
    const CueMatch bare = cues.noun_before(parts[i], parts[i].size(), 0);
    if (at != std::string_view::npos && at > 0)
      names[i].insert(0, first.substr(0, at));
    else if (own_head.is(kHead) && own_head.begin > 0 && bare.is(kHead) && bare.begin == 0)
      names[i].insert(0, first.substr(0, own_head.begin));
  }
  return names;
}

// The words behind those that introduce a name: 本报发布的…
std::string_view without_introduction(std::string_view words) {
  constexpr WordList kIntroductions("——", "发布的", "公布的", "印发的", "显示的");
  if (find_word(words, "的") == std::string_view::npos &&
      find_word(words, "—") == std::string_view::npos)
    return words;
  for (const std::string_view word : kIntroductions.words())
    if (const size_t at = words.rfind(word);
        at != std::string_view::npos && at + word.size() < words.size())
      words.remove_prefix(at + word.size());
  return words;
}

// Cuts the periods named in `span` out of it, and the 在 before them. False, and nothing done, when
// there are none.
bool cut_periods(const Work& work, Span span, std::string& words) {
  const std::vector<Token>& all = work.tokens.all;
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(work.to);
  auto token = std::partition_point(all.begin() + static_cast<std::ptrdiff_t>(work.from), end,
                                    [&](const Token& t) { return t.end <= span.begin; });
  size_t pos = span.begin;
  bool any = false;
  for (; token != end && token->end <= span.end && pos < span.end; ++token) {
    if (token->kind != TokenKind::kPeriod || token->begin < pos) continue;
    words += work.text.substr(pos, token->begin - pos);
    if (words.ends_with("在")) words.resize(words.size() - 3);
    pos = token->end;
    any = true;
  }
  if (any && pos < span.end) words += work.text.substr(pos, span.end - pos);
  return any;
}

// The words of a span without the periods named in it, and without what introduces them.
std::string own_words(const Work& work, Span span) {
  constexpr WordList kCounted("年", "月", "季度", "天", "次", "周");
  constexpr WordList kEmpty("以", "将", "在", "把", "用", "按", "却", "仅", "每", "该");
  if (span.empty()) return {};
  std::string cut;
  const bool dated = cut_periods(work, span, cut);
  std::string words = clean(without_introduction(dated ? cut : span.of(work.text)));
  // 连续第二年: how long, not what
  if (has_at(words, 0, "连续") && characters(words) <= 8 && kCounted.ends(words) != 0) return {};
  if (kEmpty.has(words)) return {};
  return words;
}

// The same of the subject before a value: asked for more than once.
const std::string& own_subject(const Work& work, Reading& reading) {
  if (!reading.own) reading.own = own_words(work, reading.before.subject);
  return *reading.own;
}

bool starts_share(std::string_view text) {
  return has_at(text, 0, "占") && !has_at(text, 0, "占地") && !has_at(text, 0, "占用") &&
         !has_at(text, 0, "占领");
}

}  // namespace

// A clause without values before this one that may be its subject: 全村的林地，有38%是竹林.
std::string SentenceReader::preceding_clause(const Work& work, const Reading& reading) const {
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
  std::string topic = own_words(work, span);
  for (const std::string_view tail : {"中", "里"})
    if (topic.ends_with(tail)) topic.resize(topic.size() - tail.size());
  return topic;
}

// The subject before a value, elided parts restored.
std::string SentenceReader::subject_of(Work& work, Reading& reading) const {
  std::string own = own_subject(work, reading);
  if (reading.verb != nullptr && reading.verb->is(kNominal))
    return own + std::string(reading.verb->word);  // 减税降费156亿元
  if (own.empty() && reading.before.lead != nullptr && reading.before.lead->is(kBuild))
    own = reading.before.lead->word;  // 进口1.9万亿元
  const std::string& carried = work.subjects.last;
  if (own.empty()) {
    const std::string topic = work.subjects.named ? std::string() : preceding_clause(work, reading);
    if (!topic.empty()) return topic;
    // 出口增长7%，较3月加快2个百分点: what went faster is the growth
    if (work.subjects.growth && reading.quantity.unit != nullptr &&
        reading.quantity.unit->kind == UnitKind::kPoints && !carried.ends_with("速"))
      return joined(carried, "增速");
    return carried;
  }
  if (starts_share(own)) return joined(carried, own);
  constexpr WordList kWithout("扣除", "剔除", "不含", "不包括");
  if (kWithout.at(own) != 0 && !carried.empty()) return joined(carried, "（" + own + "）");
  const CueMatch first = cues_.noun_at(own, 0);
  if (first.is(kElided) && first.end == own.size() && !carried.empty()) return joined(carried, own);
  if (own.starts_with("在") && own.ends_with("占比") && !carried.empty())
    return joined(carried, own);
  // 部分县超过95%: the measure is that of the value before
  const Quantity& quantity = reading.quantity;
  const bool ratio = quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPercent;
  const bool bare_level = reading.verb == nullptr || reading.verb->is(kLevel);
  const CueMatch head = cues_.noun_before(own, own.size(), 0);
  if (ratio && bare_level && !head && !carried.empty() &&
      find_word(own, "占") == std::string::npos && work.subjects.named && !reading.counted &&
      characters(own) <= 8)
    return joined(own, carried);
  return own;
}

// What a value before its noun counts.
std::string SentenceReader::counted_noun(const Work& work, const Reading& reading,
                                         const std::string& subject) const {
  const Quantity& quantity = reading.quantity;
  Span counted = reading.after.noun;
  const bool fraction_of =
      quantity.fraction || (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPercent);
  if (!fraction_of)  // 20万以上人口规模、…: the first of a list is counted
    if (const size_t pause = find_word(counted.of(work.text), "、");
        pause != std::string_view::npos && pause > 0)
      counted.end = counted.begin + pause;
  std::string noun = own_words(work, counted);
  std::string predicate = clean(reading.after.predicate.of(work.text));
  const bool ratio =
      quantity.fraction || (quantity.unit != nullptr && quantity.unit->kind == UnitKind::kPercent);
  if (ratio && reading.verb != nullptr && reading.verb->is(kChange))
    return noun.empty() ? predicate : noun;
  const CueMatch head = cues_.noun_before(noun, noun.size(), 0);
  if (ratio && head.is(kLevelNoun) && predicate.empty()) return noun;  // 100%满载率
  if (ratio) {
    if (noun.empty()) {
      constexpr WordList kBeing("为", "是", "属于", "来自");
      if (const size_t length = kBeing.at(predicate); length != 0 && !subject.empty())
        return predicate.substr(length) + "占" + subject;
      return predicate + "的" + subject + "占比";
    }
    if (!predicate.empty()) return predicate + "的" + noun + "占比";
    return (subject.empty() ? std::string() : subject + "的") + noun + "占比";
  }
  if (quantity.sort == QuantitySort::kRank) {  // 世界第二大消费市场
    if (noun.starts_with("大")) noun.erase(0, 3);
    return noun;
  }
  std::string of = subject;
  // 工业、能源等16个领域: the list only names some of them
  if (std::string_view left = reading.before.subject.of(work.text);
      utf8::trim(left).ends_with("等"))
    of = reading.before.lead != nullptr ? std::string(reading.before.lead->word) : std::string();
  else if (!of.empty() && reading.before.lead != nullptr && reading.before.lead->is(kBuild))
    of = std::string(reading.before.lead->word) + of;
  std::string name = of.empty() ? noun : of + "的" + noun;
  return predicate.empty() ? name : predicate + "的" + name;
}

// The indicator of readings[i], whose noun stands behind its value.
std::string SentenceReader::name_counted(Work& work, size_t i) const {
  Reading& reading = work.readings[i];
  std::string own = own_subject(work, reading);
  if (i > 0 && !reading.before.joined && work.readings[i - 1].counted &&
      work.readings[i - 1].clause.begin == reading.clause.begin)
    own = own_subject(work, work.readings[i - 1]);  // 8个县62个乡
  if (own.empty() && reading.after.noun.empty()) own = subject_of(work, reading);
  if (own.empty() && reading.quantity.unit_name() == "%" && reading.verb == nullptr)
    own = preceding_clause(work, reading);
  // 50万亩小麦已收30万亩: what is said there is said with the next value
  if (i + 1 < work.readings.size() &&
      reading.after.predicate.end == work.readings[i + 1].quantity.begin)
    reading.after.predicate = {};
  // 3个县、80个镇完成改造: the predicate behind the last is said of all
  if (reading.after.predicate.empty())
    for (size_t j = i + 1; j < work.readings.size() && work.readings[j].before.joined &&
                           work.readings[j].clause.begin == reading.clause.begin;
         ++j)
      if (!work.readings[j].after.predicate.empty()) {
        reading.after.predicate = work.readings[j].after.predicate;
        break;
      }
  return counted_noun(work, reading, own);
}

// The indicator of readings[i], whose subject stands before its value.
std::string SentenceReader::name_subject(Work& work, size_t i) const {
  Reading& reading = work.readings[i];
  std::string subject = subject_of(work, reading);
  if (i > 0 && !reading.before.joined && work.readings[i - 1].counted &&
      work.readings[i - 1].clause.begin == reading.clause.begin &&
      work.readings[i - 1].qualifies < 0)
    subject = joined(own_subject(work, work.readings[i - 1]), subject);
  // 男性为31岁、女性28岁: the end of the subject changes, its beginning stays
  if (i > 0 && reading.before.joined && !work.readings[i - 1].indicator.empty()) {
    const std::string& last = work.readings[i - 1].indicator;
    const bool like = last_characters(last, 1) == last_characters(subject, 1);
    const bool predicated = reading.before.verb != nullptr &&
                            work.readings[i - 1].before.verb == reading.before.verb &&
                            characters(last) >= 6 && characters(subject) == 2;
    if (characters(subject) <= 4 && characters(subject) >= 2 &&
        characters(last) > characters(subject) && (like || predicated) && reading.lead == nullptr)
      subject =
          last.substr(0, last.size() - last_characters(last, characters(subject)).size()) + subject;
  }
  return subject;
}

void SentenceReader::name(Work& work) const {
  for (size_t i = 0; i < work.readings.size(); ++i) {
    Reading& reading = work.readings[i];
    if (reading.dropped) continue;
    if (reading.qualifies >= 0) {
      reading.indicator = own_words(work, reading.after.noun);
      continue;
    }
    if (reading.shared_values && !work.readings[i - 1].dropped && !reading.counted) {
      reading.indicator = work.readings[i - 1].indicator;  // distribute() gives each its own
      continue;
    }
    reading.indicator = reading.counted ? name_counted(work, i) : name_subject(work, i);
    shorten(reading.indicator);
    // 达到3亿元 without subject keeps what the clause before was about.
    if (!reading.indicator.empty()) {
      work.subjects.named = true;
      const bool points =
          reading.quantity.unit != nullptr && reading.quantity.unit->kind == UnitKind::kPoints;
      const bool own = reading.counted || !own_subject(work, reading).empty();
      const std::string_view subject = reading.before.subject.of(work.text);
      if ((!points || own) &&
          (find_word(subject, "占") == std::string_view::npos || !starts_share(clean(subject))))
        work.subjects.last = reading.indicator;
    }
    work.subjects.growth = reading.verb != nullptr && reading.verb->is(kChange) &&
                           !reading.before.to && reading.quantity.unit_name() == "%";
  }
}

// 甲、乙分别增长3%、5%; 甲、乙均增长5%; 同比分别增长3%、5% of the subjects just named
void SentenceReader::distribute(Work& work) const {
  std::vector<Reading>& all = work.readings;
  int group = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].dropped || all[i].counted) continue;
    size_t end = i + 1;
    while (end < all.size() &&
           (all[end].shared_values || all[end].from == static_cast<int>(end) - 1) &&
           !all[end].counted)
      ++end;
    std::vector<size_t> values;
    for (size_t j = i; j < end; ++j)
      if (!all[j].dropped) values.push_back(j);
    const size_t n = values.size();
    const Before& before = all[i].before;
    if (n < 2 || !before.respectively) {
      if (n >= 2) i = end - 1;
      continue;
    }
    std::string subject = own_subject(work, all[i]);
    std::string tail;
    // 甲、乙占全国的比重: the list ends before 占
    const size_t share = subject.find("占");
    if (share != std::string::npos && share > 0 && !has_at(subject, share, "占比")) {
      tail = subject.substr(share);
      subject.resize(share);
    }
    std::vector<std::string> names;
    // 城乡居民收入分别…: of town and country
    if (const size_t both = subject.find("城乡");
        both != std::string::npos && n == 2 && split_into(subject, 2).empty()) {
      for (const std::string_view one : {"城镇", "农村"})
        names.push_back(std::string(subject).replace(both, 6, one));
    } else if (starts_share(subject) || subject.empty()) {
      // The subjects are those of the last n values.
      std::vector<std::string> recent;
      for (size_t j = 0; j < i; ++j)
        if (!all[j].dropped && !all[j].indicator.empty() && all[j].qualifies < 0 &&
            std::find(recent.begin(), recent.end(), all[j].indicator) == recent.end() &&
            all[j].group != -2)
          recent.push_back(all[j].indicator);
      if (recent.size() >= n) names.assign(recent.end() - static_cast<long>(n), recent.end());
      tail = subject;
    } else if (const std::vector<std::string_view> parts = split_into(subject, n); !parts.empty()) {
      names = restore_shared(cues_, parts);
    }
    if (names.empty()) {
      if (subject.empty()) {  // the subjects stand in the clause before
        const std::string topic = preceding_clause(work, all[i]);
        if (const auto parts = split_into(topic, n); !parts.empty())
          names = restore_shared(cues_, parts);
      }
      if (names.empty()) continue;
    }
    for (size_t k = 0; k < n; ++k) {
      all[values[k]].indicator = joined(clean(names[k]), tail);
      shorten(all[values[k]].indicator);
      all[values[k]].group = group;
      all[values[k]].position = static_cast<int>(k);
      // 50%和30%以上: the comparator behind the last bounds all
      Quantity& quantity = all[values[k]].quantity;
      const Quantity& final = all[values[n - 1]].quantity;
      if (final.suffixed && quantity.comparator == Comparator::kEq)
        quantity.comparator = final.comparator;
    }
    work.subjects.last = all[values[n - 1]].indicator;
    ++group;
    i = end - 1;
  }
  share_each(work, group);
}

// 甲、乙均增长5%: one value of each; `group` is the number of the next group.
void SentenceReader::share_each(Work& work, int group) const {
  std::vector<Reading>& all = work.readings;
  const size_t count = all.size();
  for (size_t i = 0; i < count; ++i) {
    const bool alone = i + 1 >= all.size() || !all[i + 1].shared_values;
    if (all[i].dropped ||
        !(all[i].before.each || (all[i].before.respectively && alone && all[i].group < 0)))
      continue;
    const std::string subject = own_subject(work, all[i]);
    const std::vector<std::string_view> parts = split_list(subject, true, true);
    if (parts.size() < 2 || parts.size() > 12 || all[i].counted) continue;
    const std::vector<std::string> names = restore_shared(cues_, parts);
    for (size_t k = 0; k < names.size(); ++k) {
      Reading copy = all[i];
      copy.indicator = clean(names[k]);
      shorten(copy.indicator);
      copy.group = group;
      copy.position = static_cast<int>(k);
      if (k == 0)
        all[i] = copy;
      else
        all.push_back(copy);
    }
    ++group;
  }
}

}  // namespace newsmill
