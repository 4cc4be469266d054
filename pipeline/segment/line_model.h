// Which role each line of a page plays, and so what happens at each line break.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/table.h"
#include "segment/line.h"
#include "segment/line_features.h"
#include "segment/line_reason.h"

namespace newsmill {

// A role that carries on (kInner, …) is joined to the line before; any other starts a block.
enum class LineRole : uint8_t {
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
constexpr size_t kRoleCount = static_cast<size_t>(LineRole::kCount);

constexpr bool carries_on(LineRole role) {
  constexpr auto bit = [](LineRole one) { return 1u << static_cast<unsigned>(one); };
  constexpr unsigned kThatDo = bit(LineRole::kInner) | bit(LineRole::kHeadInner) |
                               bit(LineRole::kSubInner) | bit(LineRole::kCaptionInner);
  return (kThatDo >> static_cast<unsigned>(role) & 1) != 0;
}
// May a line of role `to` follow one of role `from`?
constexpr bool may_follow(LineRole from, LineRole to) {
  switch (to) {
    case LineRole::kInner:
      return from == LineRole::kBegin || from == LineRole::kInner || from == LineRole::kResume;
    case LineRole::kHeadInner:
      return from == LineRole::kHead || from == LineRole::kHeadInner;
    case LineRole::kSubInner:
      return from == LineRole::kSub || from == LineRole::kSubInner;
    case LineRole::kCaptionInner:
      return from == LineRole::kCaption || from == LineRole::kCaptionInner;
    default:
      return true;
  }
}

// A linear chain: each role of a line scores the sum of its features' weights, each pair of
// neighbouring roles the weight of the step; the path that scores most wins, of equals the one
// through roles that come first. Weights are the integers of line_model.tsv, fitted by
// tools/fit_lines.py.
class LineModel {
 public:
  // Throws FatalError unless the table has exactly the rows and columns it should, with weights
  // small enough for scores of 16 bits.
  // With Print::kOld it looks at the features of old papers too.
  explicit LineModel(const RuleTable& table, Print print = Print::kModern);

  // One role for each line. Linear in the number of lines.
  std::vector<LineRole> roles(std::span<const Line> lines, const std::vector<uint32_t>& cues) const;

  // For each line the features that spoke for its role, strongest first. Not made for speed.
  std::vector<std::vector<LineReason>> reasons(std::span<const Line> lines,
                                               const std::vector<uint32_t>& cues,
                                               const std::vector<LineRole>& roles) const;

 private:
  // Eight scores in one register; GCC and Clang have arithmetic for it on any processor.
  using Octet [[gnu::vector_size(16)]] = int16_t;
  // A score for each role: of the eight that start a block, and of those that carry one on.
  struct Scores {
    Octet starting, carrying;
    int operator[](LineRole role) const;
    void set(LineRole role, int score);
    void add(const Scores& other);
  };
  // What the break before a line adds, if the line before is a paragraph's first or a later one.
  struct Break {
    Scores after_first, after_later;
  };
  // The best paths to each role that carries on: their scores, and the roles before, as numbers.
  struct Paths {
    Octet score, from;
    void offer(const Paths& other);
  };
  // At a line break: the scores before it, and whence the roles that carry on.
  struct Step {
    Scores before;
    Octet carried_from;
  };
  using Weights = std::array<Scores, kFeatureCount>;

  int weight(Feature feature, LineRole role) const;
  void check_range(const RuleTable& table, const Weights& weights);
  void sum_up(const Weights& weights);
  void add(uint64_t features, size_t bytes, size_t first_byte, Scores& scores) const;
  Scores of_line(const LineFeatures& features) const;
  Break at_break(const LineFeatures& features) const;
  template <LineRole kRole, LineRole... kOthers>
  Octet through(const Scores& before) const;
  Octet start_block(const Scores& before, const Break& at_break) const;
  Paths carry_on(const Scores& before, const Break& at_break) const;
  LineRole started_from(LineRole role, const Scores& before, const LineFeatures& features) const;

  Print print_;
  // The weights of every setting of eight features that stand side by side, summed: 256 for each
  // byte of LineFeatures.
  std::vector<Scores> sums_;
  std::array<Scores, kRoleCount> steps_{}, steps_to_{};  // from, to; to, from
  Octet first_steps_{}, later_steps_{};  // of starting roles to theirs that carry on, of these
  int never_ = 0;                        // the score of a role that no page starts with
};

}  // namespace newsmill
