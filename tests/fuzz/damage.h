// Input for fuzzers: seeds, damaged in ways that parsers trip over.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsmill {

// Small, and made in no time: every run has one of its own (splitmix64).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t operator()() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  // 0 … n - 1; 0 for 0.
  size_t below(size_t n) { return n == 0 ? 0 : (*this)() % n; }

 private:
  uint64_t state_;
};

struct Stock {
  std::vector<std::string> seeds, words;
};

// A seed of `stock` with up to eight damages, at most `max_bytes` long. Depends on its arguments
// alone.
std::string damaged_seed(const Stock& stock, Random random, size_t max_bytes);
void damage(std::string& bytes, const Stock& stock, Random& random);

}  // namespace newsmill
