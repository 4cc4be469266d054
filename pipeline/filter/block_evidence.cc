// The signs of a block are its formulae and its numbers; what they weigh is said by the tables.
//
//   遗失柳溪县东岸茶行公章一枚，编号3301200456789，声明作废。
//   lost.opens 3, lost.seal 1, lost.one 1, layout.serial 1, lost.void 4, less layout.block 1.5
//
// Evidence for another category than the one scored counts half: that a text is a notice is surer
// than what it is a notice of. Tests: AdTables.*, FilterAds.Cases.
#include "filter/block_evidence.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/ink.h"
#include "filter/number_token.h"

namespace newsmill {
namespace {

constexpr float kOtherCategoryShare = 0.5f;
constexpr int kAfterPhone = 4;         // a name, a bracket
constexpr int kQuotedCharacters = 60;  // a closing quote may be missing
constexpr int kLineCharacters = 40;
constexpr int kTimesOfList = 3;

// 13000平方米, 8000000元: a number of things, not a telephone.
bool counts_something(char32_t next) {
  constexpr std::u32string_view kUnits = U"元万亿吨平公亩户人个千米股份年份块";
  return kUnits.find(next) != kUnits.npos;
}

// 5971 513.5: figures of a table, run together where blanks do not count.
bool is_decimal_point(std::string_view text, size_t pos) {
  return pos + 1 < text.size() && text[pos] == '.' && utf8::is_digit(text[pos + 1]);
}

// 2019年4月3日; nothing at all is one too.
bool is_date(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if ((classes_of(c.code) & kDatePart) == 0) return false;
    pos += c.size;
  }
  return true;
}

class Reading {
 public:
  Reading(const SignedText& text, const AdRules& rules, EvidenceScratch* scratch)
      : text_(text),
        ink_(ink_of(text.text)),
        rules_(rules),
        scratch_(*scratch),
        characters_(static_cast<int>(text.characters)),
        is_date_(is_date(text.text)) {}

  void read() {
    for (size_t i = 0; i < text_.signs.size(); ++i) {
      const Sign& sign = text_.signs[i];
      if (sign.form != Formulae::kNo) weigh(sign);
      if ((sign.classes & (kTokenPart | kTelling)) == 0) continue;
      if (sign.classes & kTokenPart) take_token_part(i);
      if (sign.classes & kTelling) take_telling(sign);
    }
    forget_words();
  }

  void layout(LayoutFeature feature, float amount) {
    if (amount <= 0) return;
    for (const uint16_t rule : rules_.layout(feature)) add(rule, amount);
  }

  bool ends_in_phone() const {
    return phones_ > 0 && characters_ - token_characters_ - at_phone_ <= kAfterPhone &&
           !ink_.stopped;
  }
  bool is_signed() const { return ink_.signed_by; }
  bool reads_like_prose() const { return ink_.stopped && characters_ >= kProseCharacters; }

  void layout_of_text() {
    const float characters = static_cast<float>(characters_);
    const bool pointed = (text_.classes & kPoint) != 0;
    layout(LayoutFeature::kPhone, static_cast<float>(std::min(phones_, 2)));
    layout(LayoutFeature::kPhoneLast, ends_in_phone() ? 1 : 0);
    layout(LayoutFeature::kSerial, static_cast<float>(std::min(serials_, 2)));
    layout(LayoutFeature::kMasked, masked_ > 0 ? 1 : 0);
    layout(LayoutFeature::kFields, static_cast<float>(std::clamp(fields_ - 1, 0, 2)));
    layout(LayoutFeature::kBullet, ink_.bullet ? 1 : 0);
    layout(LayoutFeature::kDateLine, is_date_ && characters_ >= 5 && names_units_of_date() ? 1 : 0);
    layout(LayoutFeature::kSpeech, static_cast<float>(std::min(speech_, 3)));
    layout(LayoutFeature::kLong, (characters - 100) / 100);
    layout(LayoutFeature::kUnpointed, !pointed && characters_ >= kUnpointedCharacters ? 1 : 0);
    layout(LayoutFeature::kNoStop, ink_.stopped ? 0 : 1);
    layout(LayoutFeature::kTimes, times_ >= kTimesOfList ? 1 : 0);
  }

