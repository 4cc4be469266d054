// What an article says once and means for many values: the period and the status in force.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/tokens.h"
#include "extract/word_pairs.h"
#include "extract/words.h"
#include "rules/table.h"

namespace newsmill {

// Words that tell a plan from a deed (status.zh.tsv).
class StatusWords {
 public:
  // Throws FatalError when a row cannot be used.
  explicit StatusWords(const RuleTable& table);
  // The status that the words of a clause give it, if any. What is done (已安排) is done, what is
  // forecast is no goal; else the last wins. `carries`: and the clauses behind it.
  std::optional<Status> of_clause(std::string_view clause, bool& carries) const;
  // The status that a clause [begin, end) ahead of the first value gives all values of the
  // sentence, by the word that it begins or ends with: 专家预计，…; 预计到本世纪末，…
  std::optional<Status> of_lead(std::string_view text, size_t begin, size_t end) const {
    Lexicon::Match match;
    if ((lead_lasts_ >> telling_bits_before(text, end) & 1) != 0)
      match = lead_.longest_before(text, end, begin);
    if (!match && (lead_firsts_ >> telling_bits(text, begin) & 1) != 0)
      match = lead_.longest_at(text, begin);
    return match ? std::optional(static_cast<Status>(match.id)) : std::nullopt;
  }
  // The status that a heading or an opening sentence gives to what follows.
  std::optional<Status> of_section(std::string_view text) const { return last(text, section_); }

 private:
  static std::optional<Status> last(std::string_view text, const WordPairs& words);
  WordPairs clause_, lead_, section_;
  // Of the words of lead_: most clauses neither begin nor end like one.
  uint64_t lead_firsts_ = 0, lead_lasts_ = 0;
};

// What holds for the values of a sentence before any of it is read: its article's date, and what
// headline, headings and openings of sections say.
struct Scene {
  std::vector<Metric>* metrics = nullptr;  // where those of the article go
  std::optional<Date> date;                // of the article
  bool report = false;                     // given in spring on the year before
  std::optional<Period> section;
  Status status = Status::kAchieved;  // of the section

  // The status of what is dated so, by the date alone.
  Status status_at(const std::optional<Date>& last) const;
};

// Sets the scene as an article is read, paragraph by paragraph.
class Sections {
 public:
  Sections(Article& article, const StatusWords& words);

  // What the tokens of a paragraph are read by.
  Clock& clock() { return clock_; }
  const Scene& scene() const { return scene_; }
  bool report() const { return scene_.report; }
  // The article's title; its tokens are those from `from` on.
  void headline(const Tokens& tokens, size_t from);
  // A heading; its tokens are those from `from` on.
  void heading(std::string_view text, const Tokens& tokens, size_t from);
  // A sentence of a report: it may open a section. `first`: of its paragraph.
  void sentence(std::string_view text, bool first, const Tokens& tokens, size_t from, size_t to);

 private:
  void section(const Period& period);

