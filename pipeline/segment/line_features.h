// What the line model looks at.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "segment/line.h"

namespace newsmill {

// clang-format off
// Names as in line_model.tsv, which gives each an example and its weights. First 64 that most lines
// have some of.
#define NEWSMILL_OFTEN_FEATURES(X)                                                           \
  /* The line's width against its column's. */                                               \
  X(bias) X(full) X(early_squeezed) X(indented) X(shortish) X(stub) X(tiny)                  \
  /* Its first and last characters. */                                                       \
  X(starts_open) X(starts_digit) X(ends_stop) X(ends_comma) X(ends_word)                     \
  /* Its text. */                                                                            \
  X(stop_inside) X(period_inside) X(comma_inside) X(spaced) X(closes_first) X(plain_short)   \
  /* What stands before it. */                                                               \
  X(gap) X(prev_stop) X(prev_comma) X(prev_word) X(prev_stop_gap) X(prev_open_gap)           \
  X(prev_stop_usual_gap) X(prev_stop_usual_no_gap) X(in_bracket) X(prev_tiny)                \
  X(column_changes) X(same_columns) X(prev_plain_short) X(prev_short)                        \
  /* What stands behind it. */                                                               \
  X(gap_after) X(next_full) X(next_indented) X(next_short) X(next_same_columns)              \
  X(next_column_changes) X(next_tiny) X(next_open) X(room_behind_first) X(room_behind_later) \
  X(credit_soon)                                                                             \
  /* The lines between two blank lines. */                                                   \
  X(plain_block) X(short_block) X(one_line_block)                                            \
  /* Two of these at once. */                                                                \
  X(indented_next_full) X(indented_prev_stop) X(indented_prev_plain) X(full_prev_stop)       \
  X(plain_next_indented) X(plain_gap) X(plain_gap_after) X(plain_gaps) X(plain_no_gaps)      \
  X(plain_prev_stop) X(plain_prev_plain) X(stop_next_indented) X(stop_short)                 \
  X(plain_room_behind) X(maybe_indented) X(prev_short_word) X(full_prev_word)                \
  X(stop_room_behind)

// 64 of which six lines in seven have none: the model passes over them all at once.
#define NEWSMILL_SELDOM_FEATURES(X)                                                          \
  /* The line's width against its column's. */                                               \
  X(juts_out) X(far_out) X(early) X(full_squeezed) X(couplet)                                \
  /* Its first and last characters. */                                                       \
  X(starts_dash) X(starts_close) X(starts_bullet) X(starts_latin) X(ends_question)           \
  X(ends_colon) X(ends_dash) X(ends_bracket)                                                 \
  /* Its text. */                                                                            \
  X(figures) X(loose) X(dateline) X(byline) X(caption) X(credit) X(guide) X(notice)          \
  X(jump_from) X(jump_to) X(jump_alone) X(masthead) X(mostly_masthead) X(label) X(chapter)   \
  X(section) X(item)                                                                         \
  /* What stands before it. */                                                               \
  X(first) X(second) X(prev_colon) X(prev_bracket) X(prev_jump_to) X(prev_masthead)          \
  X(prev_byline) X(prev_label) X(prev_guide) X(prev_juts_out) X(prev_credit) X(prev_caption) \
  /* What stands behind it. */                                                               \
  X(last) X(next_juts_out) X(next_dateline) X(next_byline) X(next_masthead) X(next_figures)  \
  /* The lines between two blank lines. */                                                   \
  X(credit_in_block) X(block_colon)                                                          \
  /* Two of these at once. */                                                                \
  X(question_heading) X(tiny_gaps) X(clause_heading) X(dash_subtitle) X(top_label)           \
  X(top_plain) X(numbered_plain) X(numbered_room) X(numbered_clause_room) X(plain_heading)   \
  X(plain_heading_room) X(plain_next_dateline) X(maybe_indented_stop) X(maybe_indented_gap)

#define NEWSMILL_LINE_FEATURES(X) NEWSMILL_OFTEN_FEATURES(X) NEWSMILL_SELDOM_FEATURES(X)

// Only on pages of old papers (old_features.h): 、 ends sentences, headlines are stacks of lines.
#define NEWSMILL_OLD_LINE_FEATURES(X)                                                            \
  X(wire) X(next_wire) X(bracketed) X(next_bracketed) X(numbered_prev_mark) X(open_prev_mark)    \
  X(bullet_prev_mark) X(mark_prev_mark) X(verse) X(first_text) X(title_second) X(title_third)    \
  X(title_later) X(title_longer) X(title_shorter) X(title_same) X(plain_later) X(inset)          \
  X(mark_behind) X(next_first_text)

// Few lines have one of these. Lines of letters, pages whose lines are paragraphs, …
#define NEWSMILL_RARE_FEATURES(X)                                                       \
  X(small_first) X(small_first_next) X(worded_stop_gap) X(whole_line) X(colon_indented) \
  X(behind_note)

// What the model looks at across a line break, told apart by what the line before is: the first
// line of a paragraph (about four columns are its indent) or a later one.
#define NEWSMILL_BREAK_FEATURES(X)                                                           \
  /* Would the line's first piece have fitted behind the line before? */                     \
  X(no_room) X(room) X(much_room) X(overfull) X(no_room_stop) X(room_stop) X(much_room_stop) \
  X(no_room_indented) X(room_indented) X(room_gap) X(no_room_gap) X(no_room_stop_gap)        \
  X(no_room_bracket) X(room_bracket) X(room_numbered)
#define NEWSMILL_OLD_BREAK_FEATURES(X) \
  X(room_mark) X(much_room_mark) X(no_room_mark) X(room_wire) X(room_open) X(room_text)
// clang-format on

enum class Feature : uint8_t {
#define NEWSMILL_ENUM(name) name,
  NEWSMILL_LINE_FEATURES(NEWSMILL_ENUM) NEWSMILL_OLD_LINE_FEATURES(NEWSMILL_ENUM)
      NEWSMILL_RARE_FEATURES(NEWSMILL_ENUM)
#undef NEWSMILL_ENUM
#define NEWSMILL_ENUM(name) name##_after_first, name##_after_later,
          NEWSMILL_BREAK_FEATURES(NEWSMILL_ENUM) NEWSMILL_OLD_BREAK_FEATURES(NEWSMILL_ENUM)
#undef NEWSMILL_ENUM
              kCount
};
constexpr size_t kFeatureCount = static_cast<size_t>(Feature::kCount);
constexpr size_t kLineFeatureCount = static_cast<size_t>(Feature::no_room_after_first);
constexpr size_t kBreakFeatureCount = (kFeatureCount - kLineFeatureCount) / 2;
static_assert(kLineFeatureCount <= 192 && kBreakFeatureCount <= 32, "they fill four words");
static_assert(Feature::juts_out == Feature{64}, "the rare features are the second word's");
static_assert(Feature::wire == Feature{128},
              "features of old papers and of letters are the third word's");

std::string_view feature_name(Feature feature);

// The features that one line has, a bit for each.
struct LineFeatures {
  std::array<uint64_t, 3> line{};  // whatever the line before is, in the order of Feature
  uint32_t after_first = 0;        // if the line before begins a paragraph
  uint32_t after_later = 0;        // if the line before carries one on

  bool has(Feature feature) const;
  void add(Feature feature);
};

enum class Print : uint8_t { kModern, kOld };  // kOld: the features of old papers are read too

// One for each line, into `features`. `cues` as CueReader (and OldPrint) give them. Linear in the
// number of lines.
void read_features(std::span<const Line> lines, const std::vector<uint32_t>& cues, Print print,
                   std::span<LineFeatures> features);
inline std::vector<LineFeatures> read_features(std::span<const Line> lines,
                                               const std::vector<uint32_t>& cues,
                                               Print print = Print::kModern) {
  std::vector<LineFeatures> features(lines.size());
  read_features(lines, cues, print, features);
  return features;
}

}  // namespace newsmill
