// The generator's dice: SplitMix64, so that the bytes are the same on every machine (the standard
// library's distributions differ between implementations).
#pragma once

#include <cstdint>

namespace newsmill::newsgen {

class Random {
 public:
  // Streams of one seed are independent: an issue's bytes depend on its number alone.
  Random(uint64_t seed, uint64_t stream) : state_(mix(seed + kStep) ^ mix(stream * kStep + 1)) {}

  uint64_t next() { return mix(state_ += kStep); }
  // 0 … n-1; n must not be 0.
  uint32_t below(uint32_t n) { return static_cast<uint32_t>(((next() >> 32) * n) >> 32); }
  // low … high, both included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<uint32_t>(high - low + 1)));
  }
  bool chance(uint32_t percent) { return below(100) < percent; }

 private:
  static constexpr uint64_t kStep = 0x9E3779B97F4A7C15;
  static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

}  // namespace newsmill::newsgen
