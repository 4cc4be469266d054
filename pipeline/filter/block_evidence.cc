// One pass over the characters of a block finds its formulae and its numbers; what they weigh is
// said by the tables.
//
//   遗失柳溪县东岸茶行公章一枚，编号3301200456789，声明作废。
//   lost.opens 3, lost.seal 1, lost.one 1, layout.serial 1, lost.void 4, less layout.block 1.5
//
// Evidence for another category than the one scored counts half: that a text is a notice is surer
// than what it is a notice of. Tests: AdTables.*, FilterAds.Cases.
#include "filter/block_evidence.h"

#include <algorithm>
#include <bitset>
#include <span>
#include <string>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/ink.h"
#include "filter/number_token.h"

namespace newsmill {
namespace {

constexpr float kOtherCategoryShare = 0.5f;
constexpr size_t kUsualRules = 24;  // that speak in a block
constexpr int kAfterPhone = 4;      // a name, a bracket
constexpr size_t kProseBytes = 180;
constexpr float kCloserLook = 1.0f;  // weight of formulae
constexpr int kUnpointedCharacters = 20;
constexpr int kQuotedCharacters = 60;  // a closing quote may be missing
constexpr int kLineCharacters = 40;
constexpr int kProseCharacters = 40;

// 13000平方米, 8000000元: a number of things, not a telephone.
bool counts_something(char32_t next) {
  constexpr std::u32string_view kUnits = U"元万亿吨平公亩户人个千米股份年份块";
  return kUnits.find(next) != kUnits.npos;
}

class Reading {
 public:
  Reading(const Ink& ink, const AdRules& rules) : ink_(ink), rules_(rules) {
    out_.rules.reserve(kUsualRules);
  }

  // Most characters start no formula and are only counted.
  void read() {
    const std::string_view text = ink_.text;
    const Formulae& formulae = rules_.formulae();
    for (size_t pos = 0; pos < text.size();) {
      const utf8::Char c = utf8::at(text, pos);
      const uint8_t classes = classes_of(c.code);
      const std::span<const Formulae::Hit> hits = formulae.at(text, pos);
      if (!hits.empty()) weigh(hits, pos);
      common_ &= classes;
      if (classes & (kPoint | kTokenPart | kTelling)) take(c, classes, pos);
      ++characters_;
      pos += c.size;
    }
  }

  void layout(LayoutFeature feature, float amount) {
    if (amount <= 0) return;
    for (const uint16_t rule : rules_.layout(feature)) add(rule, amount);
  }

  bool ends_in_phone() const {
    return phones_ > 0 && outside_tokens() - at_phone_ <= kAfterPhone && !ink_.stopped;
  }
  bool reads_like_prose() const { return ink_.stopped && characters_ >= kProseCharacters; }

  void layout_of_text() {
    const float characters = static_cast<float>(characters_);
    layout(LayoutFeature::kPhone, static_cast<float>(std::min(phones_, 2)));
    layout(LayoutFeature::kPhoneLast, ends_in_phone() ? 1 : 0);
    layout(LayoutFeature::kSerial, static_cast<float>(std::min(serials_, 2)));
    layout(LayoutFeature::kMasked, masked_ > 0 ? 1 : 0);
    layout(LayoutFeature::kFields, static_cast<float>(std::clamp(fields_ - 1, 0, 2)));
    layout(LayoutFeature::kBullet, ink_.bullet ? 1 : 0);
    layout(LayoutFeature::kDateLine, is_date() && characters_ >= 5 && dates_ > 0 ? 1 : 0);
    layout(LayoutFeature::kSpeech, static_cast<float>(std::min(speech_, 3)));
    layout(LayoutFeature::kLong, (characters - 100) / 100);
    layout(LayoutFeature::kUnpointed, points_ == 0 && characters_ >= kUnpointedCharacters ? 1 : 0);
    layout(LayoutFeature::kNoStop, ink_.stopped ? 0 : 1);
  }

  BlockEvidence evidence() {
    const size_t best =
        static_cast<size_t>(std::max_element(own_.begin(), own_.end()) - own_.begin());
    float second = 0;
    for (size_t i = 0; i < kAdCategories; ++i) {
      if (i != best) second = std::max(second, own_[i]);
    }
    const float base = notice_ - out_.news;
    const float share = kOtherCategoryShare * std::max(0.f, own_[best]);
    for (size_t i = 0; i < kAdCategories; ++i) out_.score[i] = base + own_[i] + share;
    out_.score[best] = base + own_[best] + kOtherCategoryShare * second;
    out_.closes |= ends_in_phone();
    out_.signature = out_.closes || is_date() || phones_ > 0 || fields_ > 0;
    out_.line = !ink_.stopped && characters_ <= kLineCharacters;
    return std::move(out_);
  }