  BlockEvidence evidence() {
    size_t best = 0;
    float most = 0, second = 0;
    for (uint32_t left = categories_; left != 0; left &= left - 1) {
      const size_t i = static_cast<size_t>(std::countr_zero(left));
      if (own_[i] > most) {
        second = std::exchange(most, own_[i]);
        best = i;
      } else {
        second = std::max(second, own_[i]);
      }
    }
    const float base = notice_ - news_;
    const float share = kOtherCategoryShare * most;
    for (size_t i = 0; i < kAdCategories; ++i) out_.score[i] = base + own_[i] + share;
    out_.best = out_.score[best] = base + most + kOtherCategoryShare * second;
    out_.closes |= ends_in_phone();
    out_.signature = out_.closes || is_date_ || phones_ > 0 || fields_ > 0;
    out_.line = !ink_.stopped && characters_ <= kLineCharacters;
    return out_;
  }

 private:
  bool names_units_of_date() const {
    return text_.text.find("年") != std::string_view::npos ||
           text_.text.find("月") != std::string_view::npos;
  }

  void weigh(const Sign& sign) {
    const std::span<const Formulae::Hit> hits = rules_.formulae().hits(sign.form);
    scratch_.weighed.push_back(sign.form);
    // What notices say counts unless it is quoted: then it is talked about.
    const bool quoted = static_cast<int>(sign.character) <= quoted_to_;
    for (const Formulae::Hit hit : hits) {
      const AdRule& rule = rules_.rule(hit.rule);
      const bool news = rule.side.kind == Side::kNews;
      if ((quoted && !news) || !stands(rule.place, sign.pos, sign.pos + hit.bytes)) continue;
      out_.hints |= !news;
      out_.opens |= rule.mark == Mark::kOpens;
      out_.closes |= rule.mark == Mark::kCloses;
      out_.titled |= rule.mark == Mark::kOpens && ink_.phrase && rule.place != Place::kStart;
      if (scratch_.seen[news][hit.word] && rule.place == Place::kAnywhere) continue;
      // The second word of a theme adds half of what the first did, the third a quarter, …
      const int before = std::min<int>(scratch_.times[hit.rule]++, 6);
      add(hit.rule, 1.0f / static_cast<float>(1 << before));
    }
    for (const Formulae::Hit hit : hits) {
      const bool news = rules_.rule(hit.rule).side.kind == Side::kNews;
      if (!quoted || news) scratch_.seen[news][hit.word] = true;
    }
  }

  // Leaves the scratch as it was found.
  void forget_words() {
    for (const uint16_t form : scratch_.weighed) {
      for (const Formulae::Hit hit : rules_.formulae().hits(form)) {
        scratch_.seen[0][hit.word] = scratch_.seen[1][hit.word] = false;
        scratch_.times[hit.rule] = 0;
      }
    }
    scratch_.weighed.clear();
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
        categories_ |= 1u << static_cast<size_t>(rule.side.category);
        break;
      case Side::kNotice:
        notice_ += weight;
        break;
      case Side::kNews:
        news_ += weight;
        break;
    }
    out_.rules.add(number);
  }

  void take_token_part(size_t i) {
    const Sign& sign = text_.signs[i];
    ++token_characters_;
    token_.take(token_char(sign.code));
    const bool goes_on = i + 1 < text_.signs.size() && text_.signs[i + 1].pos == sign.end() &&
                         (text_.signs[i + 1].classes & kTokenPart) != 0;
    if (!goes_on) end_token(sign);
  }

