// The features of a line are yes-or-no questions about it and its neighbours; line_model.tsv says
// what each answer is worth for each role. All are answered for 64 lines at once: a plane is a word
// whose bit i is the answer for line i, so that “plain, behind a line that ends a sentence” is
// plain & before(stop). Tested by tests/segment/line_model_test.cc with the example of each row and
// by tests/segment/line_features_test.cc against one line at a time.
#include "segment/line_features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <initializer_list>
#include <utility>

#include "core/clones.h"
#include "segment/kept_memory.h"
#include "segment/line_blocks.h"
#include "segment/line_traits.h"
#include "segment/old_features.h"
#include "segment/square.h"

namespace newsmill {
namespace {

using F = Feature;
using T = Trait;

constexpr F kRareFeatures[] = {
#define NEWSMILL_ENUM(name) F::name,
    NEWSMILL_RARE_FEATURES(NEWSMILL_ENUM)
#undef NEWSMILL_ENUM
};
constexpr size_t kTop = 6, kBottom = 5;  // lines

constexpr std::string_view kNames[] = {
#define NEWSMILL_NAME(name) #name,
    NEWSMILL_LINE_FEATURES(NEWSMILL_NAME) NEWSMILL_OLD_LINE_FEATURES(NEWSMILL_NAME)
        NEWSMILL_RARE_FEATURES(NEWSMILL_NAME)
#undef NEWSMILL_NAME
#define NEWSMILL_NAME(name) #name "_after_first", #name "_after_later",
            NEWSMILL_BREAK_FEATURES(NEWSMILL_NAME) NEWSMILL_OLD_BREAK_FEATURES(NEWSMILL_NAME)
#undef NEWSMILL_NAME
};

// The planes of 64 lines, and a look at the lines on either side of them.
class Planes {
 public:
  Planes(const BitSquare* squares, size_t word, size_t lines)
      : squares_(squares + 1), word_(word), lines_(lines) {}

  uint64_t of(Trait trait) const { return here()[static_cast<size_t>(trait)]; }
  // Does the line n lines before have it, the one n lines behind?
  uint64_t before(Trait trait, unsigned n = 1) const {
    const auto t = static_cast<size_t>(trait);
    return here()[t] << n | squares_[word_ - 1][t] >> (kLanes - n);
  }
  uint64_t behind(Trait trait, unsigned n = 1) const {
    const auto t = static_cast<size_t>(trait);
    return here()[t] >> n | squares_[word_ + 1][t] << (kLanes - n);
  }
  // The lines from the n-th of the page on.
  uint64_t from(size_t n) const {
    const size_t first = word_ * kLanes;
    if (n <= first) return ~uint64_t{0};
    return n - first < kLanes ? ~uint64_t{0} << (n - first) : 0;
  }
  size_t lines() const { return lines_; }

 private:
  const BitSquare& here() const { return squares_[word_]; }

  const BitSquare* squares_;  // from −1 to one behind the last, those two empty
  size_t word_, lines_;
};

// The features of 64 lines: a square of planes for each word of LineFeatures.
class Formulas {
 public:
  Formulas(const Planes& planes, const PageTraits& page)
      : in_(planes),
        usual_(everywhere(page.gaps_are_usual)),
        worded_(everywhere(page.worded)),
        whole_(everywhere(page.whole)) {}

  NEWSMILL_CLONES void write(LineFeatures* out, size_t count) {
    shape();
    wording();
    before();
    behind();
    block();
    indents();
    plain_lines();
    gaps_around();
    line_break(F::no_room_after_first, T::kOverfullFirst, T::kTightFirst, T::kMuchRoomFirst);
    line_break(F::no_room_after_later, T::kOverfullLater, T::kTightLater, T::kMuchRoomLater);
    for (BitSquare* const square : {&squares_[0], &squares_[1], &squares_[kBreaks]})
      transpose(*square);
    for (size_t i = 0; i < count; ++i)
      out[i] = {{squares_[0][i], squares_[1][i]},
                static_cast<uint32_t>(squares_[kBreaks][i]),
                static_cast<uint32_t>(squares_[kBreaks][i] >> 32)};
    for (const F feature : kRareFeatures) give(out, feature);
  }

