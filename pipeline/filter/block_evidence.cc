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
#include "filter/ink.h"
#include "filter/number_token.h"

namespace newsmill {
namespace {

constexpr float kOtherCategoryShare = 0.5f;
constexpr int kAfterPhone = 4;  // a name, a bracket
constexpr size_t kProseBytes = 180;
constexpr float kCloserLook = 1.0f;  // weight of formulae
constexpr int kUnpointedCharacters = 20;
constexpr int kQuotedCharacters = 60;  // a closing quote may be missing
constexpr int kLineCharacters = 40;
constexpr int kProseCharacters = 40;

bool is_date_char(char32_t c) {
  constexpr std::u32string_view kDate = U"年月日号〇○零一二三四五六七八九十廿.-/";
  return utf8::is_digit(c) || kDate.find(c) != kDate.npos;
}

// 13000平方米, 8000000元: a number of things, not a telephone.
bool counts_something(char32_t next) {
  constexpr std::u32string_view kUnits = U"元万亿吨平公亩户人个千米股份年份块";
  return kUnits.find(next) != kUnits.npos;
}

class Reading {
 public:
  Reading(const Ink& ink, const AdRules& rules) : ink_(ink), rules_(rules) {}

  void read() {
    char32_t last = 0;
    for (size_t pos = 0; pos < ink_.text.size();) {
      const utf8::Char c = utf8::at(ink_.text, pos);
      find_formulae(pos);
      take(c.code, last);
      last = c.code;
      pos += c.size;
    }
    end_token(0);
  }

  void layout(LayoutFeature feature, float amount) {
    if (amount <= 0) return;
    for (const uint16_t rule : rules_.layout(feature)) add(rule, amount);
  }

  bool ends_in_phone() const { return phones_ > 0 && after_phone_ <= kAfterPhone && !ink_.stopped; }
  bool reads_like_prose() const { return ink_.stopped && characters_ >= kProseCharacters; }

  void layout_of_text() {
    const float characters = static_cast<float>(characters_);
    layout(LayoutFeature::kPhone, static_cast<float>(std::min(phones_, 2)));
    layout(LayoutFeature::kPhoneLast, ends_in_phone() ? 1 : 0);
    layout(LayoutFeature::kSerial, static_cast<float>(std::min(serials_, 2)));
    layout(LayoutFeature::kMasked, masked_ > 0 ? 1 : 0);
    layout(LayoutFeature::kFields, static_cast<float>(std::clamp(fields_ - 1, 0, 2)));
    layout(LayoutFeature::kBullet, ink_.bullet ? 1 : 0);
    layout(LayoutFeature::kDateLine, date_only_ && characters_ >= 5 && dates_ > 0 ? 1 : 0);
    layout(LayoutFeature::kSpeech, static_cast<float>(std::min(speech_, 3)));
    layout(LayoutFeature::kLong, (characters - 100) / 100);
    layout(LayoutFeature::kUnpointed, points_ == 0 && characters_ >= kUnpointedCharacters ? 1 : 0);
    layout(LayoutFeature::kNoStop, ink_.stopped ? 0 : 1);
  }

  BlockEvidence evidence() {
    const auto best = std::max_element(own_.begin(), own_.end());
    float second = 0;
    for (auto own = own_.begin(); own != own_.end(); ++own) {
      if (own != best) second = std::max(second, *own);
    }
    for (size_t i = 0; i < kAdCategories; ++i) {
      const float others = own_.begin() + i == best ? second : *best;
      out_.score[i] = notice_ - out_.news + own_[i] + kOtherCategoryShare * std::max(0.f, others);
    }
    out_.closes |= ends_in_phone();
    out_.signature = out_.closes || date_only_ || phones_ > 0 || fields_ > 0;
    out_.line = !ink_.stopped && characters_ <= kLineCharacters;
    return std::move(out_);
  }

 private:
  // What notices say counts unless it is quoted: then it is talked about.
  void find_formulae(size_t pos) {
    if (quoted_ == 0) weigh(rules_.of_notices().at(ink_.text, pos), pos, &seen_of_notices_);
    weigh(rules_.of_news().at(ink_.text, pos), pos, &seen_of_news_);
  }

  void weigh(std::span<const Formulae::Hit> hits, size_t pos, std::bitset<kMaxAdWords>* seen) {
    for (const Formulae::Hit hit : hits) {
      const AdRule& rule = rules_.rule(hit.rule);
      if (!stands(rule.place, pos, pos + hit.bytes)) continue;
      out_.hints |= rule.side.kind != Side::kNews;
      out_.opens |= rule.mark == Mark::kOpens;
      out_.closes |= rule.mark == Mark::kCloses;
      out_.titled |= rule.mark == Mark::kOpens && ink_.phrase && rule.place != Place::kStart;
      if ((*seen)[hit.word] && rule.place == Place::kAnywhere) continue;
      // The second word of a theme adds half of what the first did, the third a quarter, …
      const int before = std::min<int>(times_[hit.rule]++, 6);
      add(hit.rule, 1.0f / static_cast<float>(1 << before));
    }
    for (const Formulae::Hit hit : hits) seen->set(hit.word);
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

  void take(char32_t c, char32_t last) {
    ++characters_;
    if (quoted_ > 0) --quoted_;
    if (c == U'“' || c == U'「') quoted_ = kQuotedCharacters;
    if (c == U'”' || c == U'」') quoted_ = 0;
    date_only_ = date_only_ && is_date_char(c);
    points_ += is_point(c);
    dates_ += c == U'年' || c == U'月';
    // 9:00 is no field, ：“ is speech.
    fields_ += last == U'：' ? c != U'“' && c != U'「' : last == U':' && !utf8::is_digit(c);
    speech_ += c == U'”' && (last == U'。' || last == U'！' || last == U'？' || last == U'，');
    if (const char token = token_char(c)) {
      token_.take(token);
    } else {
      end_token(c);
    }
  }

  void end_token(char32_t next) {
    if (token_.digits == 0) {
      token_ = {};
      ++after_phone_;
      return;
    }
    masked_ += token_.is_masked();
    serials_ += token_.is_serial();
    const bool phone = token_.is_phone() && !counts_something(next);
    phones_ += phone;
    after_phone_ = phone ? 0 : after_phone_ + 1;
    token_ = {};
  }

  const Ink& ink_;
  const AdRules& rules_;
  BlockEvidence out_;
  std::bitset<kMaxAdWords> seen_of_notices_, seen_of_news_;
  std::array<uint8_t, kMaxAdRules> times_{};  // a rule spoke
  int quoted_ = 0;                            // characters that may still stand in quotes
  std::array<float, kAdCategories> own_{};
  float notice_ = 0;
  NumberToken token_;
  int characters_ = 0, phones_ = 0, serials_ = 0, masked_ = 0, fields_ = 0, speech_ = 0, dates_ = 0;
  int points_ = 0;       // commas and stops
  int after_phone_ = 0;  // characters behind the last telephone number
  bool date_only_ = true;
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
    for (const Formulae::Hit hit : rules.of_notices().at(text, pos)) {
      const AdRule& rule = rules.rule(hit.rule);
      const bool counts = rule.place == Place::kAnywhere ||
                          (rule.place == Place::kEnd ? pos + hit.bytes + kLeadBytes > text.size()
                                                     : pos < kLeadBytes);
      if (counts) weight += rule.weight;
    }
    const unsigned char lead = static_cast<unsigned char>(text[pos]);
    pos += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
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