  void end_token(const Sign& last) {
    masked_ += token_.is_masked();
    serials_ += token_.is_serial();
    if (token_.is_phone() && !is_decimal_point(text_.text, last.end()) &&
        !counts_something(utf8::at(text_.text, last.end()).code)) {
      ++phones_;
      at_phone_ = static_cast<int>(last.character) + 1 - token_characters_;
    }
    token_ = {};
  }

  void take_telling(const Sign& sign) {
    switch (sign.code) {
      case U'“':
      case U'「':
        quoted_to_ = static_cast<int>(sign.character) + kQuotedCharacters;
        break;
      case U'”':
        speech_ += ends_speech(utf8::before(text_.text, sign.pos).code);
        [[fallthrough]];
      case U'」':
        quoted_to_ = -1;
        break;
      default:
        fields_ += opens_field(sign.code, utf8::at(text_.text, sign.end()));
        times_ += utf8::is_digit(utf8::before(text_.text, sign.pos).code) &&
                  utf8::is_digit(utf8::at(text_.text, sign.end()).code);
    }
  }

  static bool ends_speech(char32_t c) {
    return c == U'。' || c == U'！' || c == U'？' || c == U'，';
  }
  // 9:00 is no field, ：“ is speech.
  static bool opens_field(char32_t colon, utf8::Char next) {
    if (next.size == 0) return false;
    return colon == U'：' ? next.code != U'“' && next.code != U'「' : !utf8::is_digit(next.code);
  }

  const SignedText& text_;
  const Ink ink_;
  const AdRules& rules_;
  EvidenceScratch& scratch_;
  const int characters_;
  const bool is_date_;
  BlockEvidence out_;
  std::array<float, kAdCategories> own_{};
  uint32_t categories_ = 0;  // a bit for each that some rule spoke for
  float notice_ = 0, news_ = 0;
  NumberToken token_;
  int token_characters_ = 0;
  int quoted_to_ = -1;  // the last character that may still stand in quotes
  int phones_ = 0, serials_ = 0, masked_ = 0, fields_ = 0, speech_ = 0, times_ = 0;
  int at_phone_ = 0;  // characters outside of tokens up to the last telephone number
};

// `text` has no blanks.
BlockEvidence evidence_in(const SignedText& text, const Block& block, const PageContext& page,
                          const AdRules& rules, EvidenceScratch* scratch) {
  const bool narrow = page.narrow(block);
  Reading reading(text, rules, scratch);
  reading.read();
  reading.layout_of_text();
  reading.layout(LayoutFeature::kBlock, 1);
  reading.layout(LayoutFeature::kNarrow, narrow ? 1 : 0);
  reading.layout(LayoutFeature::kSentence, !narrow && reading.reads_like_prose() ? 1 : 0);
  reading.layout(LayoutFeature::kSigned, reading.is_signed() && !block.open_end ? 1 : 0);
  reading.layout(LayoutFeature::kAdPage, page.ad_page ? 1 : 0);
  reading.layout(LayoutFeature::kNoticePage, page.notice_page ? 1 : 0);
  reading.layout(LayoutFeature::kHeadline, block.kind == BlockKind::kHeadline ? 1 : 0);
  reading.layout(LayoutFeature::kCaption, block.kind == BlockKind::kCaption ? 1 : 0);
  reading.layout(LayoutFeature::kByline, block.kind == BlockKind::kByline ? 1 : 0);
  return reading.evidence();
}

}  // namespace

BlockEvidence plain_evidence(float score) {
  BlockEvidence out;
  out.plain = true;
  out.best = score;
  out.score.fill(score);
  return out;
}

BlockEvidence evidence_of(const Block& block, size_t i, const PageContext& page,
                          const AdRules& rules, Signs* signs, EvidenceScratch* scratch) {
  const SignedText text = signs->of(i);
  if ((text.classes & kBlankOrBreak) == 0) return evidence_in(text, block, page, rules, scratch);
  const std::string without = without_blanks(text.text);
  scratch->inked.clear();
  scratch->inked.take(without);
  return evidence_in(scratch->inked.of(0), block, page, rules, scratch);
}

}  // namespace newsmill
