// One walk from word to word; at each, the longest of what the tables know wins: a label (G20,
// 10:30) before a period before a quantity before a cue.
// Tested by tests/extract/english_test.cc.
#include "extract/english_sentence.h"

#include <algorithm>
#include <array>

#include "extract/english_text.h"
#include "extract/word_lists.h"

namespace newsmill {
namespace {

constexpr size_t kMostPieces = 4096;

// Does the word stand for a value itself? doubled
bool is_value(EnglishCue kind) {
  return kind == EnglishCue::kDouble || kind == EnglishCue::kHalve || kind == EnglishCue::kRank;
}

}  // namespace

// Where the walk stands.
class EnglishSentences::Walk {
 public:
  Walk(const EnglishSentences& tables, std::string_view text, size_t begin, size_t end,
       const std::optional<Date>& issue, EnglishSentence& out)
      : tables_(tables), text_(text), begin_(begin), end_(end), issue_(issue), out_(out) {}

  void go() {
    for (pos_ = begin_; pos_ < end_ && out_.pieces.size() < kMostPieces;) step();
  }

 private:
  void step() {
    const char c = text_[pos_];
    if (c == ' ' || c == '\'') {
      ++pos_;
    } else if (c == ',') {
      put(EnglishPiece::kComma, pos_ + 1);
    } else if (c == ':') {
      put(EnglishPiece::kColon, pos_ + 1);
    } else if (!label() && !period() && !quantity() && !cue()) {
      is_word(c) || (c & 0x80) != 0 ? word() : put(EnglishPiece::kMark, pos_ + 1);
    }
  }

  void put(EnglishPiece::Kind kind, size_t end, size_t number = 0, uint8_t roles = 0) {
    EnglishPiece piece;
    piece.kind = kind;
    piece.number = static_cast<uint16_t>(number);
    piece.roles = roles;
    piece.begin = static_cast<uint32_t>(pos_);
    piece.end = static_cast<uint32_t>(end);
    if (const Lexicon::Match plan = whole_word_at(tables_.plans_, text_, pos_))
      piece.plan = static_cast<int16_t>(plan.id);
    out_.pieces.push_back(piece);
    pos_ = end;
  }

  bool behind(std::string_view word) const {
    return text_.substr(begin_, pos_ - begin_).ends_with(word);
  }

  bool label() {
    // the 14th five-year plan is a period
    const std::string_view head = text_.substr(pos_, 20);
    if (head.find("th five-year plan") != std::string_view::npos) return false;
    const size_t end = tables_.quantities_.label_end(text_, pos_);
    if (end > pos_ && end <= end_) put(EnglishPiece::kWord, end);
    return end > 0 && end <= end_;
  }

  bool period() {
    Period period = tables_.periods_.read(text_, pos_, issue_);
    if (period.end <= pos_ || period.end > end_) return false;
    EnglishPiece::Kind kind = EnglishPiece::kPeriod;
    if (behind("since ") && !tells_a_record() && issue_ && period.first &&
        *period.first <= *issue_) {
      period.last = last_day(int(issue_->year()), 12);  // since 2012: until now
      if (period.grain != PeriodGrain::kMonth) period.grain = PeriodGrain::kYears;
    } else if (is_point(period) && is_base()) {
      kind = EnglishPiece::kBasePeriod;
    }
    out_.periods.push_back(period);
    put(kind, period.end, out_.periods.size() - 1);
    return true;
  }

  // A year or a month, not several: "from January to May" is no base.
  static bool is_point(const Period& period) {
    if (period.grain == PeriodGrain::kYears || !period.first || !period.last)
      return period.grain != PeriodGrain::kYears;
    return period.grain != PeriodGrain::kMonth || period.first->month() == period.last->month();
  }
  // Does one of the words stand before, and a blank between?
  template <size_t N>
  bool behind_any(const WordList<N>& words) const {
    const std::string_view left = text_.substr(begin_, pos_ - begin_);
    return left.ends_with(' ') && words.before(left, left.size() - 1) != 0;
  }
  // "than in 2019", "over the 2022 figure", "on last year"
  bool is_base() const {
    if (behind("on ")) return text_.substr(pos_).starts_with("last year");
    return behind_any(lists::kBeforeBase);
  }
  // "the highest since 2019"
  bool tells_a_record() const {
    constexpr std::array<std::string_view, 4> kRecords = {"est ", "most ", "first time ",
                                                          "record "};
    const size_t from = std::max(begin_, pos_ - std::min<size_t>(pos_, 60));
    const std::string_view left = text_.substr(from, pos_ - from);
    return std::ranges::any_of(
        kRecords, [&](std::string_view word) { return left.find(word) != std::string_view::npos; });
  }
  // May "5% to 6%" be a range here? "rose 5% to 6%" and "from 5% to 6%" are none.
  bool may_range() const {
    if (behind_any(lists::kFrom)) return false;
    for (size_t i = out_.pieces.size(), n = 0; i-- > 0 && n < 3; ++n)
      if (out_.pieces[i].kind == EnglishPiece::kCue &&
          tables_.cue(out_.pieces[i]).kind == EnglishCue::kChange)
        return false;
    return true;
  }

