// A greedy search with one place per hash, as zstd's fastest strategy has it, but from character to
// character: what repeats in Chinese text begins where a character begins, and that is every third
// byte. Eight bytes, two characters and most of a third, must be alike:
//
//   新建高标准农田11.76万亩，新建高标准农田
//                            ^ as 35 bytes before: goes on to where the two differ
//
// What a match holds is neither looked at nor remembered. Tested by
// tests/shard/match_finder_test.cc; bench/shard_bench.cc has it beside zstd's own.
#include "shard/match_finder.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr int kHashBits = 15;
constexpr size_t kPlaces = size_t{1} << kHashBits;
constexpr size_t kWord = sizeof(uint64_t);
// A place is kept with a tag in its lowest bits; of where it is, what a window needs.
constexpr int kTagBits = 32 - MatchFinder::kWindowLog;
constexpr uint32_t kTag = (uint32_t{1} << kTagBits) - 1;

uint64_t word_at(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

uint64_t hash_of(uint64_t word) {
  constexpr uint64_t kOddFraction = 0x9E3779B185EBCA87;  // of the golden ratio
  return word * kOddFraction;
}
size_t place_of(uint64_t hash) {
  return hash >> (64 - kHashBits);
}
// Bits of the hash that its place does not tell: most words that are not the same are told apart
// without a look at where the other one stands.
uint32_t tag_of(uint64_t hash) {
  return static_cast<uint32_t>(hash >> (64 - kHashBits - kTagBits)) & kTag;
}

bool begins_three_bytes(uint64_t word) {
  return (word & 0xF0) == 0xE0;
}

// How many of the next two bytes belong to a character that began before. Without a branch: half of
// all matches end inside of one.
size_t rest_of_character(const char* bytes) {
  const bool first = !utf8::is_start(bytes[0]), second = !utf8::is_start(bytes[1]);
  return static_cast<size_t>(first) + static_cast<size_t>(first & second);
}

// How many bytes from `a` on are those from `b` on, up to `end`.
size_t alike(const char* a, const char* b, const char* end) {
  const char* const begin = a;
  for (; end - a >= static_cast<ptrdiff_t>(kWord); a += kWord, b += kWord)
    if (const uint64_t differ = word_at(a) ^ word_at(b); differ != 0)
      return static_cast<size_t>(a - begin) + static_cast<size_t>(std::countr_zero(differ)) / 8;
  while (a < end && *a == *b) ++a, ++b;
  return static_cast<size_t>(a - begin);
}

// How many of the eight bytes before `a` are those before `b`, from the last one on.
size_t alike_before(const char* a, const char* b) {
  return static_cast<size_t>(std::countl_zero(word_at(a - kWord) ^ word_at(b - kWord))) / 8;
}

}  // namespace

MatchFinder::MatchFinder() : places_(std::make_unique_for_overwrite<uint32_t[]>(kPlaces)) {}

void MatchFinder::begin(const char* content) {
  content_ = content;
  std::fill_n(places_.get(), kPlaces, 0);
}

// A match ends where its block ends, if not before: zstd encodes block by block.
size_t MatchFinder::find(std::string_view block, ZSTD_Sequence* sequences) {
  next_ = sequences;
  const char* const begin = block.data();
  const char* const end = begin + block.size();
  const char* const covered = block.size() < 2 * kWord ? begin : search(begin, end);
  *next_++ = {.offset = 0, .litLength = static_cast<uint32_t>(end - covered), .matchLength = 0};
  return static_cast<size_t>(next_ - sequences);
}

const char* MatchFinder::search(const char* const begin, const char* const end) {
  uint32_t* const places = places_.get();
  const char* covered = begin;
  const char* const last = end - kWord;  // where a word can be read
  const char* at = begin == content_ ? begin + kWord : begin + rest_of_character(begin);
  while (at <= last) {
    const uint64_t word = word_at(at);
    const uint64_t hash = hash_of(word);
    const uint32_t here = static_cast<uint32_t>(at - content_) << kTagBits | tag_of(hash);
    const uint32_t there = std::exchange(places[place_of(hash)], here);
    const uint32_t offset = (here - there) >> kTagBits;  // within the window, where the tags agree
    const char* const from = at - offset;
    if (((here ^ there) & kTag) != 0 || offset == 0 || word_at(from) != word) {
      // A branch that is foreseen: the next word can be loaded before this one is known.
      if (begins_three_bytes(word)) [[likely]]
        at += 3;
      else
        at += 1 + (static_cast<size_t>(at - covered) >> 7);  // no text: nothing repeats for long
      continue;
    }
    const size_t length = kWord + alike(at + kWord, from + kWord, end);
    const size_t before = from - content_ < ptrdiff_t{kWord}
                              ? 0
                              : std::min(alike_before(at, from), static_cast<size_t>(at - covered));
    *next_++ = {.offset = static_cast<uint32_t>(at - from),
                .litLength = static_cast<uint32_t>(static_cast<size_t>(at - covered) - before),
                .matchLength = static_cast<uint32_t>(before + length)};
    covered = at += length;
    if (at <= last) at += rest_of_character(at);
  }
  return covered;
}

}  // namespace newsmill