 private:
  static uint64_t everywhere(bool holds) { return holds ? ~uint64_t{0} : 0; }
  uint64_t of(Trait trait) const { return in_.of(trait); }
  template <class... Traits>
  uint64_t any(Traits... traits) const {
    return (of(traits) | ...);
  }
  template <class... Traits>
  uint64_t any_before(Traits... traits) const {
    return (in_.before(traits) | ...);
  }
  template <class... Traits>
  uint64_t any_behind(Traits... traits) const {
    return (in_.behind(traits) | ...);
  }
  void put(Feature feature, uint64_t plane) {
    const auto f = static_cast<size_t>(feature);
    squares_[f / kLanes].set(f % kLanes, plane);
  }
  // Gives the feature to the lines that have it.
  void give(LineFeatures* out, Feature feature) const {
    const auto f = static_cast<size_t>(feature);
    const uint64_t bit = uint64_t{1} << f % kLanes;
    for (uint64_t plane = squares_[f / kLanes][f % kLanes] & lines_; plane != 0; plane &= plane - 1)
      out[std::countr_zero(plane)].line[f / kLanes] |= bit;
  }
  void put_as(std::initializer_list<std::pair<Feature, Trait>> same) {
    for (const auto& [feature, trait] : same) put(feature, of(trait));
  }

  void shape() {
    put(F::bias, lines_);
    put(F::full, of(T::kFull) & ~squeezed_);
    put(F::full_squeezed, squeezed_);
    put(F::early, of(T::kEarly) & ~of(T::kMaybeIndented));
    put(F::early_squeezed, of(T::kEarly) & of(T::kMaybeIndented));
    put(F::stub, short_ & ~of(T::kShortish));
    put_as({{F::far_out, T::kFarOut},
            {F::juts_out, T::kJutsOut},
            {F::indented, T::kIndented},
            {F::shortish, T::kShortish},
            {F::tiny, T::kTiny}});
    // Lines of verse come in pairs of one length.
    const uint64_t before = any_before(T::kStop, T::kComma) & in_.before(T::kVerse),
                   behind = any_behind(T::kStop, T::kComma) & in_.behind(T::kVerse);
    put(F::couplet, any(T::kStop, T::kComma) & of(T::kVerse) &
                        ((before & of(T::kSameColumns)) | (behind & in_.behind(T::kSameColumns))));
  }

  void wording() {
    put(F::ends_stop, stop_ & of(T::kPeriod));
    put(F::ends_question, stop_ & ~of(T::kPeriod));
    const uint64_t word = lines_ & ~any(T::kStop, T::kComma, T::kColon, T::kDash);
    put(F::ends_bracket, word & of(T::kClosed));
    put(F::ends_word, word & ~of(T::kClosed));
    put_as({{F::starts_open, T::kStartsOpen},
            {F::starts_dash, T::kStartsDash},
            {F::starts_close, T::kStartsClose},
            {F::starts_bullet, T::kStartsBullet},
            {F::starts_digit, T::kStartsDigit},
            {F::starts_latin, T::kStartsLatin},
            {F::ends_comma, T::kComma},
            {F::ends_colon, T::kColon},
            {F::ends_dash, T::kDash},
            {F::stop_inside, T::kStopInside},
            {F::period_inside, T::kPeriodInside},
            {F::figures, T::kFigures},
            {F::closes_first, T::kClosesFirst},
            {F::plain_short, T::kPlain}});
    put_as({{F::comma_inside, T::kCommaInside},
            {F::spaced, T::kSpaced},
            {F::loose, T::kLoose},
            {F::dateline, T::kDateline},
            {F::byline, T::kByline},
            {F::caption, T::kCaption},
            {F::credit, T::kCredit},
            {F::guide, T::kGuide},
            {F::notice, T::kNotice},
            {F::jump_from, T::kJumpFrom},
            {F::jump_to, T::kJumpTo},
            {F::jump_alone, T::kJumpAlone},
            {F::masthead, T::kMasthead},
            {F::mostly_masthead, T::kMostlyMasthead},
            {F::label, T::kLabel},
            {F::chapter, T::kChapter},
            {F::section, T::kSection},
            {F::item, T::kItem}});
  }

