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

// A text whose words are looked up where they are asked for: of prose most are not.
class LookedUp {
 public:
  LookedUp(std::string_view text, const Formulae& formulae, LookScratch* scratch)
      : text_(text), formulae_(formulae), places_(scratch->places) {}

  std::string_view text() const { return text_; }
  // Calls take(pos, form) for the longest form at each place of [begin, end).
  template <class Take>
  void forms_in(size_t begin, size_t end, Take take) const {
    for (size_t pos = begin; pos < end; pos += size_of(text_[pos]))
      if (formulae_.all().may_start(text_, pos)) look_up(pos, take);
  }
  // Likewise in all of the text, at least where a form with a word of such a role starts.
  template <class Take>
  void anchors(Take take) const {
    forms_of(formulae_.anchors(), take);
  }
  template <class Take>
  void news(Take take) const {
    forms_of(formulae_.news(), take);
  }

 private:
  template <class Take>
  void forms_of(const FormSet& forms, Take take) const {
    if (places_.size() <= text_.size()) places_.resize(2 * text_.size() + 1);
    const size_t starts = forms.find_starts(text_, places_.data());
    const size_t count = forms.keep_starts(text_, places_.data(), starts);
    for (size_t i = 0; i < count; ++i) look_up(places_[i], take);
  }
  template <class Take>
  void look_up(size_t pos, Take take) const {
    const uint16_t form = formulae_.find(text_, pos);
    if (form != Formulae::kNo) take(pos, form);
  }

  const std::string_view text_;
  const Formulae& formulae_;
  std::vector<uint32_t>& places_;
};

// A text whose signs are known.
class Described {
 public:
  explicit Described(const SignedText& text) : text_(text) {}

  std::string_view text() const { return text_.text; }
  template <class Take>
  void forms_in(size_t begin, size_t end, Take take) const {
    for (const FoundForm& found : text_.forms)
      if (found.pos >= begin && found.pos < end) take(found.pos, found.form);
  }
  template <class Take>
  void anchors(Take take) const {
    for (const FoundForm& found : text_.forms) take(found.pos, found.form);
  }

 private:
  const SignedText& text_;
};

// What a block's words say for notices of any category, at most.
template <class Forms>
class Words {
 public:
  Words(const Forms& forms, const Ink& ink, const AdRules& rules, LookScratch* scratch)
      : forms_(forms), text_(forms.text()), ink_(ink), rules_(rules), words_(scratch->words) {}

  float notice() const {
    float notice = at_head() + at_tail();
    words_.clear();
    forms_.anchors([&](size_t, uint16_t form) {
      for (const Formulae::Hit& hit : formulae().hits(form)) {
        const AdRule& rule = rules_.rule(hit.rule);
        if (rule.side.kind != Side::kNews && rule.place == Place::kAnywhere && is_new(hit))
          notice += rule.weight;
      }
    });
    return notice;
  }

 private:
  const Formulae& formulae() const { return rules_.formulae(); }

  bool is_new(Formulae::Hit hit) const {
    const uint32_t word = uint32_t{hit.word} << 16 | hit.rule;  // of several rules, maybe
    if (std::find(words_.begin(), words_.end(), word) != words_.end()) return false;
    words_.push_back(word);
    return true;
  }

  float at_head() const {
    float notice = 0;
    add_forms_in(ink_.head, ink_.head + 1, &notice,
                 [&](Place place, size_t, size_t) { return place == Place::kStart; });
    if (ink_.lead > ink_.head) {
      add_forms_in(ink_.head, ink_.lead, &notice, [&](Place place, size_t, size_t end) {
        return place == Place::kTitle && end == ink_.lead;
      });
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
      add_forms_in(pos, tail, &notice, [&](Place place, size_t begin, size_t end) {
        if (end != tail) return false;
        return place == Place::kEnd || (place == Place::kTitle && ink_.phrase) ||
               (place == Place::kWhole && begin == ink_.head);
      });
    }
    return notice;
  }

  bool may_end(size_t tail) const {
    const bool title = ink_.phrase || tail - ink_.head <= formulae().longest();
    return formulae().may_end(text_, tail, Formulae::Role::kEnding) ||
           (title && formulae().may_end(text_, tail, Formulae::Role::kTitle));
  }

  // Adds the words that start in [begin, end) for which counts(place, begin, end) holds.
  template <class Counts>
  void add_forms_in(size_t begin, size_t end, float* notice, Counts counts) const {
    forms_.forms_in(begin, std::min(end, text_.size()), [&](size_t pos, uint16_t form) {
      float sum = 0;
      for (const Formulae::Hit& hit : formulae().hits(form)) {
        const AdRule& rule = rules_.rule(hit.rule);
        if (rule.side.kind != Side::kNews && counts(rule.place, pos, pos + hit.bytes))
          sum += rule.weight;
      }
      *notice += sum;
    });
  }

  const Forms& forms_;
  const std::string_view text_;
  const Ink& ink_;
  const AdRules& rules_;
  std::vector<uint32_t>& words_;
};

// What the words say for news, at least.
float news_of(const LookedUp& forms, const AdRules& rules) {
  float news = 0;
  RulesSpoken spoken;
  forms.news([&](size_t, uint16_t form) {
    for (const Formulae::Hit& hit : rules.formulae().hits(form)) {
      const AdRule& rule = rules.rule(hit.rule);
      if (rule.side.kind != Side::kNews || rule.place != Place::kAnywhere || spoken[hit.rule])
        continue;
      spoken.add(hit.rule);
      news += rule.weight;
    }
  });
  return news;
}

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
  const LookedUp forms(text, rules.formulae(), scratch);
  const Ink ink = ink_of(text);
  const float notice = Words(forms, ink, rules, scratch).notice();
  const float layout = news_of_layout(text, rules);
  if (notice < layout - kBehind) return true;
  return !holds_number(text, kDigitsOfPhone) &&
         notice + kFarBehind <= news_of(forms, rules) + layout;
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
  const Described forms(text);
  return {false, Words(forms, text.ink, rules, scratch).notice() +
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
  context.ad_page = section == LayoutFeature::kAdPage;
  context.notice_page = section == LayoutFeature::kNoticePage;
  return context;
}

}  // namespace newsmill
