// Four tables become five lexicons, one for each place where a word is looked for.
// Tested by tests/extract/tables_test.cc: each row by its own example.
#include "extract/cues.h"

#include <utility>

namespace newsmill {
namespace {

template <class Value>
using Names = std::initializer_list<std::pair<std::string_view, Value>>;

template <class Value>
Value named(const RuleTable& table, const RuleRow& row, std::string_view cell, Names<Value> names) {
  for (const auto& [name, value] : names)
    if (name == cell) return value;
  table.fail(row, "unknown word: " + std::string(cell));
}

Direction direction_of(const RuleTable& table, const RuleRow& row) {
  return named<Direction>(table, row, row[table.column("direction")],
                          {{"", Direction::kNone},
                           {"increase", Direction::kIncrease},
                           {"decrease", Direction::kDecrease},
                           {"flat", Direction::kFlat}});
}

Comparator comparator_of(const RuleTable& table, const RuleRow& row) {
  return named<Comparator>(table, row, row[table.column("comparator")],
                           {{"", Comparator::kEq},
                            {"ge", Comparator::kGe},
                            {"gt", Comparator::kGt},
                            {"le", Comparator::kLe},
                            {"lt", Comparator::kLt},
                            {"approx", Comparator::kApprox}});
}

}  // namespace

void Cues::Words::add(const Cue& cue) {
  const int known = words.find(cue.word);
  if (known < 0) {
    words.add(cue.word, static_cast<int>(cues.size()));
    cues.push_back(cue);
    return;
  }
  Cue& merged = cues[static_cast<size_t>(known)];
  merged.roles |= cue.roles;
  if (cue.direction != Direction::kNone) merged.direction = cue.direction;
  if (cue.crossing != Direction::kNone) merged.crossing = cue.crossing;
  if (cue.comparator != Comparator::kEq) merged.comparator = cue.comparator;
  if (cue.bound != Comparator::kEq) merged.bound = cue.bound;
  if (!cue.value.empty()) merged.value = cue.value;
}

Cues::Cues(const RuleSet& rules) {
  add_verbs(rules.table("verbs.zh.tsv"));
  add_comparators(rules.table("comparators.zh.tsv"));
  add_particles(rules.table("particles.zh.tsv"));
  add_nouns(rules.table("nouns.zh.tsv"));
}

void Cues::add_verbs(const RuleTable& table) {
  const size_t written = table.column("written"), kind = table.column("class");
  for (const RuleRow& row : table.rows()) {
    Cue cue;
    cue.word = row[written];
    cue.roles = named<uint64_t>(table, row, row[kind],
                                {{"change", kChange},
                                 {"move", kMove},
                                 {"gap", kChange | kGap},
                                 {"pace", kChange | kPace},
                                 {"nominal", kChange | kNominal},
                                 {"add", kAdd},
                                 {"build", kBuild},
                                 {"level", kLevel},
                                 {"cross", kCross},
                                 {"hold", kHold},
                                 {"rank", kRankVerb},
                                 {"share", kShare}});
    if (cue.is(kCross | kHold))
      cue.crossing = direction_of(table, row);
    else
      cue.direction = direction_of(table, row);
    cue.comparator = comparator_of(table, row);
    link_.add(cue);
    // One character is too little to go by: 获奖数, 创新, 收入.
    if (cue.is(kAdd | kBuild | kChange) && !cue.is(kPace | kNominal | kGap) && cue.word.size() >= 6)
      lead_.add(cue);
    if (cue.is(kAdd)) adding_.add(cue);
  }
}

void Cues::add_comparators(const RuleTable& table) {
  const size_t written = table.column("written"), position = table.column("position");
  for (const RuleRow& row : table.rows()) {
    Cue cue;
    cue.word = row[written];
    cue.roles = kBound;
    cue.bound = comparator_of(table, row);
    cue.crossing = direction_of(table, row);
    (row[position] == "after" ? suffix_ : link_).add(cue);
    // 至少新建5个: a bound may open the clause; one character is too little to go by.
    if (row[position] == "before" && cue.word.size() >= 6 && link_.words.find(cue.word) >= 0 &&
        !link_.cues[static_cast<size_t>(link_.words.find(cue.word))].is(kChange))
      lead_.add(cue);
  }
}

void Cues::add_particles(const RuleTable& table) {
  const size_t written = table.column("written"), role = table.column("role"),
               value = table.column("value");
  for (const RuleRow& row : table.rows()) {
    Cue cue;
    cue.word = row[written];
    cue.value = row[value];
    cue.roles = named<uint64_t>(table, row, row[role],
                                {{"to", kTo},
                                 {"respectively", kRespectively},
                                 {"each", kEach},
                                 {"against", kAgainst},
                                 {"average", kAverage},
                                 {"adverb", kAdverb},
                                 {"opener", kAdverb | kLead},
                                 {"per", kAdverb | kPer},
                                 {"scope", kScope},
                                 {"word", kWordEnd},
                                 {"lead", kLead}});
    if (cue.roles != kLead) link_.add(cue);
    if (cue.is(kLead | kAgainst | kAverage | kRespectively | kWordEnd)) lead_.add(cue);
  }
}

void Cues::add_nouns(const RuleTable& table) {
  const size_t written = table.column("written"), role = table.column("role"),
               value = table.column("value");
  for (const RuleRow& row : table.rows()) {
    Cue cue;
    cue.word = row[written];
    cue.value = row[value];
    cue.roles = named<uint64_t>(table, row, row[role],
                                {{"share", kShareNoun},
                                 {"level", kLevelNoun},
                                 {"elided", kElided},
                                 {"head", kHead},
                                 {"implied", kImplied},
                                 {"rhetoric", kRhetoric},
                                 {"aspect", kRhetoric | kAspect},
                                 {"after", kAfter},
                                 {"predicate", kPredicate},
                                 {"verb", kNounEnd},
                                 {"last", kNounEndLast},
                                 {"stock", kStock | kHead},
                                 {"place", kPlace},
                                 {"word", kWordEnd},
                                 {"tail", kAfter}});
    noun_.add(cue);
  }
}

const Cue* Cues::last_addition(std::string_view text, size_t begin, size_t end) const {
  const Cue* last = nullptr;
  for (size_t pos = begin; (pos = adding_.words.next_start(text, pos, end)) < end; pos += 3)
    if (const CueMatch match = adding_.found(adding_.words.longest_at(text, pos));
        match && match.end <= end)
      last = match.cue;
  return last;
}

}  // namespace newsmill
