// Viterbi over twelve roles. 完成。 / 新的一天开始了，大家 / 都很高兴。 with the middle line four
// columns narrow is inner, begin, inner: the feature indented_prev_stop speaks for begin. Tested by
// tests/segment/line_model_test.cc.
#include "segment/line_model.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <unordered_map>

#include "core/clones.h"
#include "segment/kept_memory.h"
#include "segment/role_places.h"

namespace newsmill {
namespace {

constexpr std::string_view kRoleNames[kRoleCount] = {
    "begin",     "inner",   "resume",        "head",   "head_inner", "sub",
    "sub_inner", "caption", "caption_inner", "byline", "furniture",  "cell"};
constexpr size_t kSettings = 256;  // of the features in one byte
// Where the tables for the bytes of a LineFeatures begin.
constexpr size_t kLineBytes = (kLineFeatureCount + 7) / 8,
                 kBreakBytes = (kBreakFeatureCount + 7) / 8;
constexpr size_t kAfterFirst = kLineBytes, kAfterLater = kAfterFirst + kBreakBytes;
constexpr size_t kBytes = kAfterLater + kBreakBytes;

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
  Octet& half = place < 8 ? starting : carrying;
  half[place % 8] = static_cast<int16_t>(score);
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
  sum_up(*weights);
  check_range(table, *weights);
  for_each_role([&](LineRole from) {
    for_each_role([&](LineRole to) {
      steps_to_[static_cast<size_t>(to)].set(from, steps_[static_cast<size_t>(from)][to]);
    });
  });
  for (size_t k = 0; k < kPairs; ++k) {
    first_steps_[k] = static_cast<int16_t>(steps_[static_cast<size_t>(kStarting[k])][kCarrying[k]]);
    later_steps_[k] = static_cast<int16_t>(steps_[static_cast<size_t>(kCarrying[k])][kCarrying[k]]);
  }
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
  using All [[gnu::vector_size(sizeof(Scores)), gnu::aligned(alignof(Scores))]] = int16_t;
  const Scores* sums = &sums_[first_byte * kSettings];
  All sum, more;  // in one register where there are such
  std::memcpy(&sum, &scores, sizeof sum);
  for (size_t byte = 0; byte < bytes; ++byte, sums += kSettings) {
    std::memcpy(&more, &sums[features >> 8 * byte & (kSettings - 1)], sizeof more);
    sum += more;
  }
  std::memcpy(&scores, &sum, sizeof sum);
}

inline LineModel::Scores LineModel::of_line(const LineFeatures& features) const {
  Scores scores{};
  add(features.line[0], 8, 0, scores);
  if (features.line[1] != 0) add(features.line[1], 8, 8, scores);
  if (features.line[2] != 0) add(features.line[2], kLineBytes - 16, 16, scores);
  return scores;
}

inline LineModel::Break LineModel::at_break(const LineFeatures& features) const {
  constexpr size_t kUsual = 2;  // bytes; the features of the others are those of old papers
  Break scores{};
  const uint32_t first = features.after_first, later = features.after_later;
  add(first, kUsual, kAfterFirst, scores.after_first);
  add(later, kUsual, kAfterLater, scores.after_later);
  if ((first | later) >> 8 * kUsual != 0) [[unlikely]] {
    add(first >> 8 * kUsual, kBreakBytes - kUsual, kAfterFirst + kUsual, scores.after_first);
    add(later >> 8 * kUsual, kBreakBytes - kUsual, kAfterLater + kUsual, scores.after_later);
  }
  return scores;
}

// Roles are offered in their order: of paths that score the same the first stays.
inline void LineModel::Paths::offer(const Paths& other) {
  const Octet taken = (other.score > score) & other.from;
  from = from > taken ? from : taken;
  score = score > other.score ? score : other.score;
}

// One of eight scores, eight times.
template <size_t kAt, class Eight>
Eight all_of(Eight scores) {
  return __builtin_shufflevector(scores, scores, kAt, kAt, kAt, kAt, kAt, kAt, kAt, kAt);
}
template <class Eight, class... Others>
Eight best_of(Eight best, Others... others) {
  ((best = best > others ? best : others), ...);
  return best;
}

// The best paths to the roles that start a block through one of some roles.
template <LineRole kRole, LineRole... kOthers>
inline LineModel::Octet LineModel::through(const Scores& before) const {
  constexpr size_t kRow = static_cast<size_t>(kRole), kAt = kPlace[kRow];
  Octet score = steps_[kRow].starting;
  if constexpr (kAt < 8)
    score += all_of<kAt>(before.starting);
  else
    score += all_of<kAt - 8>(before.carrying);
  return best_of(score, through<kOthers>(before)...);
}

// To the roles that start a block, all at once: they may follow any role.
inline LineModel::Octet LineModel::start_block(const Scores& before, const Break& at_break) const {
  using R = LineRole;
  const Octet first = through<R::kBegin>(before) + at_break.after_first.starting;
  const Octet later = through<R::kInner, R::kResume, R::kCaption, R::kCaptionInner>(before) +
                      at_break.after_later.starting;
  return best_of(
      first, later,
      through<R::kHead, R::kHeadInner, R::kSub, R::kSubInner, R::kByline, R::kFurniture, R::kCell>(
          before));
}

// The largest of eight numbers, eight times.
template <class Eight>
Eight largest_of(Eight all) {
  all = best_of(all, __builtin_shufflevector(all, all, 4, 5, 6, 7, 0, 1, 2, 3));
  all = best_of(all, __builtin_shufflevector(all, all, 2, 3, 0, 1, 6, 7, 4, 5));
  return best_of(all, __builtin_shufflevector(all, all, 1, 0, 3, 2, 5, 4, 7, 6));
}

// The role before the line on the best path to `role`, which starts a block; of equals the first.
LineRole LineModel::started_from(LineRole role, const Scores& before,
                                 const LineFeatures& features) const {
  // What a role in each place gets: by break_after, and how early it comes in their order.
  struct Places {
    alignas(Octet) std::array<int16_t, 8> after_first, after_later, order;
  };
  static constexpr auto kPlaces = [] {
    std::array<Places, 2> places{};
    for (size_t from = 0; from < kRoleCount; ++from) {
      const size_t at = kPlace[from], twin = break_after(static_cast<LineRole>(from));
      Places& half = places[at / 8];
      half.after_first[at % 8] = twin == 1 ? -1 : 0;
      half.after_later[at % 8] = twin == 2 ? -1 : 0;
      half.order[at % 8] = static_cast<int16_t>(kRoleCount - from);
    }
    return places;
  }();
  const Break added = at_break(features);
  const auto each = [](const std::array<int16_t, 8>& numbers) {
    return std::bit_cast<Octet>(numbers);
  };
  const Octet first = Octet{} + static_cast<int16_t>(added.after_first[role]),
              later = Octet{} + static_cast<int16_t>(added.after_later[role]);
  const auto total = [&](Octet scores, Octet steps, const Places& places) {
    return scores + steps + (first & each(places.after_first)) + (later & each(places.after_later));
  };
  const Scores& steps = steps_to_[static_cast<size_t>(role)];
  constexpr Octet kThere = {-1, -1, -1, -1};
  const Octet least = Octet{} + std::numeric_limits<int16_t>::min();
  const Octet starting = total(before.starting, steps.starting, kPlaces[0]);
  const Octet carrying = kThere ? total(before.carrying, steps.carrying, kPlaces[1]) : least;
  const Octet most = largest_of(best_of(starting, carrying));
  const Octet order = largest_of(best_of((starting == most) & each(kPlaces[0].order),
                                         (carrying == most) & each(kPlaces[1].order)));
  return static_cast<LineRole>(kRoleCount - static_cast<size_t>(order[0]));
}

// To the roles that carry one on: each follows the role that starts it, or itself. A paragraph may
// have been resumed, too.
inline LineModel::Paths LineModel::carry_on(const Scores& before, const Break& at_break) const {
  using R = LineRole;
  const auto each = [](R inner, R head, R sub, R caption) {
    return Octet{static_cast<int16_t>(inner), static_cast<int16_t>(head), static_cast<int16_t>(sub),
                 static_cast<int16_t>(caption)};
  };
  constexpr Octet kInner = {-1}, kCaption = {0, 0, 0, -1}, kAll = {-1, -1, -1, -1};
  const Octet first = at_break.after_first.carrying, later = at_break.after_later.carrying;
  Paths best{(before.starting & kAll) + first_steps_ + (first & kInner) + (later & kCaption),
             each(R::kBegin, R::kHead, R::kSub, R::kCaption)};
  best.offer({before.carrying + later_steps_ + (later & (kInner | kCaption)),
              each(R::kInner, R::kHeadInner, R::kSubInner, R::kCaptionInner)});
  const Octet resumed = steps_[static_cast<size_t>(R::kResume)].carrying +
                        all_of<kPlace[static_cast<size_t>(R::kResume)]>(before.starting) + later;
  best.offer({kInner ? resumed : best.score, Octet{static_cast<int16_t>(R::kResume)}});
  return best;
}

NEWSMILL_CLONES std::vector<LineRole> LineModel::roles(std::span<const Line> lines,
                                                       const std::vector<uint32_t>& cues) const {
  std::vector<LineRole> path(lines.size());
  if (lines.empty()) return path;
  static thread_local KeptMemory<LineFeatures> features_of_page;
  static thread_local KeptMemory<Step> steps_of_page;
  const std::span<LineFeatures> features{features_of_page.room(lines.size()), lines.size()};
  read_features(lines, cues, print_, features);
  Step* const __restrict steps = steps_of_page.room(lines.size());
  Scores best = of_line(features[0]);  // up to a constant
  for (const LineRole role : kCarrying) best.set(role, best[role] + never_);
  for (size_t i = 1; i < lines.size(); ++i) {
    const Break added = at_break(features[i]);
    const Paths carrying = carry_on(best, added);
    steps[i] = {best, carrying.from};
    const Octet starting = start_block(best, added);
    const Octet base = all_of<0>(starting);
    best = {starting - base, carrying.score - base};
    best.add(of_line(features[i]));
  }
  LineRole role = LineRole::kBegin;
  for_each_role([&](LineRole other) {
    if (best[other] > best[role]) role = other;
  });
  for (size_t i = lines.size(); i-- > 0;) {
    path[i] = role;
    if (i == 0) break;
    const Step& step = steps[i];
    role = carries_on(role)
               ? static_cast<LineRole>(step.carried_from[kPlace[static_cast<size_t>(role)] - 8])
               : started_from(role, step.before, features[i]);
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

std::vector<std::vector<LineReason>> LineModel::reasons(std::span<const Line> lines,
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