  const StatusWords& words_;
  Clock clock_;
  Scene scene_;
};

// The period and status of a value, with how they are known.
struct InForce {
  std::optional<Date> first, last;
  PeriodGrain grain = PeriodGrain::kYear;
  PeriodSource source = PeriodSource::kImplicit;
  Status status = Status::kAchieved;
};

// Carried from sentence to sentence of one paragraph, and to the next if the article is of a time
// that is over.
class Context {
 public:
  // A paragraph, or a sentence of a report. `scene` must outlive what is asked till the next.
  void start(const Scene& scene);
  // A sentence begins. A year to come of which no value was told was that of an intent
  // (明年他打算…。), but for plans: 到2030年, “十五五”时期.
  void sentence() {
    named_here_ = false;
    if (stretched_) local_ = resumed_;
    stretched_ = false;
    span_.reset();
    if (explicit_ && !local_->until && local_->grain != PeriodGrain::kYears) forget_plan();
  }
  // A period named on the way to the next value. `speech`: where the quotation that it stands in
  // ends, else 0.
  void name(const Period& period, size_t speech = 0);
  // A change took longer than the period in force: that holds for the rest of its sentence.
  void stretch(const Period& period);
  // What is read next begins at `pos`: what was said of the years to come ends with its quotation.
  void reach(size_t pos) {
    if (speech_ != 0 && pos >= speech_) forget_plan();
  }
  // What is read next has been done (已…): it is not of a year to come that was named for another,
  // nor, but for what goes on (已连续…), of what an earlier sentence was of.
  template <class Lasts>
  void done(const Lasts& lasts) {
    if (explicit_ || !local_) return;
    forget_plan();
    if (!local_) return;
    const bool ahead = local_->grain == PeriodGrain::kDay && local_->last > date();
    if (ahead || (!named_here_ && !report() && !lasts())) forget();
  }
  // What is read next, if it recurs (每天…), is of now, where its sentence names no period, or only
  // that of a `deed` (去年建成，每天…).
  template <class Recurs, class Deed>
  void habit(const Recurs& recurs, const Deed& deed) {
    if (!local_ || local_->grain == PeriodGrain::kPast || report()) return;  // 以前每天…
    if ((!named_here_ || deed()) && recurs()) forget();
  }
  // What is read next tells what there is: that is not of a day named by an earlier sentence for
  // what happened then.
  template <class Holds>
  void stock(const Holds& holds) {
    if (local_ && local_->is_day() && !local_->as_of && !named_here_ && holds()) forget();
  }
  // Does what is read next tell how things are now (目前…)?
  bool now() const { return explicit_ && local_->grain == PeriodGrain::kNow; }
  // The value is planned or expected: what was named for other values and is over is not its time.
  void plan(Metric& metric) const;
  // Is the period of the years to come, in an article that is no report?
  bool plans(const Period& period) const {
    return !report() && period.last && scene_->status_at(period.last) != Status::kAchieved;
  }
  // Is the period of the metric past? What is past is no goal.
  bool over(const Metric& metric) const {
    return date() && metric.period_end && *metric.period_end < *date();
  }
  // After a value was read: what was explicit is inherited from here on.
  // `text`: of paragraph `index`.
  void used(std::string_view text, size_t index) {
    explicit_ = false;
    if (opens_ && (opens_ = index == 0)) weigh_topic(text);
  }
  // Writes into `result`, which is new, what holds for the next value: where it is to stay, as what
  // was just written in parts is slow to copy as a whole.
  void in_force(InForce& result) const;
  // Is the period in force, named in this sentence, a part of that one?
  bool is_finer(const Period& period) const {
    return named_here_ && local_ && local_->first && local_->grain < PeriodGrain::kYear &&
           *local_->first >= *period.first && *local_->last <= *period.last;
  }
  // The year or month at hand stands in the years that were named before it (过去五年…，2025年…):
  // they go on.
  void resume_span() {
    if (span_) {
      local_ = span_;
      explicit_ = false;
    }
    span_.reset();
  }
  bool has_span() const { return span_.has_value(); }
  bool report() const { return scene_->report; }
  const std::optional<Date>& date() const { return scene_->date; }

 private:
  void forget_plan();
  void forget() {
    local_.reset();
    explicit_ = false;
  }
  void widen();
  void weigh_topic(std::string_view text);
  void open();

  const Scene* scene_ = nullptr;
  const std::vector<Metric>* article_ = nullptr;  // the one that is read, told by its metrics
  bool opens_ = true;                             // its first paragraph with values is read
  std::optional<Period> topic_;    // the period that paragraphs are of that name none
  int of_topic_ = 0, others_ = 0;  // the values of that paragraph
  std::optional<Period> local_;
  std::optional<Period> resumed_;  // if stretched_, what holds again in the next sentence
  bool stretched_ = false;
  std::optional<Period> span_;  // the years that local_ stands in
  size_t speech_ = 0;           // where the quotation ends that names it
  bool explicit_ = false;       // local_ was named since the last value
  bool named_here_ = false;     // in the sentence being read
};

}  // namespace newsmill
