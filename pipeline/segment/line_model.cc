// Viterbi over twelve roles. 完成。 / 新的一天开始了，大家 / 都很高兴。 with the middle line four
// columns narrow is inner, begin, inner: the feature indented_prev_stop speaks for begin. Tested by
// tests/segment/line_model_test.cc.
#include "segment/line_model.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>

namespace newsmill {
namespace {

constexpr std::string_view kRoleNames[kRoleCount] = {
    "begin",     "inner",   "resume",        "head",   "head_inner", "sub",
    "sub_inner", "caption", "caption_inner", "byline", "furniture",  "cell"};
constexpr int32_t kNever = -(1 << 28);

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
      (*found->second)[role] = weight_of(table, row, row[table.column(kRoleNames[role])]);
    rows.erase(found);
  }
  if (!rows.empty() && !table.rows().empty())
    table.fail(table.rows().back(), "missing feature: " + std::string(rows.begin()->first));
  for (size_t from = 0; from < kRoleCount; ++from)
    for (size_t to = 0; to < kRoleCount; ++to)
      if (!may_follow(static_cast<Role>(from), static_cast<Role>(to))) steps_[from][to] = kNever;
}

void LineModel::add(const FeatureList& features, Scores& scores) const {
  for (size_t i = 0; i < features.count; ++i) {
    const Scores& weights = weights_[static_cast<size_t>(features.on[i])];
    for (size_t role = 0; role < scores.size(); ++role) scores[role] += weights[role];
  }
}

std::vector<Role> LineModel::roles(const std::vector<Line>& lines,
                                   const std::vector<uint32_t>& cues) const {
  std::vector<Role> path(lines.size());
  if (lines.empty()) return path;
  FeatureReader reader(lines, cues);
  LineFeatures features;
  std::vector<std::array<uint8_t, 16>> from(lines.size());
  Scores best{};
  for (size_t i = 0; i < lines.size(); ++i) {
    reader.read(i, features);
    Scores emit{}, after_first{}, after_later{}, now;
    add(features.line, emit);
    add(features.after_first, after_first);
    add(features.after_later, after_later);
    now.fill(i == 0 ? 0 : kNever);
    if (i == 0) {
      for (size_t role = 0; role < kRoleCount; ++role)
        if (carries_on(static_cast<Role>(role))) now[role] = kNever;
    } else {
      for (size_t role = 0; role < kRoleCount; ++role) {
        const Role before = static_cast<Role>(role);
        const bool later = before == Role::kInner || before == Role::kResume ||
                           before == Role::kCaption || before == Role::kCaptionInner;
        const Scores none{};
        const Scores& pair = before == Role::kBegin ? after_first : later ? after_later : none;
        for (size_t to = 0; to < now.size(); ++to) {
          const int32_t score = best[role] + steps_[role][to] + pair[to];
          if (score > now[to]) {
            now[to] = score;
            from[i][to] = static_cast<uint8_t>(role);
          }
        }
      }
    }
    // Scores stay small however long the page: only their differences matter.
    const int32_t top = *std::max_element(now.begin(), now.begin() + kRoleCount);
    for (size_t role = 0; role < kRoleCount; ++role)
      best[role] = std::max(now[role] - top, kNever / 2) + emit[role];
  }
  size_t role =
      static_cast<size_t>(std::max_element(best.begin(), best.begin() + kRoleCount) - best.begin());
  for (size_t i = lines.size(); i-- > 0;) {
    path[i] = static_cast<Role>(role);
    role = from[i][role];
  }
  return path;
}

}  // namespace newsmill
