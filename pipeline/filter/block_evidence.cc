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
constexpr int kAfterPhone = 4;              // a name, a bracket
constexpr uint32_t kQuotedCharacters = 60;  // a closing quote may be missing
constexpr int kLineCharacters = 40;
constexpr int kTimesOfList = 3;
constexpr size_t kKickerBytes = 48;  // who speaks in a title is no longer: 16 Han characters
// The second word of a theme adds half of what the first did, the third a quarter, …
constexpr std::array kShares = {1.0f,      1 / 2.0f,  1 / 4.0f, 1 / 8.0f,
                                1 / 16.0f, 1 / 32.0f, 1 / 64.0f};

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

// What stands in quotes, asked from left to right.
class Quotes {
 public:
  // `quotes` are the quotation marks of the text.
  Quotes(const SignedText& text, std::span<const Sign> quotes) : text_(text), quotes_(quotes) {}

  bool holds(uint32_t pos) {
    if (quotes_.empty()) return false;
    while (next_ < quotes_.size() && quotes_[next_].pos < pos) ++next_;
    if (next_ == 0) return false;
    const Sign& last = quotes_[next_ - 1];
    if (last.code != U'“' && last.code != U'「') return false;
    return character_at(pos) <= last.character + kQuotedCharacters;
  }

 private:
  uint32_t character_at(uint32_t pos) {
    while (sign_ < text_.signs.size() && text_.signs[sign_].pos < pos) ++sign_;
    const Sign& before = text_.signs[sign_ - 1];  // a quotation mark at least
    return before.character + 1 + (pos - before.end()) / 3;
  }

  const SignedText& text_;
  const std::span<const Sign> quotes_;
  size_t next_ = 0, sign_ = 0;  // the first at or behind the place
};

class Reading {
 public:
  Reading(const InkedText& text, const AdRules& rules, EvidenceScratch* scratch, BlockEvidence* out)
      : text_(text),
        ink_(text.ink),
        rules_(rules),
        scratch_(*scratch),
        characters_(static_cast<int>(text.characters)),
        is_date_(is_date(text.text)),
        out_(*out) {}

  void read() {
    scratch_.seen.resize(rules_.formulae().words());
    read_signs();
    Quotes quotes(text_, scratch_.quotes);
    for (const FoundForm& found : text_.forms) weigh(found, quotes.holds(found.pos));
    forget_words();
  }

  void layout(LayoutFeature feature, float amount) {
    if (amount <= 0) return;
    for (const LayoutRule& rule : rules_.layout(feature)) add(rule.says, rule.number, amount);
  }
  void layout(LayoutFeature feature, bool there) { layout(feature, there ? 1.f : 0.f); }
  void layout(LayoutFeature feature, int amount) { layout(feature, static_cast<float>(amount)); }

  bool ends_in_phone() const {
    return phones_ > 0 && characters_ - token_characters_ - at_phone_ <= kAfterPhone &&
           !ink_.stopped;
  }
  bool is_signed() const { return ink_.signed_by; }
  bool reads_like_prose() const { return ink_.stopped && characters_ >= kProseCharacters; }

  void layout_of_text() {
    const bool pointed = (text_.classes & kPoint) != 0;
    layout(LayoutFeature::kPhone, std::min(phones_, 2));
    layout(LayoutFeature::kPhoneLast, ends_in_phone());
    layout(LayoutFeature::kSerial, std::min(serials_, 2));
    layout(LayoutFeature::kMasked, masked_ > 0);
    layout(LayoutFeature::kFields, std::clamp(fields_ - 1, 0, 2));
    layout(LayoutFeature::kBullet, ink_.bullet);
    layout(LayoutFeature::kDateLine, is_date_ && characters_ >= 5 && names_units_of_date());
    layout(LayoutFeature::kSpeech, std::min(speech_, 3));
    layout(LayoutFeature::kLong, (static_cast<float>(characters_) - 100) / 100);
    layout(LayoutFeature::kUnpointed, !pointed && characters_ >= kUnpointedCharacters);
    layout(LayoutFeature::kNoStop, !ink_.stopped);
    layout(LayoutFeature::kTimes, times_ >= kTimesOfList);
  }

