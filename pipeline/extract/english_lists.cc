// One predicate, several values: "coal and steel output grew by 3 and 5 percent respectively" names
// two measures, and prints once what both share.
// Tested by tests/extract/english_test.cc.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extract/english_clauses.h"

namespace newsmill {
namespace {

constexpr size_t kMostShares = 24;       // values that share one "respectively"
constexpr size_t kLongestSubjects = 96;  // words that name what they are of

size_t words_in(std::string_view text) {
  return static_cast<size_t>(std::ranges::count(text, ' ')) + 1;
}

// The names in "coal, [steel and] cement", one for each of `count` values; empty when there are
// not so many. "output of coal and steel", "coal and steel output": what is printed once is said of
// all.
std::vector<std::string> listed(std::string_view names, size_t count) {
  std::vector<std::string> parts;
  for (std::string_view rest = names;;) {
    const size_t comma = rest.find(", "), joint = rest.find(" and ");
    const size_t at = std::min(comma, joint);
    parts.emplace_back(rest.substr(0, at));
    if (at == std::string_view::npos) break;
    rest.remove_prefix(at + (at == joint ? 5 : 2));
    if (rest.starts_with("and ")) rest.remove_prefix(4);
  }
  if (parts.size() != count) return {};
  const std::string first = parts.front(), last = parts.back();
  const size_t of = first.rfind(" of ");
  std::string head = of == std::string::npos ? "" : first.substr(0, of + 4);
  const size_t own = words_in(first) - (head.empty() ? 0 : words_in(head) - 1);
  std::string tail;
  if (last.find(" of ") == std::string::npos && words_in(last) > own) {
    size_t at = 0;
    for (size_t word = 0; word < own; ++word) at = last.find(' ', at) + 1;
    tail = last.substr(at - 1);
  }
  if (last.find(" of ") != std::string::npos) head.clear();
  for (size_t i = 0; i < count; ++i)
    parts[i] = (i > 0 ? head : "") + parts[i] + (i + 1 < count ? tail : "");
  return parts;
}

}  // namespace

// "Imports and exports grew by 3 and 5 percent, respectively": each value gets its own name; so do
// those of the clause before ("reached 30 and 50 tons, up 3 and 5 percent respectively").
void EnglishClauses::share_out() {
  size_t end = out_.size();
  std::vector<std::string> names;
  size_t count = 0;
  for (int round = 0; round < 3 && end > first_metric_; ++round) {
    const size_t floor = std::max(first_metric_ + kMostShares, end) - kMostShares;
    const Metric& last = out_[end - 1];
    size_t first = end;
    const auto alike = [&](const Metric& m) {
      return m.indicator == last.indicator && m.unit == last.unit && m.kind == last.kind &&
             m.direction == last.direction;
    };
    while (first > floor && alike(out_[first - 1])) --first;
    if (round == 0) {
      count = end - first;
      if (count < 2) return;
      names = listed(last.indicator, count);
      if (names.empty()) names = listed(subject_list(), count);
      if (names.empty()) return;
    } else if (end - first != count) {
      return;
    }
    share_names(first, names);
    end = first;
  }
}

void EnglishClauses::share_names(size_t first, const std::vector<std::string>& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    Metric& metric = out_[first + i];
    metric.indicator = names[i];
    metric.group = static_cast<int32_t>(first);
    metric.group_position = static_cast<int32_t>(i);
  }
}

// The subjects before the verb, with commas and all.
std::string EnglishClauses::subject_list() const {
  if (governor_ == kNone) return {};
  EnglishSpan list{governor_, governor_};
  while (list.first > 0 && list.end - list.first < kLongestSubjects &&
         !ends_subject(list.first - 1))
    --list.first;
  while (list.first < list.end && sentence_.pieces[list.first].kind != EnglishPiece::kWord)
    ++list.first;
  std::string text = names_.text_of(list, original_, room_.folded);
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

bool EnglishClauses::ends_subject(size_t i) const {
  const EnglishPiece& piece = sentence_.pieces[i];
  return piece.kind == EnglishPiece::kQuantity || piece.kind == EnglishPiece::kPeriod ||
         piece.kind == EnglishPiece::kColon || piece.kind == EnglishPiece::kCue ||
         (piece.kind == EnglishPiece::kWord && (piece.roles & EnglishRole::kCut) != 0);
}

}  // namespace newsmill