  void before() {
    put(F::first, ~later_ & lines_);
    put(F::second, later_ & ~in_.from(2));
    put(F::gap, gap_);
    put(F::prev_stop, after_stop_);
    put(F::prev_comma, in_.before(T::kComma));
    put(F::prev_colon, in_.before(T::kColon));
    const uint64_t word = later_ & ~any_before(T::kStop, T::kComma, T::kColon);
    put(F::prev_bracket, word & in_.before(T::kClosed));
    put(F::prev_word, word & ~in_.before(T::kClosed));
    put(F::prev_stop_gap, gap_ & after_stop_);
    put(F::prev_open_gap, gap_ & ~after_stop_);
    put(F::prev_stop_usual_gap, usual_ & after_stop_ & gap_);
    put(F::prev_stop_usual_no_gap, usual_ & after_stop_ & ~gap_);
    put(F::in_bracket, of(T::kInBracket));
    put(F::prev_jump_to, in_.before(T::kJumpTo));
    put(F::prev_masthead, any_before(T::kMasthead, T::kMostlyMasthead));
    put(F::prev_byline, in_.before(T::kByline));
    put(F::prev_label, in_.before(T::kLabel));
    put(F::prev_guide, in_.before(T::kGuide));
    put(F::prev_credit, in_.before(T::kCredit));
    put(F::prev_caption, in_.before(T::kCaption));
    put(F::prev_tiny, in_.before(T::kTiny));
    put(F::column_changes, of(T::kColumnChanges));
    put(F::same_columns, of(T::kSameColumns) & ~full_);
    put(F::prev_juts_out, any_before(T::kFarOut, T::kJutsOut));
    put(F::prev_plain_short, in_.before(T::kPlain) & ~in_.before(T::kFull));
    const uint64_t after_short =
        later_ & ~any_before(T::kFarOut, T::kJutsOut, T::kFull, T::kEarly, T::kIndented);
    put(F::prev_short, after_short & after_stop_);
    put(F::prev_short_word, after_short & ~after_stop_);
    put(F::full_prev_word, later_ & full_ & ~after_stop_);
  }

  void behind() {
    put(F::last, lines_ & ~followed_);
    put(F::gap_after, gap_behind_);
    put(F::next_full, in_.behind(T::kFull));
    put(F::next_indented, next_indented_);
    put(F::next_juts_out, any_behind(T::kFarOut, T::kJutsOut));
    put(F::next_short,
        followed_ & ~any_behind(T::kFarOut, T::kJutsOut, T::kFull, T::kEarly, T::kIndented));
    put(F::next_dateline, in_.behind(T::kDateline));
    put(F::next_byline, in_.behind(T::kByline));
    put(F::next_masthead, any_behind(T::kMasthead, T::kMostlyMasthead));
    put(F::next_same_columns, in_.behind(T::kSameColumns) & ~full_);
    put(F::next_figures, in_.behind(T::kFigures));
    put(F::next_column_changes, in_.behind(T::kColumnChanges));
    put(F::next_tiny, in_.behind(T::kTiny));
    put(F::next_open, in_.behind(T::kStartsOpen));
    put(F::room_behind_first, in_.behind(T::kRoomBeforeFirst));
    put(F::room_behind_later, room_behind_);
    put(F::credit_soon, followed_ & (of(T::kCredit) | in_.behind(T::kCredit) |
                                     in_.behind(T::kCredit, 2) | in_.behind(T::kCredit, 3)));
  }

  void block() {
    const uint64_t alone = gap_before_ & no_line_behind_;
    put(F::one_line_block, alone);
    put(F::short_block, of(T::kBlockShort) & ~alone);
    put_as({{F::credit_in_block, T::kBlockCredit},
            {F::plain_block, T::kBlockPlain},
            {F::block_colon, T::kBlockColon}});
  }

  void indents() {
    put(F::indented_next_full, of(T::kIndented) & in_.behind(T::kFull));
    put(F::indented_prev_stop, of(T::kIndented) & after_stop_);
    put(F::indented_prev_plain, of(T::kIndented) & ~after_stop_);
    put(F::maybe_indented, of(T::kMaybeIndented));
    put(F::maybe_indented_stop, of(T::kMaybeIndented) & after_stop_);
    put(F::maybe_indented_gap, of(T::kMaybeIndented) & after_stop_ & gap_before_);
    put(F::full_prev_stop, full_ & after_stop_);
    put(F::stop_next_indented, stop_ & next_indented_);
    put(F::stop_short, stop_ & ~full_);
    put(F::stop_room_behind, stop_ & room_behind_);
  }

