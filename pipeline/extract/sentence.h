// One sentence, from its tokens to its metrics.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/context.h"
#include "extract/decimal.h"
#include "extract/phrase.h"
#include "extract/tokens.h"

namespace newsmill {

// A quantity on its way to a metric.
struct Reading {
  Reading() {}  // written out, as in Quantity
  Quantity quantity;
  size_t token = 0;  // its place among the tokens
  Span clause;       // from comma to comma
  Before before;
  After after;
  bool dropped = false;        // no metric of its own
  bool counted = false;        // the noun stands behind the value: 36个老旧小区
  bool shared_values = false;  // one of several values of one predicate: 分别增长3%、5%
  int from = -1;               // the reading whose value was where this change began,
  Decimal baseline;            // that value,
  size_t change_begin = 0;     // and its 从
  int qualifies = -1;  // the token of the value whose noun this only bounds: 3亿元以上工业项目
  int group = -1, position = -1;
  const Cue* verb = nullptr;  // that governs it, its own or shared along a list
  const Cue* lead = nullptr;
  // Is its value one of things: 23个?
  bool counts() const {
    return quantity.unit != nullptr && quantity.unit->kind == UnitKind::kCount;
  }
  std::optional<std::string_view> own;  // the words of before.subject, once asked for
  std::string_view owner;               // who has what is counted: of all that a list counts
  std::string_view indicator;           // in the text, or noted down
};

// Keeps the names that stand in no text as they are, until the paragraph ends.
class Notes {
 public:
  // Room for one more name, empty. It stays where it is until clear().
  std::string& line() {
    if (used_ == lines_.size()) lines_.emplace_back();
    lines_[used_].clear();
    return lines_[used_++];
  }
  // The parts as one name.
  template <class... Parts>
  std::string_view join(const Parts&... parts) {
    std::string& name = line();
    (name.append(parts), ...);
    return name;
  }
  void clear() { used_ = 0; }

 private:
  std::deque<std::string> lines_;
  size_t used_ = 0;
};

// What stays with the text between the sentences of a paragraph.
struct Subjects {
  std::string_view last;   // the subject that an elided one refers to
  std::string_view share;  // the share that the last value gave
  bool named = false;      // a value of this sentence has its indicator
  std::string_view team;   // that the last record of games was of
  bool growth = false;     // the last value was a rate of growth,
  bool yoy = false;        // against the year before
};

// A sentence that names a quantity or a period: the tokens [from, to).
struct Statement {
  std::string_view text;  // of its paragraph, which is at least so much:
  Span span;
  size_t from = 0, to = 0;
  uint32_t paragraph = 0;  // index into Article::paragraphs
  uint32_t scene = 0;      // index into Passage::scenes
  bool opens = false;      // the first of its paragraph
};

// Statements of paragraph after paragraph and article after article, to be read together. They
// refer to the articles' text.
struct Passage {
  Tokens tokens;
  std::vector<Scene> scenes;
  std::vector<Statement> statements;
  // Room to work in.
  std::vector<std::vector<Reading>> readings;
  Notes notes;

  void clear() {
    tokens.clear();
    scenes.clear();
    statements.clear();
    notes.clear();
  }
};

// The sentence being read.
struct Work {
  std::string_view text;
  const Tokens& tokens;
  size_t from, to;
  Span sentence;
  uint32_t paragraph;
  Subjects& subjects;
  std::vector<Reading>& readings;
  Notes& notes;
};

// Reads a passage, some statements at a time and one step of the grammar after the other: the code
// of one step stays in the processor's nearest cache, that of all together does not.
class SentenceReader {
 public:
  SentenceReader(const Cues& cues, const PhraseReader& phrases, const StatusWords& status)
      : cues_(cues), phrases_(phrases), status_(status) {}

  // Adds the metrics to those that the scenes name.
  void read(Passage& passage) const;

 private:
  void read(Passage& passage, size_t from, size_t to, Subjects& subjects, Context& context) const;
  void collect(Work& work) const;
  void collect_clause(Work& work, size_t from, size_t to, Span clause) const;
  bool read_value(Work& work, size_t i, size_t first, Span clause, Span room) const;
  void settle_people(std::string_view text, Reading& reading) const;
  void settle_noun(std::string_view text, Reading& last, Reading& here) const;
  static void settle_bounds(Reading& low, Reading& high);
  static bool settle_threshold(std::string_view text, Reading& counted, Reading& bound);
  void settle_place(std::string_view text, Before& before) const;
  static bool is_no_rank(std::string_view text, const Reading& reading);
  static bool settle_measured(std::string_view text, Reading& counted, const Reading& measure);
  static void settle_dimension(std::string_view text, Reading& reading);
  static bool is_base(std::string_view text, const Reading& reading);
  void link(Work& work) const;
  void link_changes(Work& work) const;
  void link_lists(Work& work) const;
  void weigh(Work& work) const;
  bool stands(const Work& work, const Reading& reading) const;
  void name(Work& work) const;
  std::string_view subject_of(Work& work, Reading& reading) const;
  std::string_view name_dimension(Work& work, const Reading& reading, std::string_view own) const;
  bool ends_at_place(std::string_view text, Span& counted) const;
  std::string_view counted_noun(const Work& work, Reading& reading, std::string_view subject) const;
  Span without_report(std::string_view text, Span topic) const;
  std::string_view extreme(const Work& work, const Reading& reading) const;
  std::string_view preceding_clause(const Work& work, const Reading& reading) const;
  std::string_view name_counted(Work& work, size_t i) const;
  static std::string_view name_part(Work& work, size_t i);
  std::string_view name_record(Work& work, size_t i) const;
  std::string_view name_subject(Work& work, size_t i) const;
  std::string_view name_of_whole(Work& work, const Reading& reading,
                                 std::string_view subject) const;
  void distribute(Work& work) const;
  std::vector<std::string_view> names_of_each(Work& work, size_t i, size_t n) const;
  void share_each(Work& work, int group) const;
  void emit(Work& work, Context& context, std::vector<Metric>& metrics) const;
  void fill(const Work& work, const Reading& reading, Metric& metric) const;
  void judge(const Work& work, const Reading& reading, Metric& metric) const;
  std::string_view implied_unit(std::string_view noun) const;

  const Cues& cues_;
  const PhraseReader& phrases_;
  const StatusWords& status_;
};

}  // namespace newsmill
