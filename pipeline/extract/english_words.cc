// The tables that a sentence is cut by: words, cues, amounts, ordinals.
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "extract/english_sentence.h"
#include "extract/english_text.h"

namespace newsmill {
namespace {

constexpr std::array<std::string_view, 18> kCueNames = {
    "change", "noun",       "level", "cross",   "hold", "share", "verb",    "add",    "double",
    "halve",  "comparator", "base",  "average", "rank", "from",  "against", "suffix", "place"};
constexpr std::array<std::string_view, 8> kRoleNames = {"lead", "tail",  "stop",   "joint",
                                                        "cut",  "timed", "streak", "past"};

template <size_t n>
size_t index_of(const std::array<std::string_view, n>& names, std::string_view name,
                const RuleTable& table, const RuleRow& row) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) table.fail(row, "there is no " + std::string(name));
  return static_cast<size_t>(found - names.begin());
}

// "lead, tail" as bits.
uint8_t roles_of(const RuleTable& table, const RuleRow& row) {
  unsigned roles = 0;
  for (std::string_view rest = row[1]; !rest.empty();) {
    const size_t comma = std::min(rest.find(", "), rest.size());
    roles |= 1u << index_of(kRoleNames, rest.substr(0, comma), table, row);
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return static_cast<uint8_t>(roles);
}

}  // namespace

EnglishSentences::EnglishSentences(const RuleSet& rules)
    : quantities_(rules), periods_(rules.table("en_periods.tsv")) {
  const RuleTable& words = rules.table("en_words.tsv");
  for (const RuleRow& row : words.rows()) {
    words_.add(row[0], static_cast<int>(roles_.size()));
    roles_.push_back(roles_of(words, row));
  }
  const RuleTable& cues = rules.table("en_cues.tsv");
  for (const RuleRow& row : cues.rows()) {
    cue_words_.add(row[0], static_cast<int>(cues_.size()));
    cues_.push_back({static_cast<EnglishCue>(index_of(kCueNames, row[1], cues, row)), row[2]});
    const std::string_view first = row[0].substr(0, row[0].find(' '));
    const int word = words_.find(first);
    const bool past =
        first.ends_with("ed") || (word >= 0 && (roles_[word] & EnglishRole::kPast) != 0);
    cue_roles_.push_back(past ? EnglishRole::kPast : 0);
  }
  int plan = 0;
  for (const RuleRow& row : rules.table("en_status.tsv").rows()) {
    if (row[1] != "section") plans_.add(row[0], plan);
    ++plan;
  }
  for (const RuleRow& row : rules.table("en_amounts.tsv").rows()) {
    amount_words_.add(row[0], static_cast<int>(amounts_.size()));
    amounts_.push_back(row[1]);
  }
  const RuleTable& ordinals = rules.table("en_ordinals.tsv");
  for (const RuleRow& row : ordinals.rows()) {
    ordinal_words_.add(row[0], static_cast<int>(ordinals_.size()));
    ordinals_.push_back(static_cast<int>(std::strtol(std::string(row[1]).c_str(), nullptr, 10)));
  }
}

size_t EnglishSentences::amount(std::string_view text, size_t pos,
                                std::string_view& direction) const {
  const Lexicon::Match match = whole_word_at(amount_words_, text, pos);
  if (!match) return 0;
  direction = amounts_[static_cast<size_t>(match.id)];
  return match.end;
}

int EnglishSentences::ordinal(std::string_view text, size_t pos, size_t& end) const {
  if (const Lexicon::Match match = whole_word_at(ordinal_words_, text, pos)) {
    end = match.end;
    return ordinals_[static_cast<size_t>(match.id)];
  }
  for (const std::string_view sign : {"no. ", "number "})
    if (text.substr(pos).starts_with(sign)) pos += sign.size();
  int value = 0;
  size_t at = pos;
  for (; at < pos + 4 && is_digit(byte_at(text, at)); ++at) value = value * 10 + (text[at] - '0');
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (at == pos || !text.substr(at).starts_with(suffix)) continue;
    at += suffix.size();
    break;
  }
  end = at;
  return at > pos && !is_word(byte_at(text, at)) ? value : 0;
}

}  // namespace newsmill
