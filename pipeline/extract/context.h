// What an article says once and means for many values: the period and the status in force.
#pragma once

#include <optional>
#include <string_view>

#include "core/article.h"
#include "extract/tokens.h"
#include "extract/word_pairs.h"
#include "rules/table.h"

namespace newsmill {

// Words that tell a plan from a deed (status.zh.tsv).
class StatusWords {
 public:
  // Throws FatalError when a row cannot be used.
  explicit StatusWords(const RuleTable& table);
  // The status that the words of a clause give it, if any. What is done (已安排) is done; else the
  // last wins.
  std::optional<Status> of_clause(std::string_view clause) const;
  // The status that a heading or an opening sentence gives to what follows.
  std::optional<Status> of_section(std::string_view text) const { return last(text, section_); }

 private:
  static std::optional<Status> last(std::string_view text, const WordPairs& words);
  WordPairs clause_, section_;
};

// The period and status of a value, with how they are known.
struct InForce {
  std::optional<Date> first, last;
  PeriodGrain grain = PeriodGrain::kYear;
  PeriodSource source = PeriodSource::kImplicit;
  Status status = Status::kAchieved;
};

// Carried from paragraph to paragraph of one article.
class Context {
 public:
  Context(const Article& article, const StatusWords& words);

  Clock& clock() { return clock_; }
  // The article's title.
  void headline(const Tokens& tokens);
  // A heading: `tokens` are its own.
  void heading(std::string_view text, const Tokens& tokens);
  void start_paragraph();
  void start_sentence(std::string_view text, bool first, const Tokens& tokens, size_t from,
                      size_t to);
  // A period named on the way to the next value.
  void name(const Period& period);
  // After a value was read: what was explicit is inherited from here on.
  void used();
  // What holds for the next value.
  InForce in_force() const;
  bool report() const { return clock_.looks_back; }
  const std::optional<Date>& date() const { return clock_.date; }

 private:
  Status status_at(const std::optional<Date>& last) const;
  void section(const Period& period);

  const StatusWords& words_;
  Clock clock_;
  std::optional<Period> section_, local_;
  Status section_status_ = Status::kAchieved;
  bool explicit_ = false;  // local_ was named since the last value
};

}  // namespace newsmill