  bool quantity() {
    const char before = pos_ > begin_ ? text_[pos_ - 1] : ' ';
    if (before == '-' || before == '\'') return false;
    EnglishQuantity quantity =
        tables_.quantities_.read(text_, pos_, behind("between "), may_range());
    if (quantity.end <= pos_ || quantity.end > end_) return false;
    if (!out_.allowance.spend()) return false;
    if (behind_any(lists::kBelowZero)) quantity.value = quantity.value.negated();
    out_.quantities.push_back(quantity);
    if (behind("per ") || is_time(quantity)) {  // per 10,000 yuan, within three years
      put(EnglishPiece::kWord, quantity.end, out_.quantities.size());
      return true;
    }
    put(EnglishPiece::kQuantity, quantity.end, out_.quantities.size() - 1);
    return true;
  }

  // Is the word at `pos` a participle? burned, taken
  bool is_participle(size_t pos) const {
    size_t end = pos;
    while (is_letter(byte_at(text_, end))) ++end;
    const std::string_view word = text_.substr(std::min(pos, text_.size()), end - pos);
    return word.size() > 3 && (word.ends_with("ed") || word.ends_with("en"));
  }

  // Says how long something took, not how much there is.
  bool is_time(const EnglishQuantity& quantity) const {
    const Lexicon::Match next = whole_word_at(tables_.words_, text_, quantity.end + 1);
    if (next && (roles(next) & EnglishRole::kStreak) != 0) return true;
    return quantity.kind == "duration" && is_timed();
  }
  // within [the]
  bool is_timed() const {
    size_t i = out_.pieces.size();
    if (i > 0 && text_at(i - 1) == "the") --i;
    return i > 0 &&
           ((out_.pieces[i - 1].roles & EnglishRole::kTimed) != 0 || text_at(i - 1) == "over");
  }
  std::string_view text_at(size_t i) const {
    const EnglishPiece& piece = out_.pieces[i];
    return text_.substr(piece.begin, piece.end - piece.begin);
  }

  bool cue() {
    const Lexicon::Match match = whole_word_at(tables_.cue_words_, text_, pos_);
    if (!match || match.end > end_ || compound(match.end)) return false;
    const Lexicon::Match word = whole_word_at(tables_.words_, text_, pos_);
    if (word && word.end > match.end) return false;  // added value
    const EnglishCue kind = tables_.cues_[static_cast<size_t>(match.id)].kind;
    // has burned
    if (kind == EnglishCue::kVerb && (match.end - pos_ <= 4) && text_[pos_] == 'h' &&
        is_participle(match.end + 1))
      return false;
    // newly built schools, the installed capacity
    const bool attribute = pos_ == begin_ || behind_any(lists::kBeforeAttribute);
    // the annual average concentration
    if (kind == EnglishCue::kAverage && is_letter(byte_at(text_, match.end + 1)) &&
        text_.substr(0, match.end).ends_with("annual average"))
      return false;
    const bool deed = kind == EnglishCue::kVerb || kind == EnglishCue::kLevel;
    if (deed && attribute && text_.substr(0, match.end).ends_with("ed") &&
        is_letter(byte_at(text_, match.end + 1)))
      return false;
    if (is_value(kind) && !out_.allowance.spend()) return false;
    put(EnglishPiece::kCue, match.end, static_cast<size_t>(match.id),
        tables_.cue_roles_[static_cast<size_t>(match.id)]);
    return true;
  }

  void word() {
    const Lexicon::Match match = whole_word_at(tables_.words_, text_, pos_);
    if (match && match.end <= end_ && !compound(match.end))
      return put(EnglishPiece::kWord, match.end, 0, roles(match));
    size_t end = pos_;
    const auto goes_on = [&] {
      const bool pm25 = text_[end] == '.' && end > pos_ && is_digit(text_[end - 1]) &&
                        is_digit(byte_at(text_, end + 1));
      return is_word(text_[end]) || text_[end] == '-' || text_[end] == '\'' || pm25 ||
             (text_[end] & 0x80) != 0;
    };
    while (end < end_ && goes_on()) ++end;
    put(EnglishPiece::kWord, end);
  }

  // built-up, in-house
  bool compound(size_t end) const {
    return byte_at(text_, end) == '-' && is_letter(byte_at(text_, end + 1));
  }

  uint8_t roles(const Lexicon::Match& match) const {
    return tables_.roles_[static_cast<size_t>(match.id)];
  }

  const EnglishSentences& tables_;
  const std::string_view text_;
  const size_t begin_, end_;
  const std::optional<Date>& issue_;
  EnglishSentence& out_;
  size_t pos_ = 0;
};

void EnglishSentences::read(std::string_view text, size_t begin, size_t end,
                            const std::optional<Date>& issue, EnglishSentence& out) const {
  out.clear();
  Walk(*this, text, begin, end, issue, out).go();
}

}  // namespace newsmill