  void plain_lines() {
    const uint64_t plain = of(T::kPlain), room = in_.behind(T::kRoomBeforeFirst);
    put(F::plain_next_indented, plain & next_indented_);
    put(F::plain_gaps, plain & gap_before_ & no_line_behind_);
    put(F::plain_gap, plain & gap_before_ & ~no_line_behind_);
    put(F::plain_gap_after, plain & ~gap_before_ & no_line_behind_);
    put(F::plain_no_gaps, plain & ~gap_before_ & ~no_line_behind_);
    put(F::plain_prev_stop, plain & after_stop_);
    put(F::plain_prev_plain, plain & in_.before(T::kPlain));
    put(F::top_plain, plain & ~in_.from(kTop));
    put(F::numbered_room, plain & numbered_ & room);
    put(F::numbered_plain, plain & numbered_ & ~room);
    put(F::plain_room_behind, plain & room);
    put(F::plain_heading_room, plain & after_stop_ & next_indented_ & room);
    put(F::plain_heading, plain & after_stop_ & next_indented_ & ~room);
    put(F::plain_next_dateline, plain & any_behind(T::kDateline, T::kByline));
    put(F::question_heading, plain & stop_ & after_stop_ & room &
                                 (next_indented_ | any_behind(T::kDateline, T::kByline)));
    const uint64_t clause = of(T::kCommaInside) & ~any(T::kPeriodInside, T::kComma, T::kColon);
    put(F::clause_heading, clause & ~stop_ & after_stop_ & room & next_indented_);
    put(F::dash_subtitle, plain & of(T::kStartsDash) & in_.before(T::kPlain));
    put(F::numbered_clause_room, ~plain & ~of(T::kPeriodInside) & ~stop_ & room & numbered_);
  }

  void gaps_around() {
    const uint64_t alone = gap_before_ & no_line_behind_;
    put_as({{F::small_first, T::kSmallFirst}});
    put(F::small_first_next, in_.behind(T::kSmallFirst));
    put(F::whole_line, whole_ & later_);
    rare_lines();
    put(F::worded_stop_gap, worded_ & gap_ & after_stop_ & ~of(T::kSmallFirst));
    put(F::tiny_gaps, alone & of(T::kFew));
    const size_t bottom = in_.lines() > kBottom ? in_.lines() - kBottom : 0;
    put(F::top_label, of(T::kLabel) & (~in_.from(kTop) | in_.from(bottom)));
  }

  void rare_lines() {
    put(F::colon_indented, of(T::kIndented) & in_.before(T::kColon) & in_.before(T::kFull));
    // （作者为柳湾大学 / 教授） / > 老街新颜
    const uint64_t note = (in_.before(T::kStartsOpen) & ~in_.before(T::kClosesFirst)) |
                          (in_.before(T::kStartsOpen, 2) & in_.before(T::kClosesFirst));
    put(F::behind_note, note & in_.before(T::kClosed) & ~after_stop_ & ~of(T::kTightLater));
  }

  // `first` is the first of the features wanted, whose twins stand between them.
  void line_break(Feature first, Trait overfull, Trait tight, Trait much) {
    const unsigned shift = first == F::no_room_after_first ? 0 : 32;
    const auto add = [&](Feature feature, uint64_t plane) {
      const auto f = static_cast<unsigned>(feature) - static_cast<unsigned>(F::no_room_after_first);
      squares_[kBreaks].set(shift + f / 2, plane);
    };
    const uint64_t loose = in_.before(T::kLoose), closed = in_.before(T::kClosed) & ~after_stop_;
    const uint64_t tight_here = later_ & (loose | of(tight)), room = later_ & ~tight_here;
    const uint64_t much_room = room & of(much);
    add(F::overfull_after_first, of(overfull) & ~loose);
    add(F::no_room_after_first, tight_here);
    add(F::no_room_stop_after_first, tight_here & after_stop_);
    add(F::no_room_bracket_after_first, tight_here & closed);
    add(F::no_room_indented_after_first, tight_here & of(T::kIndented));
    add(F::no_room_gap_after_first, tight_here & gap_);
    add(F::no_room_stop_gap_after_first, tight_here & gap_ & after_stop_);
    add(F::room_after_first, room & ~much_room);
    add(F::much_room_after_first, much_room);
    add(F::room_stop_after_first, room & ~much_room & after_stop_);
    add(F::much_room_stop_after_first, much_room & after_stop_);
    add(F::room_bracket_after_first, room & closed);
    add(F::room_numbered_after_first,
        room & in_.before(T::kPlain) & any_before(T::kChapter, T::kSection, T::kItem));
    add(F::room_indented_after_first, room & of(T::kIndented));
    add(F::room_gap_after_first, room & gap_);
  }

