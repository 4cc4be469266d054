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

// What a block says by its words.
class Words {
 public:
  Words(std::string_view text, const Ink& ink, const AdRules& rules, LookScratch* scratch)
      : text_(text), ink_(ink), rules_(rules), scratch_(*scratch) {}

  // For notices of any category, at most.
  float notice() const {
    float notice = at_head() + at_tail();
    scratch_.words.clear();
    find_words(formulae().anchors(), [&](Formulae::Hit hit, const AdRule& rule) {
      if (rule.side.kind != Side::kNews && rule.place == Place::kAnywhere && is_new(hit))
        notice += rule.weight;
    });
    return notice;
  }

  // For news, at least.
  float news() const {
    float news = 0;
    RulesSpoken spoken;
    find_words(formulae().news(), [&](Formulae::Hit hit, const AdRule& rule) {
      if (rule.side.kind != Side::kNews || rule.place != Place::kAnywhere || spoken[hit.rule])
        return;
      spoken.add(hit.rule);
      news += rule.weight;
    });
    return news;
  }

 private:
  const Formulae& formulae() const { return rules_.formulae(); }

  // Calls take(hit, rule) for all words that stand where a form of the set does, and a few more.
  template <class Take>
  void find_words(const FormSet& forms, Take take) const {
    std::vector<uint32_t>& places = scratch_.places;
    if (places.size() <= text_.size()) places.resize(2 * text_.size() + 1);
    const size_t count = forms.find_starts(text_, places.data());
    for (size_t i = 0; i < count; ++i) {
      const size_t pos = places[i];
      if (!forms.may_start(text_, pos)) continue;
      const uint16_t form = formulae().find(text_, pos);
      if (form == Formulae::kNo) continue;
      for (const Formulae::Hit hit : formulae().hits(form)) take(hit, rules_.rule(hit.rule));
    }
  }

  bool is_new(Formulae::Hit hit) const {
    const uint32_t word = uint32_t{hit.word} << 16 | hit.rule;  // of several rules, maybe
    std::vector<uint32_t>& words = scratch_.words;
    if (std::find(words.begin(), words.end(), word) != words.end()) return false;
    words.push_back(word);
    return true;
  }

  float at_head() const {
    float notice =
        notice_at(ink_.head, [&](Place place, size_t) { return place == Place::kStart; });
    for (size_t pos = ink_.head; pos < ink_.lead; pos += size_of(text_[pos])) {
      notice += notice_at(
          pos, [&](Place place, size_t end) { return place == Place::kTitle && end == ink_.lead; });
    }
    return notice;
  }

  float at_tail() const {
    float notice = 0;
    const bool titled = ink_.phrase && ink_.title < ink_.tail;
    for (const size_t tail : {ink_.tail, titled ? ink_.title : 0}) {
      if (!may_end(tail)) continue;
      size_t pos = tail - std::min(tail, formulae().longest());
      while (!utf8::is_start(text_[pos])) ++pos;
      for (; pos < tail; pos += size_of(text_[pos])) {
        notice += notice_at(pos, [&](Place place, size_t end) {
          if (end != tail) return false;
          return place == Place::kEnd || (place == Place::kTitle && ink_.phrase) ||
                 (place == Place::kWhole && pos == ink_.head);
        });
      }
    }
    return notice;
  }

  bool may_end(size_t tail) const {
    const bool title = ink_.phrase || tail - ink_.head <= formulae().longest();
    return formulae().may_end(text_, tail, Formulae::Role::kEnding) ||
           (title && formulae().may_end(text_, tail, Formulae::Role::kTitle));
  }

  // Of the words that start at `pos`, those for which counts(place, end) holds.
  template <class Counts>
  float notice_at(size_t pos, Counts counts) const {
    if (!formulae().all().may_start(text_, pos)) return 0;
    const uint16_t form = formulae().find(text_, pos);
    if (form == Formulae::kNo) return 0;
    float notice = 0;
    for (const Formulae::Hit hit : formulae().hits(form)) {
      const AdRule& rule = rules_.rule(hit.rule);
      if (rule.side.kind != Side::kNews && counts(rule.place, pos + hit.bytes))
        notice += rule.weight;
    }
    return notice;
  }

