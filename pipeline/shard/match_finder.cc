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
constexpr size_t kBlock = ZSTD_BLOCKSIZE_MAX;
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

inline void MatchFinder::put(size_t literals, size_t offset, size_t length) {
  *next_++ = {.offset = static_cast<uint32_t>(offset),
              .litLength = static_cast<uint32_t>(literals),
              .matchLength = static_cast<uint32_t>(length),
              .rep = 0};
}

// Bytes that stand for themselves, then a match.
inline void MatchFinder::add(size_t literals, size_t offset, size_t length) {
  if (block_bytes_ + literals + length > kBlock) [[unlikely]]
    begin_block(literals, offset, length);
  put(literals, offset, length);
  block_bytes_ += literals + length;
}

std::span<const ZSTD_Sequence> MatchFinder::find(std::string_view content) {
  reserve(content.size());
  const char* const begin = content.data();
  const char* const end = begin + content.size();
  const char* covered = begin;  // up to here by the sequences
  if (content.size() >= 2 * kWord) covered = search(begin, end);
  add_rest(static_cast<size_t>(end - covered));
  return {sequences_.get(), next_};
}

const char* MatchFinder::search(const char* const begin, const char* const end) {
  uint32_t* const places = places_.get();
  std::fill_n(places, kPlaces, 0);
  const char* covered = begin;
  const char* const last = end - kWord;  // where a word can be read
  for (const char* at = begin + kWord; at <= last;) {
    const uint64_t word = word_at(at);
    const uint64_t hash = hash_of(word);
    const uint32_t here = static_cast<uint32_t>(at - begin) << kTagBits | tag_of(hash);
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
    const size_t before = from - begin < ptrdiff_t{kWord}
                              ? 0
                              : std::min(alike_before(at, from), static_cast<size_t>(at - covered));
    add(static_cast<size_t>(at - covered) - before, static_cast<size_t>(at - from),
        before + length);
    covered = at += length;
    if (at <= last) at += rest_of_character(at);
  }
  return covered;
}

// Room for the sequences of so many bytes: each covers a word, or ends a block, and
// two blocks have more than one could have.
void MatchFinder::reserve(size_t content_bytes) {
  const size_t most = content_bytes / kWord + 2 * (content_bytes / kBlock + 2);
  if (capacity_ < most) {
    sequences_ = std::make_unique_for_overwrite<ZSTD_Sequence[]>(most);
    capacity_ = most;
  }
  next_ = sequences_.get();
  block_bytes_ = 0;
}

// What would run over the end of a block begins the next one; only what is longer than a block is
// cut, into parts that are matches, too.
void MatchFinder::begin_block(size_t& literals, size_t offset, size_t& length) {
  while (block_bytes_ + literals + length > kBlock) {
    if (block_bytes_ > 0) {
      end_block(0);
    } else if (literals > kBlock - kWord || length < 2 * kWord) {
      const size_t part = std::min(literals, kBlock);
      end_block(part);
      literals -= part;
    } else {
      const size_t part = std::min(kBlock - literals, length - kWord);
      put(literals, offset, part);
      end_block(0);
      literals = 0;
      length -= part;
    }
  }
}

void MatchFinder::add_rest(size_t literals) {
  while (block_bytes_ + literals > kBlock) {
    const size_t part = block_bytes_ > 0 ? 0 : kBlock;
    end_block(part);
    literals -= part;
  }
  end_block(literals);
}

void MatchFinder::end_block(size_t literals) {
  put(literals, 0, 0);
  block_bytes_ = 0;
}

}  // namespace newsmill
