// A fingerprint of text that changes little when the text does.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsmill {

// 64-bit SimHash over the character 3-grams of `text` (valid UTF-8), blanks and punctuation left
// out and full-width letters and digits read as narrow ones: the same notice set on other lines or
// with other commas has the same fingerprint, a notice with one number changed differs in a few
// bits. Text of one or two characters is hashed as it is; text without any gives 0.
//
// Stable: fingerprints are written to shards and compared between runs and machines.
uint64_t simhash(std::string_view text);

// In how many bits two fingerprints differ.
int simhash_distance(uint64_t a, uint64_t b);

}  // namespace newsmill