  void conclude() {
    size_t best = 0;
    float most = 0, second = 0;
    for (uint32_t left = spoken_for_ & kAllCategories; left != 0; left &= left - 1) {
      const size_t i = static_cast<size_t>(std::countr_zero(left));
      if (sums_[i] > most) {
        second = std::exchange(most, sums_[i]);
        best = i;
      } else {
        second = std::max(second, sums_[i]);
      }
    }
    const float base = sums_[kForNotice] - sums_[kForNews];
    const float share = kOtherCategoryShare * most;
    for (size_t i = 0; i < kAdCategories; ++i) out_.score[i] = base + sums_[i] + share;
    out_.best = out_.score[best] = base + most + kOtherCategoryShare * second;
    out_.closes |= ends_in_phone();
    // Titles have colons too: 北山村：春茶开采.
    const bool fields = fields_ > 0 && (out_.hints || last_field_ > kKickerBytes);
    out_.signature = out_.closes || is_date_ || phones_ > 0 || fields;
    out_.titled &= phones_ == 0;  // it says all by itself: 广告热线：80001234
    out_.line = !ink_.stopped && characters_ <= kLineCharacters;
    out_.goes_on = last_opening_ > first_end_;
  }

 private:
  static constexpr size_t kForNotice = Side::notice().index(), kForNews = Side::news().index();
  static constexpr uint32_t kAllCategories = (1u << kAdCategories) - 1;

  bool names_units_of_date() const {
    return text_.text.find("年") != std::string_view::npos ||
           text_.text.find("月") != std::string_view::npos;
  }

  void weigh(FoundForm found, bool quoted) {
    const std::span<const Formulae::Hit> hits = rules_.formulae().hits(found.form);
    const unsigned starts = places_that_start(found.pos);
    for (const Formulae::Hit& hit : hits) {
      const AdRule& rule = hit.says;
      note_ends(found.pos, rule.closes(), rule.opens() && rule.place == Place::kStart);
      // What notices say counts unless it is quoted: then it is talked about.
      const unsigned places = starts & places_that_end(found.pos + hit.bytes, rule.closes());
      if ((quoted & rule.for_notices()) || (places >> static_cast<int>(rule.place) & 1) == 0)
        continue;
      if ((rule.opens() | rule.closes()) && is_told_of(rule, found.pos + hit.bytes, hits)) continue;
      out_.hints |= rule.for_notices();
      out_.opens |= rule.opens();
      out_.closes |= rule.closes();
      out_.titled |= rule.opens() && ink_.phrase && rule.place != Place::kStart;
      if (rule.speaks_anywhere() && scratch_.seen[hit.word] >> rule.side.is_news() & 1) continue;
      const size_t before = scratch_.times[hit.rule]++;
      add(rule, hit.rule, kShares[std::min(before, kShares.size() - 1)]);
    }
    for (const Formulae::Hit& hit : hits) {
      const bool news = hit.says.side.is_news();
      scratch_.seen[hit.word] |= static_cast<uint8_t>((!quoted || news) << news);
    }
  }

  // Does a sentence go on from what would open or close a notice? Of what opens, titles only:
  // 停水通知贴到家门口; 本公司的 is a notice's word.
  bool is_told_of(const AdRule& rule, size_t end, std::span<const Formulae::Hit> hits) const {
    if (rule.place != Place::kStart && !rule.speaks_anywhere()) return false;
    const auto is_title = [&](const Formulae::Hit& hit) { return hit.says.place == Place::kTitle; };
    return rules_.tells_on(text_.text, end, rule.mark) &&
           (rule.closes() || std::any_of(hits.begin(), hits.end(), is_title));
  }

  // Leaves the scratch as it was found.
  void forget_words() {
    for (const FoundForm& found : text_.forms)
      for (const Formulae::Hit& hit : rules_.formulae().hits(found.form))
        scratch_.seen[hit.word] = 0;
    out_.rules.for_each([&](uint16_t rule) { scratch_.times[rule] = 0; });
    scratch_.quotes.clear();
  }

  // A bit for each Place: may a word that starts so stand there? One that ends so?
  static constexpr unsigned bit(Place place, bool holds = true) {
    return unsigned{holds} << static_cast<int>(place);
  }
  unsigned places_that_start(size_t begin) const {
    const bool first = begin == ink_.head;
    return bit(Place::kAnywhere) | bit(Place::kEnd) | bit(Place::kTitle) |
           bit(Place::kStart, first) | bit(Place::kWhole, first);
  }
  // Who signs stands last; in a title a name with a colon tells something: 东岸茶行：夜里也开工.
  unsigned places_that_end(size_t end, bool closes) const {
    const bool last = end == ink_.tail, lead = end == ink_.lead && !(closes & ink_.phrase);
    const bool title = (ink_.phrase && (last | (end == ink_.title))) | lead;
    return bit(Place::kAnywhere) | bit(Place::kStart) | bit(Place::kEnd, last) |
           bit(Place::kWhole, last) | bit(Place::kTitle, title);
  }

