// Viterbi over twelve roles. 完成。 / 新的一天开始了，大家 / 都很高兴。 with the middle line four
// columns narrow is inner, begin, inner: the feature indented_prev_stop speaks for begin. Tested by
// tests/segment/line_model_test.cc.
#include "segment/line_model.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>

namespace newsmill {
namespace {

constexpr std::string_view kRoleNames[kRoleCount] = {
    "begin",     "inner",   "resume",        "head",   "head_inner", "sub",
    "sub_inner", "caption", "caption_inner", "byline", "furniture",  "cell"};
// The roles that a role may follow.
struct Before {
  std::array<LineRole, kRoleCount> of{};
  uint8_t count = 0;
};
constexpr std::array<Before, kRoleCount> kBefore = [] {
  std::array<Before, kRoleCount> before{};
  for (size_t to = 0; to < kRoleCount; ++to)
    for (size_t from = 0; from < kRoleCount; ++from)
      if (may_follow(static_cast<LineRole>(from), static_cast<LineRole>(to)))
        before[to].of[before[to].count++] = static_cast<LineRole>(from);
  return before;
}();

constexpr size_t kSettings = 256;  // of the features in one byte
// Where the tables for the bytes of a LineFeatures begin.
constexpr size_t kLineBytes = kLineFeatureCount / 8, kBreakBytes = (kBreakFeatureCount + 7) / 8;
constexpr size_t kAfterFirst = kLineBytes, kAfterLater = kAfterFirst + kBreakBytes;
constexpr size_t kBytes = kAfterLater + kBreakBytes;
static_assert(kLineFeatureCount % 64 == 0, "words of line features are full");

// Which part of Stage::at_break counts behind a line of the role.
constexpr size_t break_after(LineRole role) {
  switch (role) {
    case LineRole::kBegin:
      return 1;
    case LineRole::kInner:
    case LineRole::kResume:
    case LineRole::kCaption:
    case LineRole::kCaptionInner:
      return 2;
    default:
      return 0;
  }
}

constexpr LineRole kStarting[] = {LineRole::kBegin,   LineRole::kResume, LineRole::kHead,      LineRole::kSub,
                              LineRole::kCaption, LineRole::kByline, LineRole::kFurniture, LineRole::kCell};
constexpr LineRole kCarrying[] = {LineRole::kInner, LineRole::kHeadInner, LineRole::kSubInner, LineRole::kCaptionInner};
static_assert(std::size(kStarting) + std::size(kCarrying) == kRoleCount);
// Where a role's score stands in Scores: the carrying ones from 8.
constexpr std::array<uint8_t, kRoleCount> kPlace = [] {
  std::array<uint8_t, kRoleCount> place{};
  uint8_t next = 0;
  for (const LineRole role : kStarting) place[static_cast<size_t>(role)] = next++;
  for (const LineRole role : kCarrying) place[static_cast<size_t>(role)] = next++;
  return place;
}();

template <class Visit>
void for_each_role(const Visit& visit) {
  for (size_t role = 0; role < kRoleCount; ++role) visit(static_cast<LineRole>(role));
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

inline int LineModel::Scores::operator[](LineRole role) const {
  const size_t place = kPlace[static_cast<size_t>(role)];
  return place < 8 ? starting[place] : carrying[place - 8];
}
void LineModel::Scores::set(LineRole role, int score) {
  const size_t place = kPlace[static_cast<size_t>(role)];
  (place < 8 ? starting[place] : carrying[place - 8]) = static_cast<int16_t>(score);
}
inline void LineModel::Scores::add(const Scores& other) {
  starting += other.starting;
  carrying += other.carrying;
}

LineModel::LineModel(const RuleTable& table) {
  const auto weights = std::make_unique<Weights>();
  std::unordered_map<std::string_view, Scores*> rows;
  for (size_t i = 0; i < kFeatureCount; ++i)
    rows[feature_name(static_cast<Feature>(i))] = &(*weights)[i];
  std::vector<std::string> steps;
  for (const std::string_view role : kRoleNames) steps.push_back("after_" + std::string(role));
  for (size_t i = 0; i < kRoleCount; ++i) rows[steps[i]] = &steps_[i];
  const size_t name = table.column("feature");
  for (const RuleRow& row : table.rows()) {
    const auto found = rows.find(row[name]);
    if (found == rows.end())
      table.fail(row, "no such feature, or twice: " + std::string(row[name]));
    for_each_role([&](LineRole role) {
      const std::string_view cell = row[table.column(kRoleNames[static_cast<size_t>(role)])];
      found->second->set(role, weight_of(table, row, cell));
    });
    rows.erase(found);
  }
  if (!rows.empty() && !table.rows().empty())
    table.fail(table.rows().back(), "missing feature: " + std::string(rows.begin()->first));
  check_range(table, *weights);
  sum_up(*weights);
}

// Scores are kept relative to that of kBegin, which may follow every role. With the most that a
// line's features take from a role (`down`) or give it (`up`), and the most that a break and a step
// change (`swing`), no path that still may win falls further behind than 2 down + up + 3 swing.
void LineModel::check_range(const RuleTable& table, const Weights& weights) {
  int up = 0, down = 0, swing = 0;
  for_each_role([&](LineRole role) {
    int gained = 0, lost = 0, at_break = 0, step = 0;
    for (size_t i = 0; i < kFeatureCount; ++i) {
      const int weight = weights[i][role];
      if (i >= kLineFeatureCount)
        at_break += std::abs(weight);
      else
        (weight > 0 ? gained : lost) += std::abs(weight);
    }
    for (const Scores& from : steps_) step = std::max(step, std::abs(from[role]));
    up = std::max(up, gained);
    down = std::max(down, lost);
    swing = std::max(swing, at_break + 2 * step);
  });
  never_ = -(down + up + 2 * swing);
  if (!table.rows().empty() && 2 * down + up + 4 * swing > std::numeric_limits<int16_t>::max())
    table.fail(table.rows().front(), "weights too large for scores of 16 bits");
}

void LineModel::sum_up(const Weights& weights) {
  sums_.resize(kBytes * kSettings);
  const auto fill = [&](size_t byte, size_t bit, size_t feature) {
    Scores* const sums = &sums_[byte * kSettings];
    for (size_t setting = 0; setting < kSettings; ++setting)
      if (setting >> bit & 1) sums[setting].add(weights[feature]);
  };
  for (size_t i = 0; i < kLineFeatureCount; ++i) fill(i / 8, i % 8, i);
  for (size_t i = 0; i < kBreakFeatureCount; ++i) {
    fill(kAfterFirst + i / 8, i % 8, kLineFeatureCount + 2 * i);
    fill(kAfterLater + i / 8, i % 8, kLineFeatureCount + 2 * i + 1);
  }
}

inline void LineModel::add(uint64_t features, size_t bytes, size_t first_byte,
                           Scores& scores) const {
  const Scores* sums = &sums_[first_byte * kSettings];
  Scores sum = scores;  // in registers
  for (size_t byte = 0; byte < bytes; ++byte, sums += kSettings)
    sum.add(sums[features >> 8 * byte & (kSettings - 1)]);
  scores = sum;
}

// Of the best path to `to` through `from`.
inline int LineModel::score(const Scores& before, const Stage& stage, LineRole from, LineRole to) const {
  return before[from] + steps_[static_cast<size_t>(from)][to] +
         stage.at_break[break_after(from)][to];
}

// The best scores of the roles that start a block, all at once: they may follow any role.
LineModel::Octet LineModel::start_block(const Scores& before, const Stage& stage) const {
  const auto larger = [](Octet a, Octet b) { return a > b ? a : b; };
  const auto from = [&](LineRole role) {
    return steps_[static_cast<size_t>(role)].starting + static_cast<int16_t>(before[role]);
  };
  const auto best_of = [&](LineRole first, auto... others) {
    Octet best = from(first);
    ((best = larger(best, from(others))), ...);
    return best;
  };
  const Octet other = best_of(LineRole::kHead, LineRole::kHeadInner, LineRole::kSub, LineRole::kSubInner,
                              LineRole::kByline, LineRole::kFurniture, LineRole::kCell);
  const Octet first = best_of(LineRole::kBegin) + stage.at_break[1].starting;
  const Octet later = best_of(LineRole::kInner, LineRole::kResume, LineRole::kCaption, LineRole::kCaptionInner) +
                      stage.at_break[2].starting;
  return larger(other, larger(first, later));
}

// The best scores of the roles that carry one on, which follow few.
LineModel::Octet LineModel::carry_on(const Scores& before, const Stage& stage) const {
  const auto best = [&](LineRole to, auto... from) {
    return static_cast<int16_t>(std::max({score(before, stage, from, to)...}));
  };
  return Octet{best(LineRole::kInner, LineRole::kBegin, LineRole::kInner, LineRole::kResume),
               best(LineRole::kHeadInner, LineRole::kHead, LineRole::kHeadInner),
               best(LineRole::kSubInner, LineRole::kSub, LineRole::kSubInner),
               best(LineRole::kCaptionInner, LineRole::kCaption, LineRole::kCaptionInner)};
}

// The role before `to` on the best path to it, the first of equals.
LineRole LineModel::before_role(const Scores& before, const Stage& stage, LineRole to) const {
  const auto& roles = kBefore[static_cast<size_t>(to)];
  LineRole best = roles.of[0];
  int most = score(before, stage, best, to);
  for (size_t i = 1; i < roles.count; ++i)
    if (const int other = score(before, stage, roles.of[i], to); other > most) {
      most = other;
      best = roles.of[i];
    }
  return best;
}

std::vector<LineRole> LineModel::roles(const std::vector<Line>& lines,
                                   const std::vector<uint32_t>& cues) const {
  std::vector<LineRole> path(lines.size());
  if (lines.empty()) return path;
  const std::vector<LineFeatures> features = read_features(lines, cues);
  std::vector<Stage> stages(lines.size());
  for (const LineRole role : kCarrying) stages[0].best.set(role, never_);
  for (size_t i = 0; i < lines.size(); ++i) {
    Stage& stage = stages[i];
    if (i > 0) {
      add(features[i].after_first, kBreakBytes, kAfterFirst, stage.at_break[1]);
      add(features[i].after_later, kBreakBytes, kAfterLater, stage.at_break[2]);
      const Scores& before = stages[i - 1].best;
      stage.best = {start_block(before, stage), carry_on(before, stage)};
      const Octet base = Octet{} + stage.best.starting[0];
      stage.best.starting -= base;
      stage.best.carrying -= base;
    }
    for (size_t word = 0; word < features[i].line.size(); ++word)
      add(features[i].line[word], 8, 8 * word, stage.best);
  }
  LineRole role = LineRole::kBegin;
  for_each_role([&](LineRole other) {
    if (stages.back().best[other] > stages.back().best[role]) role = other;
  });
  for (size_t i = lines.size(); i-- > 0;) {
    path[i] = role;
    if (i > 0) role = before_role(stages[i - 1].best, stages[i], role);
  }
  return path;
}

}  // namespace newsmill
