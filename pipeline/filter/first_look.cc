// Bounds are enough. For a notice speak, at most, the forms that do so wherever they stand
// (anchors), looked for in all of the text, and those that count at its head or tail, looked for
// there; each word once, at full weight, whatever stands round it. Of what the layout may say the
// common is reckoned up; what is rare in news (long numbers) leaves all open.
//
//   法院昨天公告…，法官说…。   公告 would have to stand elsewhere: nothing
//   遗失公章一枚，声明作废。    遗失 at the head, 公章, 一枚, 声明作废: 10.5 at most
//   春茶开采                   a short line, no sentence: 0.3, less layout.block 1.5
//
// Tests: FirstLook.*.
#include "filter/first_look.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/utf8.h"
#include "filter/block_evidence.h"
#include "filter/characters.h"
#include "filter/ink.h"

namespace newsmill {
namespace {

constexpr size_t kProseBytes = 180;
constexpr float kBehind = 1.3f;     // so far a notice is no more than a line behind others
constexpr float kFarBehind = 3.0f;  // more than what layout may say for a notice
constexpr size_t kDigitsOfPhone = 7;
constexpr int kDigitsOfNumber = 6;  // of one that tells anything
constexpr float kAnything = std::numeric_limits<float>::max();

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'”' || c == U'！' || c == U'？';
}

// What a text's words say for notices of any category, at most.
class Words {
 public:
  Words(std::string_view text, const Ink& ink, const AdRules& rules, LookScratch* scratch)
      : text_(text), ink_(ink), formulae_(rules.formulae()), scratch_(*scratch) {
    scratch_.words.clear();
  }

  // Of a text whose forms are known.
  float notice_of(std::span<const FoundForm> forms) {
    for (const FoundForm& found : forms) {
      for (const Formulae::Hit& hit : formulae_.hits(found.form)) {
        if (!hit.says.for_notices()) continue;
        notice_ +=
            hit.says.weight * (hit.says.speaks_anywhere() ? is_new(hit) : times_at(found.pos, hit));
      }
    }
    return notice_;
  }
  // Of one whose words are looked up where they are asked for: of prose most are not.
  float notice() {
    add_at_ends();
    for_each_of(formulae_.anchors(), [&](const Formulae::Hit& hit) {
      if (hit.says.for_notices() && hit.says.speaks_anywhere() && is_new(hit))
        notice_ += hit.says.weight;
    });
    return notice_;
  }
  // What they say for news, at least.
  float news() const {
    float news = 0;
    RulesSpoken spoken;
    for_each_of(formulae_.news(), [&](const Formulae::Hit& hit) {
      if (hit.says.for_notices() || !hit.says.speaks_anywhere() || spoken[hit.rule]) return;
      spoken.add(hit.rule);
      news += hit.says.weight;
    });
    return news;
  }

 private:
  bool is_new(const Formulae::Hit& hit) const {
    const uint32_t word = uint32_t{hit.word} << 16 | hit.rule;  // of several rules, maybe
    std::vector<uint32_t>& words = scratch_.words;
    if (std::find(words.begin(), words.end(), word) != words.end()) return false;
    words.push_back(word);
    return true;
  }

  // How often a word that counts in some place only may do so at `begin`.
  int times_at(size_t begin, const Formulae::Hit& hit) const {
    const size_t end = begin + hit.bytes;
    const int ends = (end == ink_.tail) + (ink_.title < ink_.tail && end == ink_.title);
    switch (hit.says.place) {
      case Place::kStart:
        return begin == ink_.head;
      case Place::kEnd:
        return ends;
      case Place::kWhole:
        return begin == ink_.head ? ends : 0;
      case Place::kTitle:
        return (ink_.phrase ? ends : 0) + (end == ink_.lead && begin >= ink_.head);
      case Place::kAnywhere:
        break;
    }
    return 0;
  }