 private:
  bool is_date() const { return (common_ & kDatePart) != 0; }
  int outside_tokens() const { return characters_ - token_characters_; }

  void weigh(std::span<const Formulae::Hit> hits, size_t pos) {
    // What notices say counts unless it is quoted: then it is talked about.
    const bool quoted = characters_ <= quoted_to_;
    for (const Formulae::Hit hit : hits) {
      const AdRule& rule = rules_.rule(hit.rule);
      const bool news = rule.side.kind == Side::kNews;
      if ((quoted && !news) || !stands(rule.place, pos, pos + hit.bytes)) continue;
      out_.hints |= !news;
      out_.opens |= rule.mark == Mark::kOpens;
      out_.closes |= rule.mark == Mark::kCloses;
      out_.titled |= rule.mark == Mark::kOpens && ink_.phrase && rule.place != Place::kStart;
      if (seen_[news][hit.word] && rule.place == Place::kAnywhere) continue;
      // The second word of a theme adds half of what the first did, the third a quarter, …
      const int before = std::min<int>(times_[hit.rule]++, 6);
      add(hit.rule, 1.0f / static_cast<float>(1 << before));
    }
    for (const Formulae::Hit hit : hits) {
      const bool news = rules_.rule(hit.rule).side.kind == Side::kNews;
      if (!quoted || news) seen_[news].set(hit.word);
    }
  }

  bool stands(Place place, size_t begin, size_t end) const {
    switch (place) {
      case Place::kAnywhere:
        return true;
      case Place::kStart:
        return begin == ink_.head;
      case Place::kEnd:
        return end == ink_.tail;
      case Place::kWhole:
        return begin == ink_.head && end == ink_.tail;
      case Place::kTitle:
        return (ink_.phrase && (end == ink_.tail || end == ink_.title)) || end == ink_.lead;
    }
    return false;
  }

  void add(uint16_t number, float amount) {
    const AdRule& rule = rules_.rule(number);
    const float weight = rule.weight * amount;
    switch (rule.side.kind) {
      case Side::kCategory:
        own_[static_cast<size_t>(rule.side.category)] += weight;
        break;
      case Side::kNotice:
        notice_ += weight;
        break;
      case Side::kNews:
        out_.news += weight;
        break;
    }
    if (out_.rules.empty() || out_.rules.back() != number) out_.rules.push_back(number);
  }

  void take(utf8::Char c, uint8_t classes, size_t pos) {
    if (classes & kPoint) ++points_;
    if (classes & kTokenPart) take_token_part(c.code, pos + c.size);
    if (classes & kTelling) take_telling(c.code, pos, pos + c.size);
  }

  void take_token_part(char32_t c, size_t end) {
    ++token_characters_;
    token_.take(token_char(c));
    const char32_t next = utf8::at(ink_.text, end).code;
    if ((classes_of(next) & kTokenPart) == 0) end_token(next);
  }

  void end_token(char32_t next) {
    masked_ += token_.is_masked();
    serials_ += token_.is_serial();
    if (token_.is_phone() && !counts_something(next)) {
      ++phones_;
      at_phone_ = outside_tokens() + 1;
    }
    token_ = {};
  }

  void take_telling(char32_t c, size_t begin, size_t end) {
    switch (c) {
      case U'年':
      case U'月':
        ++dates_;
        break;
      case U'“':
      case U'「':
        quoted_to_ = characters_ + kQuotedCharacters;
        break;
      case U'”':
        speech_ += ends_sentence(utf8::before(ink_.text, begin).code);
        [[fallthrough]];
      case U'」':
        quoted_to_ = -1;
        break;
      default:
        fields_ += opens_field(c, utf8::at(ink_.text, end));
    }
  }

  static bool ends_sentence(char32_t c) {
    return c == U'。' || c == U'！' || c == U'？' || c == U'，';
  }
  // 9:00 is no field, ：“ is speech.
  static bool opens_field(char32_t colon, utf8::Char next) {
    if (next.size == 0) return false;
    return colon == U'：' ? next.code != U'“' && next.code != U'「' : !utf8::is_digit(next.code);
  }

