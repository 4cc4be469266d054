// A word is looked for by the last bytes of its first two characters. Tested by
// tests/extract/words_test.cc.
#include "extract/words.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/byte_masks.h"

namespace newsmill {

#ifdef NEWSMILL_AVX2
namespace {

constexpr size_t kPlaces = sizeof(__m256i);

// The text has more than kPlaces places where the word could be.
NEWSMILL_AVX2 size_t find_by_avx2(std::string_view text, std::string_view word) {
  const __m256i first = _mm256_set1_epi8(word[2]), second = _mm256_set1_epi8(word[5]);
  const char* const last = text.data() + text.size() - word.size() + 1 - kPlaces;
  for (const char* at = text.data();; at = std::min(at + kPlaces, last)) {
    const __m256i both = _mm256_and_si256(
        _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 2)), first),
        _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 5)), second));
    auto hits = static_cast<uint32_t>(_mm256_movemask_epi8(both));
    for (; hits != 0; hits &= hits - 1)
      if (const char* const found = at + std::countr_zero(hits);
          std::memcmp(found, word.data(), word.size()) == 0)
        return static_cast<size_t>(found - text.data());
    if (at == last) return std::string_view::npos;
  }
}

}  // namespace
#endif

size_t find_in_long(std::string_view text, std::string_view word) {
#ifdef NEWSMILL_AVX2
  if (text.size() >= word.size() + kPlaces && has_avx2()) return find_by_avx2(text, word);
#endif
  return text.find(word);
}

}  // namespace newsmill