  // The words at the head, in a run-in title and at the tail: they may be one.
  void add_at_ends() {
    const bool titled = ink_.lead > ink_.head && formulae_.may_end_title(text_, ink_.lead);
    const size_t head_end = titled ? ink_.lead : ink_.head + 1;
    add_forms_in(ink_.head, head_end);
    const size_t longest = formulae_.longest();
    const bool whole = ink_.tail - ink_.head <= longest;
    if (!formulae_.may_end(text_, ink_.tail) &&
        !(whole && formulae_.may_end_title(text_, ink_.tail)))
      return;
    size_t begin = std::max(ink_.tail - std::min(ink_.tail, longest), head_end);
    while (begin < ink_.tail && !utf8::is_start(text_[begin])) ++begin;
    add_forms_in(begin, ink_.tail);
  }
  void add_forms_in(size_t begin, size_t end) {
    for (size_t pos = begin; pos < std::min(end, text_.size()); pos += size_of(text_[pos])) {
      if (!formulae_.all().may_start(text_, pos)) continue;
      const uint16_t form = formulae_.find(text_, pos);
      if (form == Formulae::kNo) continue;
      for (const Formulae::Hit& hit : formulae_.hits(form))
        if (hit.says.for_notices()) notice_ += hit.says.weight * times_at(pos, hit);
    }
  }

  // Calls take(hit) at least where a form of the set starts.
  template <class Take>
  void for_each_of(const FormSet& forms, Take take) const {
    std::vector<uint32_t>& places = scratch_.places;
    if (places.size() <= text_.size()) places.resize(2 * text_.size() + 1);
    const size_t starts = forms.find_starts(text_, places.data());
    const size_t count = forms.keep_starts(text_, places.data(), starts);
    for (size_t i = 0; i < count; ++i) {
      const uint16_t form = formulae_.find(text_, places[i]);
      if (form == Formulae::kNo) continue;
      for (const Formulae::Hit& hit : formulae_.hits(form)) take(hit);
    }
  }

  const std::string_view text_;
  const Ink& ink_;
  const Formulae& formulae_;
  LookScratch& scratch_;
  float notice_ = 0;
};

// So many digits side by side: one of them stands where we look.
bool holds_number(std::string_view text, size_t digits) {
  const auto is_digit = [&](size_t pos) { return pos < text.size() && utf8::is_digit(text[pos]); };
  for (size_t pos = digits - 1; pos < text.size(); pos += digits) {
    if (!is_digit(pos)) continue;
    size_t begin = pos, end = pos;
    while (begin > 0 && is_digit(begin - 1)) --begin;
    while (is_digit(end)) ++end;
    if (end - begin >= digits) return true;
  }
  return false;
}

bool is_prose(std::string_view text) {
  return text.size() >= kProseBytes && ends_sentence(utf8::before(text, text.size()).code);
}

bool is_plain(std::string_view text, const AdRules& rules, LookScratch* scratch) {
  const Ink ink = ink_of(text);
  Words words(text, ink, rules, scratch);
  const float layout = news_of_layout(text, rules);
  const float notice = words.notice();
  if (notice < layout - kBehind) return true;
  return !holds_number(text, kDigitsOfPhone) && notice + kFarBehind <= words.news() + layout;
}

// Is half of the page's text, or more, plainly that of stories? Then the name of its section says
// little: stories stand among advertisements.
bool tells_stories(const Page& page, const PageContext& context, const AdRules& rules) {
  LookScratch scratch;
  size_t all = 0, plain = 0;
  for (const Block& block : page.blocks) {
    if (block.kind == BlockKind::kFurniture) continue;
    all += block.text.size();
    if (!context.narrow(block) && is_prose(block.text) && is_plain(block.text, rules, &scratch))
      plain += block.text.size();
  }
  return plain > 0 && 2 * plain >= all;
}

struct Counts {
  int digits = 0, stars = 0, colons = 0;
};

Counts counts_of(const SignedText& text) {
  Counts counts;
  for (const Sign& sign : text.signs) {
    counts.digits += utf8::is_digit(sign.code);
    counts.stars += sign.code == U'*' || sign.code == U'＊';
    counts.colons += sign.code == U':' || sign.code == U'：';
  }
  return counts;
}

// What layout may say for a notice at most, of a text without long numbers that is set in the width
// of the page's body.
float most_of_layout(const Block& block, const InkedText& text, int colons, const PageContext& page,
                     const AdRules& rules) {
  const auto weight = [&](LayoutFeature feature) { return rules.layout_weight(feature); };
  const Ink& ink = text.ink;
  const float characters = static_cast<float>(text.characters);
  const bool pointed = (text.classes & kPoint) != 0;
  const bool starts_as_date = (classes_of(utf8::at(text.text, 0).code) & kDatePart) != 0;
  float most = weight(LayoutFeature::kBlock);
  most += weight(LayoutFeature::kLong) * std::max(0.f, (characters - 100) / 100);
  most += weight(LayoutFeature::kFields) * static_cast<float>(std::clamp(colons - 1, 0, 2));
  if (page.notice_page) most += weight(LayoutFeature::kNoticePage);
  if (!ink.stopped) most += weight(LayoutFeature::kNoStop);
  if (ink.signed_by && !block.open_end) most += weight(LayoutFeature::kSigned);
  if (ink.bullet) most += weight(LayoutFeature::kBullet);
  if (!pointed && text.characters >= kUnpointedCharacters)
    most += weight(LayoutFeature::kUnpointed);
  if (starts_as_date) most += weight(LayoutFeature::kDateLine);
  if (ink.stopped && text.characters >= kProseCharacters) most += weight(LayoutFeature::kSentence);
  if (block.kind == BlockKind::kHeadline) most += weight(LayoutFeature::kHeadline);
  if (block.kind == BlockKind::kCaption) most += weight(LayoutFeature::kCaption);
  if (block.kind == BlockKind::kByline) most += weight(LayoutFeature::kByline);
  if (ink.phrase && rules.headers().is_one(words_of(text.text, ink)))
    most += weight(LayoutFeature::kHeader);
  if (!pointed && text.text.size() < block.text.size() && rules.rolls().are_names(block.text))
    most += weight(LayoutFeature::kNames);
  if (ink.phrase && ends_in_sum(words_of(text.text, ink))) most += weight(LayoutFeature::kSum);
  return most;
}

}  // namespace

