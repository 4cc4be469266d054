// The signs of a block are its formulae and its numbers; what they weigh is said by the tables.
//
//   遗失柳溪县东岸茶行公章一枚，编号3301200456789，声明作废。
//   lost.opens 3, lost.seal 1, lost.one 1, layout.serial 1, lost.void 4, less layout.block 1.5
//
// Tests: AdTables.*, FilterAds.Cases.
#include "filter/block_evidence.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/ink.h"

namespace newsmill {
namespace {

constexpr uint32_t kQuotedCharacters = 60;  // a closing quote may be missing
constexpr size_t kKickerBytes = 48;         // who speaks in a title is no longer: 16 Han characters

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
  Reading(const InkedText& text, const BlockLooks& looks, const AdRules& rules,
          EvidenceScratch* scratch, EvidenceSum* sum, BlockEvidence* out)
      : text_(text),
        ink_(text.ink),
        looks_(looks),
        rules_(rules),
        scratch_(*scratch),
        sum_(*sum),
        out_(*out),
        first_end_(looks.first_number) {}

  void read() {
    scratch_.seen.resize(text_.formulae->words());
    Quotes quotes(text_, scratch_.quotes);
    for (const FoundForm& found : text_.forms) weigh(found, quotes.holds(found.pos));
    forget_words();
    out_.closes |= looks_.ends_in_phone;
    // Titles have colons too: 北山村：春茶开采.
    const bool fields = looks_.fields > 0 && (out_.hints || looks_.last_field > kKickerBytes);
    out_.signature = out_.closes || looks_.date || looks_.phones > 0 || fields;
    out_.titled &= looks_.phones == 0;  // it says all by itself: 广告热线：80001234
    out_.line = is_line(text_);
    out_.row = looks_.names || looks_.sum;
    out_.goes_on = last_opening_ > first_end_;
  }

 private:
  void weigh(FoundForm found, bool quoted) {
    const std::span<const Formulae::Hit> hits = text_.formulae->hits(found.form);
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
      sum_.add_word(rule, hit.rule, scratch_.times[hit.rule]++);
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
      for (const Formulae::Hit& hit : text_.formulae->hits(found.form)) scratch_.seen[hit.word] = 0;
    // Some hundred bytes: less work than to go through the rules that spoke.
    scratch_.times.fill(0);
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

  const InkedText& text_;
  const Ink& ink_;
  const BlockLooks& looks_;
  const AdRules& rules_;
  EvidenceScratch& scratch_;
  EvidenceSum& sum_;
  BlockEvidence& out_;
  size_t last_opening_ = 0, first_end_;  // of a formula; of one, or a number
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
  const BlockLooks looks = looks_of(block, text, rules, &scratch->quotes);
  EvidenceSum sum;
  BlockEvidence out;
  Reading(text, looks, rules, scratch, &sum, &out).read();
  add_layout(looks, block, text, page, rules, &sum);
  out.score = sum.scores();
  out.best = sum.best();
  out.rules = sum.rules();
  return out;
}

}  // namespace newsmill