  const Planes in_;
  const uint64_t usual_, worded_, whole_;
  const uint64_t lines_ = ~in_.from(in_.lines());  // that there are
  const uint64_t later_ = lines_ & in_.from(1);    // with a line before them
  const uint64_t followed_ = lines_ & ~in_.from(in_.lines() - 1);
  const uint64_t stop_ = of(T::kStop), after_stop_ = in_.before(T::kStop);
  const uint64_t full_ = of(T::kFull);
  const uint64_t gap_ = later_ & of(T::kGap), gap_behind_ = in_.behind(T::kGap);
  const uint64_t gap_before_ = gap_ | ~later_, no_line_behind_ = gap_behind_ | ~followed_;
  const uint64_t next_indented_ = in_.behind(T::kIndented);
  const uint64_t room_behind_ = followed_ & ~in_.behind(T::kTightLater);
  const uint64_t numbered_ = any(T::kChapter, T::kSection, T::kItem);
  const uint64_t squeezed_ = full_ & of(T::kOneLeft) & of(T::kMaybeIndented);
  // More than an indent is free.
  const uint64_t short_ = lines_ & ~any(T::kFarOut, T::kJutsOut, T::kFull, T::kEarly, T::kIndented);
  static constexpr size_t kBreaks = 3;  // the last square's number
  std::array<BitSquare, 4> squares_{};
};

}  // namespace

std::string_view feature_name(Feature feature) {
  return kNames[static_cast<size_t>(feature)];
}

bool LineFeatures::has(Feature feature) const {
  const auto f = static_cast<size_t>(feature);
  if (f < kLineFeatureCount) return (line[f / kLanes] >> f % kLanes & 1) != 0;
  const size_t at_break = f - kLineFeatureCount;
  return ((at_break % 2 == 0 ? after_first : after_later) >> at_break / 2 & 1) != 0;
}
void LineFeatures::add(Feature feature) {
  const auto f = static_cast<size_t>(feature);
  if (f < kLineFeatureCount) {
    line[f / kLanes] |= uint64_t{1} << f % kLanes;
    return;
  }
  const size_t at_break = f - kLineFeatureCount;
  (at_break % 2 == 0 ? after_first : after_later) |= uint32_t{1} << at_break / 2;
}

NEWSMILL_CLONES void read_features(std::span<const Line> lines, const std::vector<uint32_t>& cues,
                                   Print print, std::span<LineFeatures> features) {
  static thread_local KeptMemory<uint64_t> traits_of_page;
  static thread_local KeptMemory<BitSquare> planes_of_page;
  const std::span<uint64_t> traits{traits_of_page.room(lines.size()), lines.size()};
  const PageTraits page = read_traits(lines, cues, traits);
  const size_t words = (lines.size() + kLanes - 1) / kLanes;
  BitSquare* const squares = planes_of_page.room(words + 2);
  squares[0] = squares[words] = squares[words + 1] = {};
  for (size_t word = 0; word < words; ++word) {
    const size_t first = word * kLanes, count = std::min(kLanes, lines.size() - first);
    std::memcpy(&squares[1 + word], &traits[first], count * sizeof(uint64_t));
    transpose(squares[1 + word]);
  }
  LineBlocks(squares + 1, lines.size()).add_traits();
  for (size_t word = 0; word < words; ++word) {
    const size_t first = word * kLanes;
    Formulas(Planes(squares, word, lines.size()), page)
        .write(&features[first], std::min(kLanes, lines.size() - first));
  }
  if (print == Print::kOld) add_old_features(lines, traits, features);
}

}  // namespace newsmill
