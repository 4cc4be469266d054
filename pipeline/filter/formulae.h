// The words of ads.tsv in all their written forms, found in one pass over a text.
#pragma once

#include <array>
#include <bitset>
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

  // What starts at byte `pos`, shorter forms before longer ones. After compile(). Most places of a
  // text cost a load, a multiplication and a look in filters that stay in the nearest cache.
  std::span<const Hit> at(std::string_view text, size_t pos) const {
    const uint64_t bytes = eight_bytes(text, pos);
    const uint64_t hash = hash_of(bytes & kSix);
    if (!six_[bit_of_six(hash)] && !three_[bit_of_three(hash)] &&
        ((bytes & kOne) >= kHan || !one_[hash & kOne])) {
      return {};
    }
    return look_up(bytes, text, pos);
  }

 private:
  // Forms are found by their first two Han characters, the first one where they have no more, or
  // one byte where they are shorter still (No).
  static constexpr uint64_t kSix = 0xFFFFFFFFFFFF, kThree = 0xFFFFFF, kOne = 0xFF;
  static constexpr uint64_t kHan = 0xE0;  // and more: a first byte of three or four
  static constexpr int kSixBits = 18, kThreeBits = 12, kBucketBits = 14;

  struct Form {
    uint64_t start = 0;  // its first eight bytes
    uint32_t text = 0;   // where it stands in texts_
    uint32_t hits = 0;   // its own and those of the forms it starts with, in hits_
    uint16_t bytes = 0, hit_count = 0;
    uint16_t bucket = 0;
    uint8_t unused = 0;  // bits of `start`
    char last = 0;       // byte: where long words differ, they do there more often than not

    bool stands_at(uint64_t first_bytes, std::string_view rest) const {
      return (start ^ first_bytes) << unused == 0 && rest.size() >= bytes;
    }
  };
  struct Entry {
    std::string text;
    uint16_t word, rule;
  };

  static uint64_t eight_bytes(std::string_view text, size_t pos) {
    uint64_t bytes = 0;
    const size_t left = text.size() - pos;
    if (left >= 8) {
      std::memcpy(&bytes, text.data() + pos, 8);
    } else {
      std::memcpy(&bytes, text.data() + pos, left);
    }
    return bytes;
  }
  // Multiplying by an odd number loses nothing: equal hashes are equal bytes. Nor do the lower bits
  // of a product depend on higher ones, so one hash of six bytes serves for the first three as
  // well.
  static uint64_t hash_of(uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15; }
  static size_t bucket_of(uint64_t hash) { return hash >> (64 - kBucketBits); }
  static size_t bit_of_six(uint64_t hash) { return hash >> (64 - kSixBits); }
  static size_t bit_of_three(uint64_t hash) { return (hash & kThree) >> (24 - kThreeBits); }
  std::span<const Hit> look_up(uint64_t bytes, std::string_view text, size_t pos) const;
  const Form* longest(uint64_t hash, uint64_t bytes, std::string_view rest, size_t least) const;
  uint64_t enter(std::string_view text);
  void add_form(std::span<const Entry> entries, const Form* prefix);

  std::unordered_map<std::string, uint16_t> numbers_;  // of simplified words
  std::vector<Entry> entries_;                         // until compile()
  // Filters: may a form start with these six, three bytes, this one?
  std::bitset<1 << kSixBits> six_;
  std::array<bool, 1 << kThreeBits> three_{};
  std::array<bool, 256> one_{};
  std::vector<uint16_t> first_;  // the forms of bucket b are first_[b] … first_[b + 1] - 1
  std::vector<Form> forms_;      // by bucket, longer before shorter
  std::vector<Hit> hits_;
  std::string texts_;
};

}  // namespace newsmill
