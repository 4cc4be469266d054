// Old papers indent nothing and end sentences with 、: what a line begins and ends with tells. A
// headline is a stack, 柳灣新橋落成 / 萬人空巷 / 鄉人慶祝, above the first sentence. Old pages are
// few, so that one line is read after the other. Tested by tests/segment/line_model_test.cc with
// the example of each row and by tests/segment/line_features_test.cc against another way to say it.
#include "segment/old_features.h"

#include <algorithm>

namespace newsmill {
namespace {

using F = Feature;
using T = Trait;

constexpr size_t kLongestTitle = 8;  // lines

template <class... Traits>
constexpr uint64_t bits(Traits... traits) {
  return ((uint64_t{1} << static_cast<unsigned>(traits)) | ...);
}
constexpr uint64_t kMark = bits(T::kStop, T::kComma);  // a sentence or a part of one ends
constexpr uint64_t kNumber = bits(T::kChapter, T::kSection, T::kItem);
constexpr uint64_t kGap = bits(T::kGap), kPlain = bits(T::kPlain), kWire = bits(T::kWire);
constexpr uint64_t kOpen = bits(T::kStartsOpen);

class OldFeatures {
 public:
  OldFeatures(std::span<const Line> lines, std::span<const uint64_t> traits,
              std::span<LineFeatures> out)
      : lines_(lines), traits_(traits), out_(out) {}

  void read() {
    for (size_t begin = 0, end = 0; begin < lines_.size(); begin = end) {
      end = begin + 1;
      while (end < lines_.size() && !has(end, kGap)) ++end;
      block(begin, end);
    }
  }

 private:
  // The lines from one blank line to the next.
  void block(size_t begin, size_t end) {
    title(begin, end);
    wording(begin);
    for (size_t i = begin + 1; i < end; ++i) {
      wording(i);
      behind_mark(i);
      next_line(begin, i);
      line_break(i, F::room_mark_after_first, bits(T::kTightFirst), bits(T::kMuchRoomFirst));
      line_break(i, F::room_mark_after_later, bits(T::kTightLater), bits(T::kMuchRoomLater));
    }
  }

  bool has(size_t i, uint64_t any_of) const { return (traits_[i] & any_of) != 0; }
  void add(size_t i, Feature feature, bool holds = true) {
    if (holds) out_[i].add(feature);
  }
  // （未完）: a line of its own.
  bool bracketed(size_t i) const {
    return has(i, kOpen) && has(i, bits(T::kClosed)) && !has(i, bits(T::kStopInside)) &&
           lines_[i].depth == 0;
  }

  void wording(size_t i) {
    add(i, F::wire, has(i, kWire));
    add(i, F::bracketed, bracketed(i));
    add(i, F::mark_behind,
        has(i, kMark) && i + 1 < traits_.size() && !has(i + 1, bits(T::kTightLater)));
  }

  // Of a line whose line before may end with a mark.
  void behind_mark(size_t i) {
    if (!has(i - 1, kMark)) return;
    add(i, F::numbered_prev_mark, has(i, kNumber));
    add(i, F::open_prev_mark, has(i, kOpen));
    add(i, F::bullet_prev_mark, lines_[i].head == CharClass::kBullet);
    add(i, F::mark_prev_mark, has(i, kMark));
    add(i, F::verse, has(i, kMark) && lines_[i].columns == lines_[i - 1].columns);
  }

  // What the line before it sees of line `next`.
  void next_line(size_t begin, size_t next) {
    const size_t i = next - 1;
    add(i, F::next_wire, has(next, kWire));
    add(i, F::next_bracketed, bracketed(next));
    // Two short lines let into a column: a heading.
    add(i, F::inset,
        i > begin && !has(i, kMark) && lines_[i].columns * 2 <= lines_[i - 1].width &&
            lines_[next].columns <= lines_[i].columns + 2);
  }

  // The lines before a block's first sentence are a stack: lines of one size make one headline.
  void title(size_t begin, size_t end) {
    const size_t most = std::min(end, begin + kLongestTitle);
    size_t text = begin;
    while (text < most && has(text, kPlain) && !has(text, kWire)) ++text;
    for (size_t i = begin + 1; i < text; ++i) {
      add(i, i == begin + 1 ? F::title_second : i == begin + 2 ? F::title_third : F::title_later);
      const int more = lines_[i].columns - lines_[i - 1].columns;
      add(i, more > 1 ? F::title_longer : more < -1 ? F::title_shorter : F::title_same);
    }
    if (text > begin) add(text - 1, F::next_first_text);
    if (text > begin && text < end) add(text, F::first_text);
    for (size_t i = text + 1; i < end; ++i) add(i, F::plain_later, has(i, kPlain));
  }

  // `first` is the first of the features wanted, whose twins stand between them; `tight` and `much`
  // tell the room for the line's first piece behind the line before.
  void line_break(size_t i, Feature first, uint64_t tight, uint64_t much) {
    const bool later = first == F::room_mark_after_later;
    const auto put = [&](Feature feature, bool holds) {
      add(i, static_cast<F>(static_cast<int>(feature) + later), holds);
    };
    const bool room = !has(i, tight), mark = has(i - 1, kMark);
    put(F::no_room_mark_after_first, mark && !room);
    put(F::room_mark_after_first, mark && room && !has(i, much));
    put(F::much_room_mark_after_first, mark && room && has(i, much));
    put(F::room_wire_after_first, room && has(i, kWire));
    put(F::room_open_after_first, room && has(i, kOpen));
    put(F::room_text_after_first, room && !has(i, kPlain));
  }

  const std::span<const Line> lines_;
  const std::span<const uint64_t> traits_;
  const std::span<LineFeatures> out_;
};

}  // namespace

void add_old_features(std::span<const Line> lines, std::span<const uint64_t> traits,
                      std::span<LineFeatures> features) {
  OldFeatures(lines, traits, features).read();
}

}  // namespace newsmill
