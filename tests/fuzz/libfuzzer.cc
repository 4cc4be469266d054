// For libFuzzer, which has a main() of its own: now and then an input begins anew from a seed, so
// that no directory of seeds is needed.
#include <algorithm>
#include <cstring>

#include "damage.h"
#include "fuzz.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  static const newsmill::Stock stock{fuzz_seeds(), fuzz_words()};
  newsmill::Random random(seed);
  if (size > 1 && random.below(3) > 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size <= 1 || random.below(100) == 0)
    bytes = newsmill::damaged_seed(stock, newsmill::Random(random()), max_size);
  else
    newsmill::damage(bytes, stock, random);
  const size_t kept = std::min(bytes.size(), max_size);
  std::memcpy(data, bytes.data(), kept);
  return kept;
}