  const Ink& ink_;
  const AdRules& rules_;
  BlockEvidence out_;
  std::array<std::bitset<kMaxAdWords>, 2> seen_;  // words that notices use, that news use
  std::array<uint8_t, kMaxAdRules> times_{};      // a rule spoke
  std::array<float, kAdCategories> own_{};
  float notice_ = 0;
  NumberToken token_;
  uint8_t common_ = 0xFF;  // classes that all characters have
  int characters_ = 0, token_characters_ = 0;
  int quoted_to_ = -1;  // the last character that may still stand in quotes
  int phones_ = 0, serials_ = 0, masked_ = 0, fields_ = 0, speech_ = 0, dates_ = 0;
  int points_ = 0;    // commas and stops
  int at_phone_ = 0;  // characters outside of tokens up to the last telephone number
};

// Does this read like a paragraph of a story, and without formulae of notices worth a closer look?
// Nearly all text of a paper does, so this decides what the filter costs.
bool is_plain_prose(std::string_view text, const AdRules& rules) {
  const char32_t last = utf8::before(text, text.size()).code;
  if (text.size() < kProseBytes ||
      !(last == U'。' || last == U'”' || last == U'！' || last == U'？'))
    return false;
  float weight = 0;
  for (size_t pos = 0; pos < text.size() && weight < kCloserLook;) {
    for (const Formulae::Hit hit : rules.formulae().at(text, pos)) {
      const AdRule& rule = rules.rule(hit.rule);
      if (rule.side.kind == Side::kNews) continue;
      const bool counts = rule.place == Place::kAnywhere ||
                          (rule.place == Place::kEnd ? pos + hit.bytes + kLeadBytes > text.size()
                                                     : pos < kLeadBytes);
      if (counts) weight += rule.weight;
    }
    pos += size_of(text[pos]);
  }
  return weight < kCloserLook;
}

// What is_plain_prose() saves reading: the layout alone, which speaks for news.
BlockEvidence plain_prose(std::string_view text, const AdRules& rules) {
  BlockEvidence out;
  const auto weight = [&](LayoutFeature feature) {
    float sum = 0;
    for (const uint16_t rule : rules.layout(feature)) sum += rules.rule(rule).weight;
    return sum;
  };
  const float hundreds = (static_cast<float>(text.size()) / 3 - 100) / 100;
  out.news = weight(LayoutFeature::kBlock) + weight(LayoutFeature::kSentence) +
             weight(LayoutFeature::kLong) * std::max(0.f, hundreds);
  out.score.fill(-out.news);
  return out;
}

}  // namespace

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
  std::string buffer;
  const auto section = rules.section(without_blanks(page.masthead.section, &buffer));
  context.ad_page = section == LayoutFeature::kAdPage;
  context.notice_page = section == LayoutFeature::kNoticePage;
  return context;
}

BlockEvidence evidence_of(const Block& block, const PageContext& page, const AdRules& rules) {
  const bool narrow = block.columns > 0 && 5 * block.columns <= 4 * page.body_columns;
  const bool news_page = !page.ad_page && !page.notice_page;
  if (news_page && !narrow && is_plain_prose(block.text, rules))
    return plain_prose(block.text, rules);
  std::string buffer;
  const Ink ink = ink_of(without_blanks(block.text, &buffer));
  Reading reading(ink, rules);
  reading.read();
  reading.layout_of_text();
  reading.layout(LayoutFeature::kBlock, 1);
  reading.layout(LayoutFeature::kNarrow, narrow ? 1 : 0);
  reading.layout(LayoutFeature::kSentence, !narrow && reading.reads_like_prose() ? 1 : 0);
  reading.layout(LayoutFeature::kAdPage, page.ad_page ? 1 : 0);
  reading.layout(LayoutFeature::kNoticePage, page.notice_page ? 1 : 0);
  reading.layout(LayoutFeature::kHeadline, block.kind == BlockKind::kHeadline ? 1 : 0);
  reading.layout(LayoutFeature::kCaption, block.kind == BlockKind::kCaption ? 1 : 0);
  reading.layout(LayoutFeature::kByline, block.kind == BlockKind::kByline ? 1 : 0);
  return reading.evidence();
}

}  // namespace newsmill
