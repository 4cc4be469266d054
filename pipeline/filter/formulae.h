// The words of ads.tsv in all their written forms, found in one pass over a text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/table.h"

namespace newsmill {

// Writes simplified words in traditional characters (遗失 -> 遺失), and as old papers did (廣吿).
class Traditional {
 public:
  explicit Traditional(const RuleTable& table);  // ads.hant.tsv, which must live on
  std::string usual(std::string_view text) const { return written(text, 0); }
  std::string older(std::string_view text) const { return written(text, 1); }

 private:
  std::string written(std::string_view text, size_t form) const;
  std::unordered_map<char32_t, std::array<std::string_view, 2>> forms_;
};

class Formulae {
 public:
  struct Hit {
    uint16_t rule;
    uint16_t word;   // the same for 遗失 and 遺失; below words()
    uint16_t bytes;  // how long this form is
  };

  void add(std::string_view word, uint16_t rule, const Traditional& traditional);
  // Once, after the last add().
  void compile();
  size_t words() const { return numbers_.size(); }

  static constexpr uint16_t kNo = 0xFFFF;  // form

  // The longest form that starts at byte `pos`, or kNo. After compile().
  uint16_t find(std::string_view text, size_t pos) const;
  // A form's own words and those it starts with, shorter before longer ones.
  std::span<const Hit> hits(uint16_t form) const {
    return {hits_.data() + forms_[form].hits, forms_[form].hit_count};
  }

  // May a form of three bytes or more start with these bytes? No is always right. The first says it
  // of four Han characters in five, by one look in the nearest cache and without a branch; what the
  // second says is nearly always right.
  bool may_start_with(uint64_t bytes) const {
    return rows_[hash_of(bytes & kThree) >> (64 - kRowBits)] >> (bytes >> 40 & 63) & 1;
  }
  bool very_likely_starts_with(uint64_t bytes) const {
    return six_[hash_of(bytes & kSix)] | three_[hash_of(bytes & kThree)];
  }
  // Forms of fewer than three bytes are asked for by themselves: no Han character starts them.
  bool may_start_short(uint64_t bytes) const { return one_[hash_of(bytes & kOne)]; }

  // Of the text from `pos` on, the first in the lowest place; 0 past its end.
  static uint64_t eight_bytes(std::string_view text, size_t pos) {
    if (pos + 8 > text.size()) return last_bytes(text, pos);
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + pos, 8);  // one load
    return bytes;
  }

 private:
  // Forms are found by their first two Han characters, by one where they have no more, or by one
  // byte where they are shorter still.
  static constexpr uint64_t kSix = 0xFFFFFFFFFFFF, kThree = 0xFFFFFF, kOne = 0xFF;
  static constexpr int kBucketBits = 13, kRowBits = 12;

  // A set of hashes, told by their upper bits: says yes of a few that are not in it.
  template <int kBits>
  class Filter {
   public:
    void add(uint64_t hash) { words_[hash >> (64 - kBits) >> 6] |= uint64_t{1} << bit(hash); }
    bool operator[](uint64_t hash) const {
      return words_[hash >> (64 - kBits) >> 6] >> bit(hash) & 1;
    }

   private:
    static int bit(uint64_t hash) { return static_cast<int>(hash >> (64 - kBits) & 63); }
    std::array<uint64_t, (size_t{1} << kBits) / 64> words_{};
  };

  struct Form {
    uint64_t start = 0;  // its first eight bytes
    uint64_t key = 0;    // those of them that it is found by
    uint32_t text = 0;   // where it stands in texts_
    uint32_t hits = 0;   // its own and those of the forms it starts with, in hits_
    uint16_t bytes = 0, hit_count = 0;
    uint8_t unused = 0;  // bits of `start`

    bool stands_at(uint64_t first_bytes, std::string_view rest) const {
      return (start ^ first_bytes) << unused == 0 && rest.size() >= bytes;
    }
  };
  // The forms of one key, longer before shorter.
  struct Start {
    uint64_t key = 0;
    uint64_t eighths = 0;         // which eighth bytes (their last six bits) longer forms have
    uint16_t own = kNo;           // the form that is the key
    uint16_t first = 0, end = 0;  // all of them, in forms_
  };
  struct Entry {
    std::string text;
    uint16_t word, rule;
  };

  static uint64_t hash_of(uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15; }
  static uint64_t last_bytes(std::string_view text, size_t pos);
  static size_t bucket_of(uint64_t key) { return hash_of(key) >> (64 - kBucketBits); }
  uint16_t longest(uint64_t key, uint64_t bytes, std::string_view rest) const;
  const Start* start_of(uint64_t key) const;
  uint64_t enter(std::string_view text);
  void add_form(std::span<const Entry> entries, const Form* prefix);
  void add_start(size_t first, size_t end);

  std::unordered_map<std::string, uint16_t> numbers_;  // of simplified words
  std::vector<Entry> entries_;                         // until compile()
  // A row for the first three bytes, in it a bit for the sixth: those of one Han character are told
  // apart by its last byte.
  std::array<uint64_t, size_t{1} << kRowBits> rows_{};
  Filter<17> six_;  // keys of that many bytes
  Filter<12> three_, one_;
  std::vector<uint16_t> first_;  // the starts of bucket b are first_[b] … first_[b + 1] - 1
  std::vector<Start> starts_;
  std::vector<Form> forms_;
  std::vector<Hit> hits_;
  std::string texts_;
};

}  // namespace newsmill
