// One sentence of English, clause by clause: what governs each value, what it is a value of, when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/article.h"
#include "extract/english_names.h"
#include "extract/english_sentence.h"
#include "extract/english_text.h"

namespace newsmill {

// Room to work in, and what one paragraph of an article hands to the next.
struct EnglishRoom {
  Folded folded;
  EnglishSentence sentence;
  std::optional<Period> period;        // named last
  std::optional<Period> heading;       // by the heading above
  Status section = Status::kAchieved;  // that the words before a list give to what it holds
  Status planned = Status::kAchieved;  // that the heading gives
  bool listing = false;                // the list goes on in the next paragraph
  bool report = false;                 // on the work of the year before

  bool begun = false;  // start_article() was called

  // Before the first paragraph in English of an article.
  void start_article(const Article& article);
  void clear() {
    begun = report = false;
    period.reset();
    heading.reset();
    section = planned = Status::kAchieved;
    listing = false;
    sentence.allowance.start_article();
  }
};

// Goes through a sentence's pieces once, from left to right. Lives as long as one sentence is read.
class EnglishClauses {
 public:
  // `room` holds the folded paragraph and the sentence's pieces; metrics are appended to `out`.
  // `plans`: by row of en_status.tsv. `year`: that of the issue, 0 when unknown.
  EnglishClauses(const EnglishSentences& tables, const std::vector<Status>& plans,
                 std::string_view original, uint32_t index, int year, EnglishRoom& room,
                 std::vector<Metric>& out);
  // Bytes `begin` to `end` of the folded text are the sentence.
  // Returns the status that holds at its end.
  Status read(size_t begin, size_t end);

 private:
  static constexpr size_t kNone = SIZE_MAX;

  struct Naming {
    EnglishSpan name;
    bool behind = false;  // of the value
    bool share = false;   // 5 percent of it
  };

  std::string_view word_at(size_t i) const;
  const EnglishQuantity& quantity_at(size_t i) const {
    return sentence_.quantities[sentence_.pieces[i].number];
  }
  bool governed() const { return governor_ != kNone; }
  bool governed_by(EnglishCue cue) const { return governed() && cue_.kind == cue; }
  void begin_clause() {
    start_ = at_ + 1;
    governor_ = kNone;
    to_ = false;
  }

  // english_clauses.cc: the way through the sentence.
  bool is_quantity(size_t i) const;
  void take_plan(Status status);
  void take_word();
  void take_period(const Period& period);
  bool is_attribute() const;
  bool take_origin_period(const Period& period);
  void take_begin(const Period& period);
  void stamp(Metric& m) const;
  void take_cue(const EnglishSentences::Cue& cue);
  void govern(const EnglishSentences::Cue& cue);
  bool values_ahead() const;
  bool tells_a_deed() const;
  void take_multiple(Decimal value, std::string_view unit, std::string_view kind,
                     std::string_view direction);
  void take_rank();
  void take_quantity();

  // english_bases.cc: what stands behind a value and bears on it.
  void compare_with(std::string_view base);
  void take_base_period(const Period& period);
  void take_against();
  void take_suffix(std::string_view value);
  void take_place();
  void take_streak();
  bool take_gap();
  bool take_amount(const EnglishQuantity& quantity, EnglishSpan& name);
  std::string phrase_behind(size_t i) const;
  bool is_apposition() const;
  EnglishSpan clause_subject() const;

  // english_clauses.cc again: values that are no metric of their own.
  bool is_of_something_else() const;
  bool starts_item(const EnglishQuantity& quantity) const;
  bool opens_transition() const;
  bool restates(const EnglishQuantity& quantity);
  bool is_ratio() const;
  void share_unit(EnglishQuantity& quantity) const;
  void settle();

  // english_values.cc: a value, its name and its kind.
  bool is_comparator(size_t i) const;
  Comparator comparator_before(size_t i, const EnglishQuantity& quantity) const;
  size_t left_of_value() const;
  bool is_joint(size_t i) const;
  EnglishSpan behind_preposition() const;
  bool is_deed(size_t i) const;
  bool is_governed_later() const;
  EnglishSpan deed() const;
  std::string denominator() const;
  EnglishSpan active(EnglishSpan subject) const;
  size_t shared_head(EnglishSpan name) const;
  bool goes_on() const;
  Naming name_of(const EnglishQuantity& quantity) const;
  void judge(const EnglishQuantity& quantity, Metric& metric) const;
  Metric new_metric(size_t begin, size_t end) const;
  void finish(Metric metric, EnglishSpan name, double confidence);
  bool emit(const EnglishQuantity& quantity);
  void share_out();
  void share_names(size_t first, const std::vector<std::string>& names);
  std::string subject_list() const;
  EnglishSpan amount_subject() const;
  bool ends_subject(size_t i) const;

  const EnglishSentences& tables_;
  const std::vector<Status>& plans_;
  const std::string_view original_;
  const uint32_t index_;
  const int year_;
  EnglishRoom& room_;
  const std::string_view text_;
  const EnglishSentence& sentence_;
  const EnglishNames names_;

  Status status_;
  const size_t first_metric_;  // of this sentence
  std::vector<Metric>& out_;
  size_t begin_ = 0, end_ = 0;              // of the sentence
  size_t at_ = 0;                           // the piece that is read
  size_t start_ = 0;                        // of the pieces that may be a subject
  size_t governor_ = kNone;                 // the cue that governs the next value
  EnglishSentences::Cue cue_{};             // the same
  EnglishSpan subject_;                     // of the value before
  Direction direction_ = Direction::kNone;  // of the value before
  bool average_ = false, to_ = false, after_from_ = false;
  size_t amount_end_ = 0;  // the noun of "5 percent increase", and the base inside it
  std::string_view amount_base_;
  bool against_ = false;                          // the next value is only compared with
  bool bare_ = false;                             // no verb governs the value before
  bool named_ = false;                            // the sentence names a period
  bool planned_ = false;                          // … and says that it tells of plans
  std::optional<Period> period_;                  // in force
  std::optional<std::pair<size_t, Date>> begun_;  // a metric, and when its change began
  std::optional<Period> from_period_;             // of the value that a change began at
  bool origin_open_ = false;  // the last metric's change began at a time still to be named
  std::optional<Decimal> from_;
  size_t from_begin_ = 0;  // its byte
  size_t from_at_ = 0;     // and its piece
};

}  // namespace newsmill
