// One sentence, from its tokens to its metrics.
#pragma once

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
  std::optional<std::string> own;  // the words of before.subject, once asked for
  std::string indicator;
};

// What stays with the text between sentences.
struct Subjects {
  std::string last;     // the subject that an elided one refers to
  bool named = false;   // a value of this sentence has its indicator
  bool growth = false;  // the last value was a rate of growth
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
};

// Reads the sentence made of the tokens [from, to) of `tokens`, some of them quantities or periods.
// `readings` is room to work in.
class SentenceReader {
 public:
  SentenceReader(const Cues& cues, const PhraseReader& phrases, const StatusWords& status)
      : cues_(cues), phrases_(phrases), status_(status) {}

  void read(std::string_view text, const Tokens& tokens, size_t from, size_t to, Span sentence,
            uint32_t paragraph, Context& context, Subjects& subjects,
            std::vector<Reading>& readings, std::vector<Metric>& metrics) const;

 private:
  void collect(Work& work) const;
  void link(Work& work) const;
  void link_changes(Work& work) const;
  void link_lists(Work& work) const;
  void weigh(Work& work) const;
  bool stands(const Work& work, const Reading& reading) const;
  void name(Work& work) const;
  std::string subject_of(Work& work, Reading& reading) const;
  std::string counted_noun(const Work& work, const Reading& reading,
                           const std::string& subject) const;
  std::string preceding_clause(const Work& work, const Reading& reading) const;
  std::string name_counted(Work& work, size_t i) const;
  std::string name_subject(Work& work, size_t i) const;
  void distribute(Work& work) const;
  std::vector<std::string> names_of_each(Work& work, size_t i, size_t n) const;
  void share_each(Work& work, int group) const;
  void emit(Work& work, Context& context, std::vector<Metric>& metrics) const;
  void fill(const Work& work, Reading& reading, Metric& metric) const;
  void judge(const Work& work, const Reading& reading, Metric& metric) const;
  std::string_view implied_unit(std::string_view noun) const;

  const Cues& cues_;
  const PhraseReader& phrases_;
  const StatusWords& status_;
};

}  // namespace newsmill