float news_of_layout(std::string_view text, const AdRules& rules) {
  const float hundreds = (static_cast<float>(text.size()) / 3 - 100) / 100;
  return -rules.layout_weight(LayoutFeature::kBlock) -
         rules.layout_weight(LayoutFeature::kSentence) -
         rules.layout_weight(LayoutFeature::kLong) * std::max(0.f, hundreds);
}

FirstLook first_look(const Block& block, size_t i, const PageContext& page, const AdRules& rules,
                     Signs* signs, LookScratch* scratch) {
  constexpr FirstLook kTellsNothing = {false, kAnything};
  if (page.ad_page || page.narrow(block)) return kTellsNothing;
  if (!page.notice_page && is_prose(block.text)) {
    if (is_plain(block.text, rules, scratch)) return {true, -news_of_layout(block.text, rules)};
    return kTellsNothing;
  }
  const InkedText text = signs->inked(i);
  const Counts counts = counts_of(text);
  if (counts.digits >= kDigitsOfNumber || counts.stars > 1) return kTellsNothing;
  return {false, Words(text.text, text.ink, rules, scratch).notice_of(text.forms) +
                     most_of_layout(block, text, counts.colons, page, rules)};
}

PageContext context_of(const Page& page, const AdRules& rules) {
  std::array<size_t, 256> bytes{};  // of text set in so many columns
  for (const Block& block : page.blocks) {
    if (block.kind == BlockKind::kParagraph)
      bytes[std::min<size_t>(block.columns, 255)] += block.text.size();
  }
  bytes[0] = 0;
  const auto most = std::max_element(bytes.begin(), bytes.end());
  PageContext context;
  context.body_columns = *most > 0 ? static_cast<int>(most - bytes.begin()) : 0;
  const auto section = rules.section(without_blanks(page.masthead.section));
  context.ad_page = section == LayoutFeature::kAdPage && !tells_stories(page, context, rules);
  context.notice_page = section.has_value() && !context.ad_page;
  return context;
}

}  // namespace newsmill
