// Viterbi over twelve roles. 完成。 / 新的一天开始了，大家 / 都很高兴。 with the middle line four
// columns narrow is inner, begin, inner: the feature indented_prev_stop speaks for begin. Tested by
// tests/segment/line_model_test.cc.
#include "segment/line_model.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>
#include <unordered_map>

namespace newsmill {
namespace {

constexpr std::string_view kRoleNames[kRoleCount] = {
    "begin",     "inner",   "resume",        "head",   "head_inner", "sub",
    "sub_inner", "caption", "caption_inner", "byline", "furniture",  "cell"};
// A score is kept times 16; the low bits hold 15 minus the role before, so that one comparison
// finds the best score and, of equals, the first role.
constexpr int32_t kScale = 16;
constexpr int32_t kTag = kScale - 1;
constexpr int32_t kNever = -(1 << 28);
// Which pair scores a line of a role gives the line behind it: 0 none, 1 those behind the first
// line of a paragraph, 2 those behind a later one.
constexpr std::array<uint8_t, kRoleCount> kPairsAfter = [] {
  std::array<uint8_t, kRoleCount> after{};
  after[static_cast<size_t>(Role::kBegin)] = 1;
  for (const Role later : {Role::kInner, Role::kResume, Role::kCaption, Role::kCaptionInner})
    after[static_cast<size_t>(later)] = 2;
  return after;
}();

// Four scores in one register; GCC and Clang have arithmetic for it on any processor.
using Quad [[gnu::vector_size(16)]] = int32_t;

template <class Scores>
Quad load(const Scores& scores, size_t at) {
  Quad quad;
  std::memcpy(&quad, &scores.of[at], sizeof quad);
  return quad;
}

int weight_of(const RuleTable& table, const RuleRow& row, std::string_view cell) {
  if (cell.empty()) return 0;
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || value < -30000 || value > 30000)
    table.fail(row, "no weight: " + std::string(cell));
  return value;
}

}  // namespace

bool may_follow(Role from, Role to) {
  switch (to) {
    case Role::kInner:
      return from == Role::kBegin || from == Role::kInner || from == Role::kResume;
    case Role::kHeadInner:
      return from == Role::kHead || from == Role::kHeadInner;
    case Role::kSubInner:
      return from == Role::kSub || from == Role::kSubInner;
    case Role::kCaptionInner:
      return from == Role::kCaption || from == Role::kCaptionInner;
    default:
      return true;
  }
}

LineModel::LineModel(const RuleTable& table) {
  std::unordered_map<std::string_view, Scores*> rows;
  for (size_t i = 0; i < kFeatureCount; ++i)
    rows[feature_name(static_cast<Feature>(i))] = &weights_[i];
  std::vector<std::string> steps;
  for (const std::string_view role : kRoleNames) steps.push_back("after_" + std::string(role));
  for (size_t i = 0; i < kRoleCount; ++i) rows[steps[i]] = &steps_[i];
  const size_t name = table.column("feature");
  for (const RuleRow& row : table.rows()) {
    const auto found = rows.find(row[name]);
    if (found == rows.end())
      table.fail(row, "no such feature, or twice: " + std::string(row[name]));
    for (size_t role = 0; role < kRoleCount; ++role)
      (*found->second)[role] = kScale * weight_of(table, row, row[table.column(kRoleNames[role])]);
    rows.erase(found);
  }
  if (!rows.empty() && !table.rows().empty())
    table.fail(table.rows().back(), "missing feature: " + std::string(rows.begin()->first));
  for (size_t from = 0; from < kRoleCount; ++from)
    for (size_t to = 0; to < kRoleCount; ++to)
      if (!may_follow(static_cast<Role>(from), static_cast<Role>(to))) steps_[from][to] = kNever;
  for (size_t from = 0; from < kRoleCount; ++from)
    for (int32_t& step : steps_[from].of) step += kTag - static_cast<int32_t>(from);
}

void LineModel::add(const FeatureList& features, Scores& scores) const {
  for (size_t i = 0; i < features.count; ++i) {
    const Scores& weights = weights_[static_cast<size_t>(features.on[i])];
    for (size_t role = 0; role < kRoleCount; ++role) scores[role] += weights[role];
  }
}

size_t LineModel::strongest(const Scores& scores) {
  size_t best = 0;
  for (size_t role = 1; role < kRoleCount; ++role)
    if (scores[role] > scores[best]) best = role;
  return best;
}

// For each role, the best score of a path that ends in it, tagged with the role before it.
// `pairs` holds the scores that depend on the line before: none, first of a paragraph, later line.
// Four roles at a time: no compiler finds that out by itself, and half the time goes here.
void LineModel::step(const std::array<Scores, 3>& pairs, const Scores& best,
                     Scores& reached) const {
  for (size_t to = 0; to < kRoleCount; to += 4) {
    Quad most = Quad{} + 2 * kNever;
    for (size_t role = 0; role < kRoleCount; ++role) {
      const Quad score = load(steps_[role], to) + load(pairs[kPairsAfter[role]], to) + best[role];
      most = score > most ? score : most;
    }
    std::memcpy(&reached.of[to], &most, sizeof most);
  }
}

std::vector<Role> LineModel::roles(const std::vector<Line>& lines,
                                   const std::vector<uint32_t>& cues) const {
  std::vector<Role> path(lines.size());
  if (lines.empty()) return path;
  FeatureReader reader(lines, cues);
  LineFeatures features;
  std::vector<Scores> reached(lines.size());
  for (size_t role = 0; role < kRoleCount; ++role)
    reached[0][role] = carries_on(static_cast<Role>(role)) ? kNever : 0;
  Scores best;
  for (size_t i = 0; i < lines.size(); ++i) {
    reader.read(i, features);
    std::array<Scores, 3> pairs{};
    add(features.after_first, pairs[1]);
    add(features.after_later, pairs[2]);
    if (i > 0) step(pairs, best, reached[i]);
    // Scores stay small however long the page: only their differences matter.
    const int32_t base = reached[i][0] & ~kTag;
    for (size_t role = 0; role < kRoleCount; ++role)
      best[role] = std::max((reached[i][role] & ~kTag) - base, kNever / 2);
    add(features.line, best);
  }
  size_t role = strongest(best);
  for (size_t i = lines.size(); i-- > 0;) {
    path[i] = static_cast<Role>(role);
    role = static_cast<size_t>(kTag - (reached[i][role] & kTag));
  }
  return path;
}

}  // namespace newsmill
