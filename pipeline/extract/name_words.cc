//   的 中 国 、      ->  中国                (blanks, and what hangs on the ends)
//   2024年公布的产量  ->  产量                (periods, and what introduces a name)
//
// Tested by tests/extract/extract_test.cc.
#include "extract/name_words.h"

#include <algorithm>
#include <cstring>

#include "core/utf8.h"
#include "extract/blanks.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

constexpr size_t kLongestName = 360;   // bytes of an indicator
constexpr size_t kLongWords = 10 * 3;  // of words that may hold more than a name

// Where the first blank stands, or text.size().
size_t find_blank(std::string_view text) {
  size_t pos = 0;
  while (pos < text.size()) {
    if (begins_han(text[pos])) {
      pos += 3;
      continue;
    }
    const utf8::Char c = utf8::at(text, pos);
    if (is_blank(c.code)) break;
    pos += c.size;
  }
  return pos;
}

std::string_view without_blanks(std::string_view text, Notes& notes) {
  size_t blank = find_blank(text);
  if (blank >= text.size()) return text;
  std::string& inked = notes.line();
  for (; blank < text.size(); blank = find_blank(text)) {
    inked.append(text, 0, blank);
    text.remove_prefix(blank + utf8::at(text, blank).size);
  }
  return inked.append(text);
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
  static constexpr WordList kBefore("的", "、", "，", "：", "——", "—", "了", "和", "“，", "并", "”",
                                    "……", "以及", "及的", "与的");
  static constexpr WordList kBehind("的", "、", "，", "：", "了", "和", "与", "以及", "及", "或",
                                    "为", "等");
  for (bool again = true; again;) {
    again = false;
    text = trim_blanks(text);
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

// The words behind those that introduce a name: 本报发布的…
std::string_view without_introduction(std::string_view words) {
  constexpr std::string_view kDash = "——";
  size_t begin = 0;
  if (find_word(words, "—") != std::string_view::npos)
    if (const size_t dash = words.rfind(kDash);
        dash != std::string_view::npos && dash + kDash.size() < words.size())
      begin = dash + kDash.size();
  for (size_t at, end = 0; (at = find_word(words.substr(end), "的")) != std::string_view::npos;) {
    end += at + 3;
    if (end < words.size() && lists::kIntroductions.before(words, end) != 0)
      begin = std::max(begin, end);
  }
  return words.substr(begin);
}

// The words of `span` without the periods named in it, and without the 在 before those.
std::string_view without_periods(const Work& work, Span span) {
  const std::vector<Token>& all = work.tokens.all;
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(work.to);
  auto token = std::partition_point(all.begin() + static_cast<std::ptrdiff_t>(work.from), end,
                                    [&](const Token& t) { return t.end <= span.begin; });
  size_t pos = span.begin;
  std::string* words = nullptr;
  for (; token != end && token->end <= span.end && pos < span.end; ++token) {
    if (token->kind != TokenKind::kPeriod || token->begin < pos) continue;
    if (words == nullptr) words = &work.notes.line();
    *words += work.text.substr(pos, token->begin - pos);
    if (words->ends_with("在")) words->resize(words->size() - 3);
    pos = token->end;
  }
  if (words == nullptr) return span.of(work.text);
  if (pos < span.end) *words += work.text.substr(pos, span.end - pos);
  return *words;
}

}  // namespace

// The text without blanks and without what hangs on its ends.
std::string_view clean(std::string_view text, Notes& notes) {
  text = bare(text);
  if (is_all_han(text)) return text;
  const std::string_view inked = without_blanks(text, notes);
  return without_stray(without_stray(inked, "“", "”"), "（", "）");
}

// Two names as one, unless that would grow without end: then the second.
std::string_view joined(std::string_view first, std::string_view second, Notes& notes) {
  return first.size() + second.size() <= kLongestName ? notes.join(first, second) : second;
}

// A name no longer than a sentence proper could give.
std::string_view shortened(std::string_view name) {
  if (name.size() <= kLongestName) return name;
  size_t end = kLongestName;
  while (!utf8::is_start(name[end])) --end;
  return name.substr(0, end);
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

// The words of a span without the periods named in it, and without what introduces them.
std::string_view own_words(const Work& work, Span span) {
  if (span.empty()) return {};
  std::string_view words = clean(without_introduction(without_periods(work, span)), work.notes);
  if (words.size() > kLongWords)  // 敲锣、喊话……干部转移57名村民
    if (const size_t dots = words.rfind("……");
        dots != std::string_view::npos && dots + 6 < words.size())
      words = clean(words.substr(dots + 6), work.notes);
  // 连续第二年: how long, not what
  if (has_at(words, 0, "连续") && characters(words) <= 8 && lists::kLasting.ends(words) != 0)
    return {};
  if (words.size() <= 6 && lists::kNoNames.has(words)) return {};
  return words;
}

// 提出“邀请 | 5万名学生: a quotation mark without its partner parts what is said from who says it.
// Of a text before a value the words behind the mark are kept, of one behind a value those before
// it.
std::string_view on_side_of_value(std::string_view text, bool before_value) {
  constexpr std::string_view kOpen = "“", kClose = "”";
  if (text.find(kOpen[0]) == std::string_view::npos) return text;  // the first byte of both
  const size_t open = text.rfind(kOpen), close = text.find(kClose);
  size_t mark = std::string_view::npos;
  if (open != std::string_view::npos && text.find(kClose, open) == std::string_view::npos)
    mark = open;
  else if (close != std::string_view::npos && text.rfind(kOpen, close) == std::string_view::npos)
    mark = close;
  if (mark == std::string_view::npos) return text;
  const std::string_view left = bare(text.substr(0, mark)),
                         right = bare(text.substr(mark + kOpen.size()));
  return before_value ? (right.empty() ? left : right) : (left.empty() ? right : left);
}

// The same of the subject before a value: asked for more than once.
std::string_view own_subject(const Work& work, Reading& reading) {
  if (!reading.own) reading.own = on_side_of_value(own_words(work, reading.before.subject), true);
  return *reading.own;
}

bool refers_back(std::string_view name) {
  const size_t length = lists::kThisOne.at(name);
  return length != 0 ? lists::kMeasuresTold.has(name.substr(length)) : name == "后者";
}

bool says_little(std::string_view name, const Reading& reading) {
  if (name.size() > 2 * 3 || name.empty() || !is_all_han(name)) return false;
  const Cue* const lead = reading.before.lead;
  const bool changes = reading.verb != nullptr && reading.verb->is(kChange);
  return lead != nullptr && lead->is(kBuild) && !changes;
}

std::string_view denominator_of(std::string_view name) {
  constexpr uint32_t kOf = first_bytes("占"), kEach = first_bytes("每"), kMean = first_bytes("均");
  for (size_t at = 0; at + 3 <= name.size(); at += begins_han(name[at]) ? 3 : 1) {
    const uint32_t here = three_bytes(name.data() + at);
    if (here != kOf && here != kEach && here != kMean) continue;
    if (has_at(name, at, "占")) {
      std::string_view of = name.substr(at);
      if (!starts_share(of) || has_at(of, 0, "占比")) continue;
      of.remove_prefix(3);
      for (size_t tail; (tail = lists::kShareTails.ends(of)) != 0;) of.remove_suffix(tail);
      return of;
    }
    if (has_at(name, at, "每")) {
      for (size_t end = at + 3; end < name.size() && end < at + 24; end += utf8::at(name, end).size)
        if (const size_t people = lists::kEachOf.at(name, end); people != 0)
          return name.substr(at + 3, end + people - at - 3);
      return {};
    }
    // 人均: of one
    if (has_at(name, at, "均"))
      if (const size_t one = lists::kOneOf.before(name, at); one != 0)
        return name.substr(at - one, one);
  }
  return {};
}

bool starts_share(std::string_view text) {
  return has_at(text, 0, "占") && !has_at(text, 0, "占地") && !has_at(text, 0, "占用") &&
         !has_at(text, 0, "占领");
}

}  // namespace newsmill
