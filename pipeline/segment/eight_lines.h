// Measures of eight lines at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "segment/bytes.h"
#include "segment/line.h"

namespace newsmill {

// Eight lines at once: a number for each, or −1 where something holds. GCC and Clang have
// arithmetic for them on any processor.
using Eight [[gnu::vector_size(16)]] = int16_t;
constexpr size_t kAtOnce = 8;  // lines

inline Eight all(int number) {
  return Eight{} + static_cast<int16_t>(number);
}
inline Eight larger(Eight a, Eight b) {
  return a > b ? a : b;
}
inline Eight smaller(Eight a, Eight b) {
  return a < b ? a : b;
}
inline Eight distance(Eight a, Eight b) {
  return larger(a - b, b - a);
}
// The last number of `before`, and those of `here` but the last.
inline Eight shifted(Eight before, Eight here) {
  return __builtin_shufflevector(before, here, 7, 8, 9, 10, 11, 12, 13, 14);
}
// The first halves of both, one number of each in turn; the second halves.
inline Eight first_halves(Eight a, Eight b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
inline Eight second_halves(Eight a, Eight b) {
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

// Numbers of eight lines by eight, turned over: number k of row r becomes number r of row k.
using Rows = std::array<Eight, kAtOnce>;
inline Rows turned(Rows rows) {
  for (size_t round = 0; round < 3; ++round) {
    Rows next;
    for (size_t k = 0; k < kAtOnce / 2; ++k) {
      next[2 * k] = first_halves(rows[k], rows[k + kAtOnce / 2]);
      next[2 * k + 1] = second_halves(rows[k], rows[k + kAtOnce / 2]);
    }
    rows = next;
  }
  return rows;
}
// One part of eight lines, eight bytes or sixteen.
template <class Part>
inline Rows rows_of(const Line* lines) {
  using Words [[gnu::vector_size(16)]] = uint64_t;
  static_assert(sizeof(Part) == sizeof(uint64_t) || sizeof(Part) == sizeof(Words));
  Rows rows;
  for (size_t k = 0; k < kAtOnce; ++k) {
    const Part& part = lines[k];
    Words words{};
    if constexpr (sizeof part == sizeof words) {
      std::memcpy(&words, &part, sizeof words);
    } else {
      uint64_t word;
      std::memcpy(&word, &part, sizeof word);
      words[0] = word;
    }
    rows[k] = reinterpret_cast<Eight>(words);
  }
  return rows;
}
inline bool any_beyond(const Rows& rows, size_t count, int most) {
  Eight either{};
  for (size_t k = 0; k < count; ++k) either |= rows[k];
  return top_bits(reinterpret_cast<Bytes>((either > all(most)) | (either < 0))) != 0;
}

// Room is counted in ninths of a column: in many types a digit is wider than half a Han character.
// 4000平方米的大型高等级院落。 has 28 columns of 30, but no room for one character more.
constexpr int kNinths = 9;

// The measures of eight lines; numbers beyond kMost are cut.
struct Measures {
  Eight columns{}, characters{}, han{}, digits{}, squeeze{}, width{}, unit{}, rag{};
  Eight spread{};       // Line::spread: −1 where it holds
  Eight slack{};        // Line::slack
  Eight first_slack{};  // less an indent that may be there but was not printed

  Measures() = default;
  [[gnu::always_inline]] explicit Measures(const Line* lines) {
    const Rows counts = turned(rows_of<LineCounts>(lines));
    const Rows measures = turned(rows_of<LineMeasures>(lines));
    columns = counts[0], characters = counts[1], han = counts[3], digits = counts[4];
    squeeze = counts[6];
    width = measures[0], unit = measures[2], rag = measures[3];
    Eight indent = measures[1];
    // Three times as much must be a number, too.
    if (any_beyond(counts, kAtOnce, 0x1FFF) || any_beyond(measures, 3, 0x1FFF)) {
      for (Eight* const numbers : {&columns, &characters, &han, &digits, &width, &unit, &indent})
        *numbers = cut(*numbers);
      for (size_t k = 0; k < kAtOnce; ++k) spread[k] = lines[k].spread() ? -1 : 0;
    } else {
      spread = is_spread(counts);
    }
    const Eight left = width - columns - rag, juts_out = smaller(left + squeeze, all(0));
    slack = (left >= 0 ? left : juts_out) & ~(spread & (left > -8));
    first_slack = slack - (all(kIndent) & ~(spread | (indent > 0)));
  }
  // As Measures of lines that each stand one further down.
  Measures(const Measures& before, const Measures& here)
      : columns(shifted(before.columns, here.columns)),
        digits(shifted(before.digits, here.digits)),
        squeeze(shifted(before.squeeze, here.squeeze)),
        width(shifted(before.width, here.width)),
        spread(shifted(before.spread, here.spread)),
        slack(shifted(before.slack, here.slack)),
        first_slack(shifted(before.first_slack, here.first_slack)) {}

  // The ninths of `columns_left` that are left when the digits of a line have been given theirs.
  Eight ninths(Eight columns_left, bool wide_digits) const {
    constexpr int kFarOut = -1000;
    return larger(columns_left, all(kFarOut)) * kNinths - (wide_digits ? digits : all(0));
  }

 private:
  // Of unsigned numbers.
  static Eight cut(Eight numbers) {
    constexpr int kMost = 0x3FFF;
    return ((numbers < 0) | (numbers > all(kMost))) ? all(kMost) : numbers;
  }
  // Line::spread
  static Eight is_spread(const Rows& counts) {
    const Eight characters_ = counts[1], pieces = counts[2], blanks = counts[5];
    const Eight latin =
        (counts[3] == 0) & (counts[4] * 2 < characters_) & (characters_ >= pieces * 2);
    return (blanks >= 2) & ~latin &
           ((blanks + 1 >= pieces) | ((blanks >= 3) & (blanks * 3 + 2 >= pieces * 2)));
  }
};

}  // namespace newsmill