  // Where another notice might start, and where the first might end before it.
  void note_ends(size_t pos, bool closes, bool opens) {
    last_opening_ = opens ? pos : last_opening_;
    first_end_ = std::min(first_end_, closes ? pos : first_end_);
  }

  void add(const AdRule& rule, uint16_t number, float amount) {
    sums_[rule.side.index()] += rule.weight * amount;
    spoken_for_ |= 1u << rule.side.index();
    out_.rules.add(number);
  }

  void read_signs() {
    for (auto sign = text_.signs.begin(); sign != text_.signs.end();) {
      if (sign->classes & kTokenPart) {
        sign = read_token(sign);
      } else {
        if (sign->classes & kTelling) take_telling(*sign);
        ++sign;
      }
    }
  }

  // Behind the last character of the number that starts here.
  std::span<const Sign>::iterator read_token(std::span<const Sign>::iterator sign) {
    NumberToken token;
    uint32_t end = sign->pos;
    first_end_ = std::min<size_t>(first_end_, end);
    for (; sign != text_.signs.end() && sign->pos == end && sign->classes & kTokenPart; ++sign) {
      token.take(token_char(sign->code));
      end = sign->end();
      ++token_characters_;
    }
    masked_ += token.is_masked();
    serials_ += token.is_serial();
    if (token.is_phone() && !is_decimal_point(text_.text, end) &&
        !counts_something(utf8::at(text_.text, end).code)) {
      ++phones_;
      at_phone_ = static_cast<int>((sign - 1)->character) + 1 - token_characters_;
    }
    return sign;
  }

  void take_telling(const Sign& sign) {
    switch (sign.code) {
      case U'”':
        speech_ += ends_speech(utf8::before(text_.text, sign.pos).code);
        [[fallthrough]];
      case U'“':
      case U'「':
      case U'」':
        scratch_.quotes.push_back(sign);
        break;
      default:
        if (opens_field(sign.code, utf8::at(text_.text, sign.end()))) {
          ++fields_;
          last_field_ = sign.pos;
        }
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
  const Ink& ink_;
  const AdRules& rules_;
  EvidenceScratch& scratch_;
  const int characters_;
  const bool is_date_;
  BlockEvidence& out_;
  std::array<float, Side::kSides> sums_{};
  uint32_t spoken_for_ = 0;  // a bit for each that some rule spoke for
  int token_characters_ = 0;
  int phones_ = 0, serials_ = 0, masked_ = 0, fields_ = 0, speech_ = 0, times_ = 0;
  size_t last_field_ = 0;
  int at_phone_ = 0;  // characters outside of tokens up to the last telephone number
  size_t last_opening_ = 0, first_end_ = SIZE_MAX;  // of a formula; of one, or a number
};

}  // namespace

BlockEvidence plain_evidence(float score) {
  BlockEvidence out;
  out.plain = out.goes_on = true;
  out.best = score;
  out.score.fill(score);
  return out;
}

BlockEvidence evidence_of(const Block& block, size_t i, const PageContext& page,
                          const AdRules& rules, Signs* signs, EvidenceScratch* scratch) {
  const InkedText text = signs->inked(i);
  const bool narrow = page.narrow(block);
  BlockEvidence out;
  Reading reading(text, rules, scratch, &out);
  reading.read();
  reading.layout_of_text();
  reading.layout(LayoutFeature::kBlock, true);
  reading.layout(LayoutFeature::kNarrow, narrow);
  reading.layout(LayoutFeature::kSentence, !narrow && reading.reads_like_prose());
  reading.layout(LayoutFeature::kSigned, reading.is_signed() && !block.open_end);
  reading.layout(LayoutFeature::kAdPage, page.ad_page);
  reading.layout(LayoutFeature::kNoticePage, page.notice_page);
  reading.layout(LayoutFeature::kHeadline, block.kind == BlockKind::kHeadline);
  reading.layout(LayoutFeature::kCaption, block.kind == BlockKind::kCaption);
  reading.layout(LayoutFeature::kByline, block.kind == BlockKind::kByline);
  reading.layout(LayoutFeature::kHeader,
                 text.ink.phrase && rules.headers().is_one(words_of(text.text, text.ink)));
  const bool names = (text.classes & kPoint) == 0 && text.text.size() < block.text.size() &&
                     rules.rolls().are_names(block.text);
  const bool sum = text.ink.phrase && ends_in_sum(words_of(text.text, text.ink));
  reading.layout(LayoutFeature::kNames, names);
  reading.layout(LayoutFeature::kSum, sum);
  out.row = names || sum;
  reading.conclude();
  return out;
}

}  // namespace newsmill
