// Paragraphs of sentences are most of a paper, and of their words a bound is enough
// (word_bounds.h): mostly they say so little that nothing else need be looked at. Of those that say
// more the layout is added up. Lines, titles and what is set as small advertisements are is soon
// read closely.
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
constexpr float kAnything = std::numeric_limits<float>::max();

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'”' || c == U'！' || c == U'？';
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

// Is it plain by the words for notices alone, each in full? So most prose is.
bool says_little(const WordBounds& words, float layout) {
  return words.notice() < layout - kBehind;
}

// Is it plain by all its words? Adds what they say, as far as that was asked.
bool says_news(std::string_view text, float layout, WordBounds* words, EvidenceSum* sum) {
  words->add_notice(sum);
  if (sum->best() < layout - kBehind) return true;
  words->add_news(sum);
  return sum->best() <= layout - kFarBehind && !holds_number(text, kDigitsOfPhone);
}

bool is_plain(const Block& block, size_t i, const AdRules& rules, Signs* signs,
              WordScratch* scratch) {
  const Ink ink = ink_of(block.text);
  WordBounds words(signs->forms(i), ink, signs->formulae(), scratch);
  const float layout = news_of_layout(block.text, rules);
  EvidenceSum sum;
  return says_little(words, layout) || says_news(block.text, layout, &words, &sum);
}

// Is half of the page's text, or more, plainly that of stories? Then the name of its section says
// little: stories stand among advertisements.
bool tells_stories(const Page& page, const PageContext& context, const AdRules& rules,
                   Signs* signs) {
  WordScratch scratch;
  size_t all = 0, plain = 0;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    if (block.kind == BlockKind::kFurniture) continue;
    all += block.text.size();
    if (!context.narrow(block) && is_prose(block.text) &&
        is_plain(block, i, rules, signs, &scratch))
      plain += block.text.size();
  }
  return plain > 0 && 2 * plain >= all;
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
  constexpr FirstLook kTellsNothing = {.most = kAnything};
  if (page.ad_page || page.narrow(block) || !is_prose(block.text)) return kTellsNothing;
  const Ink ink = ink_of(block.text);
  WordBounds words(signs->forms(i), ink, signs->formulae(), &scratch->words);
  const float layout = news_of_layout(block.text, rules);
  const FirstLook plain = {.plain = true, .most = -layout};
  if (!page.notice_page && says_little(words, layout)) return plain;
  EvidenceSum sum;
  if (says_news(block.text, layout, &words, &sum) && !page.notice_page) return plain;
  const InkedText text = signs->inked_signs(i);
  if (text.text.size() < block.text.size()) return kTellsNothing;  // words with blanks in them
  add_layout(looks_of(block, text, rules, &scratch->quotes), block, text, page, rules, &sum);
  return {.most = sum.best()};
}

PageContext context_of(const Page& page, const AdRules& rules, Signs* signs) {
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
  context.ad_page =
      section == LayoutFeature::kAdPage && !tells_stories(page, context, rules, signs);
  context.notice_page = section.has_value() && !context.ad_page;
  return context;
}

}  // namespace newsmill
