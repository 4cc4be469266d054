// Which role each line of a page plays, and so what happens at each line break.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "rules/table.h"
#include "segment/line.h"
#include "segment/line_features.h"

namespace newsmill {

// A role that carries on (kInner, …) is joined to the line before; any other starts a block.
enum class Role : uint8_t {
  kBegin,
  kInner,   // of a paragraph
  kResume,  // inside a paragraph whose beginning stands elsewhere
  kHead,
  kHeadInner,  // headline
  kSub,
  kSubInner,  // heading inside an article
  kCaption,
  kCaptionInner,
  kByline,
  kFurniture,
  kCell,
  kCount
};
constexpr size_t kRoleCount = static_cast<size_t>(Role::kCount);

inline bool carries_on(Role role) {
  return role == Role::kInner || role == Role::kHeadInner || role == Role::kSubInner ||
         role == Role::kCaptionInner;
}
// May a line of role `to` follow one of role `from`?
bool may_follow(Role from, Role to);

// A linear chain: each role of a line scores the sum of its features' weights, each pair of
// neighbouring roles the weight of the step; the path that scores most wins. Weights are the
// integers of line_model.tsv, fitted by tools/fit_lines.py.
class LineModel {
 public:
  // Throws FatalError unless the table has exactly the rows and columns it should.
  explicit LineModel(const RuleTable& table);

  // One role for each line. Linear in the number of lines.
  std::vector<Role> roles(const std::vector<Line>& lines, const std::vector<uint32_t>& cues) const;

 private:
  static_assert(kRoleCount % 4 == 0, "scores fill whole registers");
  struct alignas(16) Scores {
    std::array<int32_t, kRoleCount> of{};  // by role
    int32_t& operator[](size_t role) { return of[role]; }
    int32_t operator[](size_t role) const { return of[role]; }
  };
  void add(const FeatureList& features, Scores& scores) const;
  static size_t strongest(const Scores& scores);  // the first of equals
  void step(const std::array<Scores, 3>& pairs, const Scores& best, Scores& reached) const;

  std::array<Scores, kFeatureCount> weights_{};
  std::array<Scores, kRoleCount> steps_{};  // from, to
};

}  // namespace newsmill