  const std::string_view text_;
  const Ink ink_;
  const AdRules& rules_;
  LookScratch& scratch_;
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
  const Words words(text, ink_of(text), rules, scratch);
  const float notice = words.notice(), layout = news_of_layout(text, rules);
  if (notice < layout - kBehind) return true;
  return !holds_number(text, kDigitsOfPhone) && notice + kFarBehind <= words.news() + layout;
}

struct Counts {
  int characters = 0, digits = 0, stars = 0, colons = 0;
  uint8_t classes = 0;  // that any character has that is no ordinary Han
  bool starts_as_date = false;
};

Counts counts_of(std::string_view text) {
  Counts counts;
  counts.starts_as_date = (classes_of(utf8::at(text, 0).code) & kDatePart) != 0;
  for (size_t pos = 0; pos < text.size();) {
    ++counts.characters;
    if (is_ordinary_han(text[pos])) {
      pos += 3;
      continue;
    }
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    counts.classes |= classes_of(c.code);
    counts.digits += utf8::is_digit(c.code);
    counts.stars += c.code == U'*' || c.code == U'＊';
    counts.colons += c.code == U':' || c.code == U'：';
  }
  return counts;
}

// What layout may say for a notice at most, of a text without long numbers that is set in the width
// of the page's body.
float most_of_layout(const Block& block, const Counts& counts, const Ink& ink,
                     const PageContext& page, const AdRules& rules) {
  const auto weight = [&](LayoutFeature feature) { return rules.layout_weight(feature); };
  const float characters = static_cast<float>(counts.characters);
  const bool pointed = (counts.classes & kPoint) != 0;
  float most = weight(LayoutFeature::kBlock);
  most += weight(LayoutFeature::kLong) * std::max(0.f, (characters - 100) / 100);
  most += weight(LayoutFeature::kFields) * static_cast<float>(std::clamp(counts.colons - 1, 0, 2));
  if (page.notice_page) most += weight(LayoutFeature::kNoticePage);
  if (!ink.stopped) most += weight(LayoutFeature::kNoStop);
  if (ink.signed_by && !block.open_end) most += weight(LayoutFeature::kSigned);
  if (ink.bullet) most += weight(LayoutFeature::kBullet);
  if (!pointed && counts.characters >= kUnpointedCharacters)
    most += weight(LayoutFeature::kUnpointed);
  if (counts.starts_as_date) most += weight(LayoutFeature::kDateLine);
  if (ink.stopped && counts.characters >= kProseCharacters)
    most += weight(LayoutFeature::kSentence);
  if (block.kind == BlockKind::kHeadline) most += weight(LayoutFeature::kHeadline);
  if (block.kind == BlockKind::kCaption) most += weight(LayoutFeature::kCaption);
  if (block.kind == BlockKind::kByline) most += weight(LayoutFeature::kByline);
  return most;
}

}  // namespace

float news_of_layout(std::string_view text, const AdRules& rules) {
  const float hundreds = (static_cast<float>(text.size()) / 3 - 100) / 100;
  return -rules.layout_weight(LayoutFeature::kBlock) -
         rules.layout_weight(LayoutFeature::kSentence) -
         rules.layout_weight(LayoutFeature::kLong) * std::max(0.f, hundreds);
}

FirstLook first_look(const Block& block, const PageContext& page, const AdRules& rules,
                     LookScratch* scratch) {
  constexpr FirstLook kTellsNothing = {false, kAnything};
  std::string_view text = block.text;
  if (page.ad_page || page.narrow(block)) return kTellsNothing;
  if (!page.notice_page && is_prose(text)) {
    if (is_plain(text, rules, scratch)) return {true, -news_of_layout(text, rules)};
    return kTellsNothing;
  }
  Counts counts = counts_of(text);
  if (counts.digits >= kDigitsOfNumber || counts.stars > 1) return kTellsNothing;
  if (counts.classes & kBlankOrBreak) {
    text = scratch->inked = without_blanks(text);
    counts = counts_of(text);
  }
  const Ink ink = ink_of(text);
  return {false, Words(text, ink, rules, scratch).notice() +
                     most_of_layout(block, counts, ink, page, rules)};
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
  context.ad_page = section == LayoutFeature::kAdPage;
  context.notice_page = section == LayoutFeature::kNoticePage;
  return context;
}

}  // namespace newsmill
