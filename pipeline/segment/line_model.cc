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
constexpr size_t kLineBytes = (kLineFeatureCount + 7) / 8,
                 kBreakBytes = (kBreakFeatureCount + 7) / 8;
// Of these, what a modern page needs.
constexpr size_t kModernLineWords = 2, kModernBreakBytes = 2;
static_assert(static_cast<size_t>(Feature::wire) == 64 * kModernLineWords);
static_assert(static_cast<size_t>(Feature::room_mark_after_first) - kLineFeatureCount <=
              2 * 8 * kModernBreakBytes);
constexpr size_t kAfterFirst = kLineBytes, kAfterLater = kAfterFirst + kBreakBytes;
constexpr size_t kBytes = kAfterLater + kBreakBytes;

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

constexpr LineRole kStarting[] = {LineRole::kBegin,     LineRole::kResume,  LineRole::kHead,
                                  LineRole::kSub,       LineRole::kCaption, LineRole::kByline,
                                  LineRole::kFurniture, LineRole::kCell};
constexpr LineRole kCarrying[] = {LineRole::kInner, LineRole::kHeadInner, LineRole::kSubInner,
                                  LineRole::kCaptionInner};
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

LineModel::LineModel(const RuleTable& table, Print print) : print_(print) {
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

// Scores are kept relative to that of kBegin, which may follow every role. So may any role that
// starts a block: the two are no further apart than steps and breaks bring them (`change` and
// `change_begin` at most). A role that carries on has had to start: it may be behind by what the
// features of two lines take from it (`down`) and give to another (`up`), too.
void LineModel::check_range(const RuleTable& table, const Weights& weights) {
  int up = 0, change = 0, change_begin = 0, down_starting = 0, down_carrying = 0;
  for_each_role([&](LineRole role) {
    int gained = 0, lost = 0, step = 0;
    std::array<int, 2> at_break{};  // behind a first line, behind a later one
    for (size_t i = 0; i < kFeatureCount; ++i) {
      const int weight = weights[i][role];
      if (i >= kLineFeatureCount)
        at_break[(i - kLineFeatureCount) % 2] += std::abs(weight);
      else
        (weight > 0 ? gained : lost) += std::abs(weight);
    }
    for (const Scores& from : steps_) step = std::max(step, std::abs(from[role]));
    const int changed = std::max(at_break[0], at_break[1]) + step;
    up = std::max(up, gained);
    change = std::max(change, changed);
    if (role == LineRole::kBegin) change_begin = changed;
    int& down = carries_on(role) ? down_carrying : down_starting;
    down = std::max(down, lost);
  });
  never_ = -(down_starting + up + 2 * change + 1);
  const int most = down_starting + down_carrying + up + 4 * change + 3 * change_begin + 1;
  if (!table.rows().empty() && most > std::numeric_limits<int16_t>::max())
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

// What only old papers have, for all lines before the search.
void LineModel::add_old(const std::vector<LineFeatures>& features,
                        std::vector<Stage>& stages) const {
  constexpr size_t kLine = 8 * kModernLineWords, kBreak = kModernBreakBytes;
  for (size_t i = 0; i < stages.size(); ++i) {
    const auto& [line, after_first, after_later] = features[i];
    auto& [best, at_break] = stages[i];
    add(line[kModernLineWords], kLineBytes - kLine, kLine, best);
    add(after_first >> 8 * kBreak, kBreakBytes - kBreak, kAfterFirst + kBreak, at_break[1]);
    add(after_later >> 8 * kBreak, kBreakBytes - kBreak, kAfterLater + kBreak, at_break[2]);
  }
}

// Of the best path to `to` through `from`.
inline int LineModel::score(const Scores& before, const Stage& stage, LineRole from,
                            LineRole to) const {
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
  const Octet other =
      best_of(LineRole::kHead, LineRole::kHeadInner, LineRole::kSub, LineRole::kSubInner,
              LineRole::kByline, LineRole::kFurniture, LineRole::kCell);
  const Octet first = best_of(LineRole::kBegin) + stage.at_break[1].starting;
  const Octet later =
      best_of(LineRole::kInner, LineRole::kResume, LineRole::kCaption, LineRole::kCaptionInner) +
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
  const std::vector<LineFeatures> features = read_features(lines, cues, print_);
  std::vector<Stage> stages(lines.size());
  for (const LineRole role : kCarrying) stages[0].best.set(role, never_);
  if (print_ == Print::kOld) add_old(features, stages);
  for (size_t i = 0; i < lines.size(); ++i) {
    Stage& stage = stages[i];
    if (i > 0) {
      add(features[i].after_first, kModernBreakBytes, kAfterFirst, stage.at_break[1]);
      add(features[i].after_later, kModernBreakBytes, kAfterLater, stage.at_break[2]);
      const Scores& before = stages[i - 1].best;
      Scores reached = {start_block(before, stage), carry_on(before, stage)};
      const Octet base = Octet{} + reached.starting[0];
      reached.starting -= base;
      reached.carrying -= base;
      stage.best.add(reached);
    }
    for (size_t word = 0; word < kModernLineWords; ++word)
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

int LineModel::weight(Feature feature, LineRole role) const {
  const auto f = static_cast<size_t>(feature);
  size_t first_byte = 0, bit = f;
  if (f >= kLineFeatureCount) {
    first_byte = (f - kLineFeatureCount) % 2 == 0 ? kAfterFirst : kAfterLater;
    bit = (f - kLineFeatureCount) / 2;
  }
  return sums_[(first_byte + bit / 8) * kSettings + (size_t{1} << bit % 8)][role];
}

std::vector<std::vector<LineReason>> LineModel::reasons(const std::vector<Line>& lines,
                                                        const std::vector<uint32_t>& cues,
                                                        const std::vector<LineRole>& roles) const {
  const std::vector<LineFeatures> features = read_features(lines, cues, print_);
  std::vector<std::vector<LineReason>> reasons(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t twin = i > 0 ? break_after(roles[i - 1]) : 0;
    std::vector<Feature> on;
    std::array<int, kRoleCount> totals{};
    for (size_t f = 0; f < kFeatureCount; ++f) {
      const bool at_break = f >= kLineFeatureCount;
      if (at_break && (twin == 0 || (f - kLineFeatureCount) % 2 != twin - 1)) continue;
      const auto feature = static_cast<Feature>(f);
      if (!features[i].has(feature)) continue;
      on.push_back(feature);
      for_each_role(
          [&](LineRole role) { totals[static_cast<size_t>(role)] += weight(feature, role); });
    }
    LineRole rival = roles[i] == LineRole::kBegin ? LineRole::kInner : LineRole::kBegin;
    for_each_role([&](LineRole role) {
      if (role != roles[i] &&
          totals[static_cast<size_t>(role)] > totals[static_cast<size_t>(rival)])
        rival = role;
    });
    for (const Feature feature : on)
      reasons[i].push_back(
          {feature_name(feature), weight(feature, roles[i]) - weight(feature, rival)});
    std::stable_sort(reasons[i].begin(), reasons[i].end(),
                     [](const LineReason& a, const LineReason& b) { return a.weight > b.weight; });
  }
  return reasons;
}

}  // namespace newsmill
