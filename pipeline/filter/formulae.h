// The words of ads.tsv in all their written forms, found in one pass over a text.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
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
  // text cost a load and two look-ups.
  std::span<const Hit> at(std::string_view text, size_t pos) const {
    const uint64_t bytes = eight_bytes(text, pos);
    if (may_start_[slot(bytes & kSix)]) {
      if (const Form* form = longest(bytes & kSix, text, pos)) return form->hits;
    }
    if (may_start_[slot(bytes & kThree)]) {
      if (const Form* form = longest(bytes & kThree, text, pos)) return form->hits;
    }
    const bool han = static_cast<unsigned char>(text[pos]) >= 0xE0;
    if (!han && may_start_[slot(bytes & kOne)]) {
      if (const Form* form = longest(bytes & kOne, text, pos)) return form->hits;
    }
    return {};
  }

 private:
  // Forms are found by their first two Han characters, the first one where they have no more, or
  // one byte where they are shorter still (No).
  static constexpr uint64_t kSix = 0xFFFFFFFFFFFF, kThree = 0xFFFFFF, kOne = 0xFF;
  static constexpr int kSlotBits = 17;

  struct Form {
    std::string text;
    uint16_t word = 0;
    std::vector<uint16_t> rules;
    std::vector<Hit> hits;  // its own and those of the forms it starts with
    uint64_t key = 0;
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
  static uint64_t key_of(std::string_view form) {
    return eight_bytes(form, 0) & (form.size() >= 6 ? kSix : form.size() >= 3 ? kThree : kOne);
  }
  static size_t slot(uint64_t key) { return key * 0x9E3779B97F4A7C15 >> (64 - kSlotBits); }
  const Form* longest(uint64_t key, std::string_view text, size_t pos) const;

  std::map<std::string, uint16_t, std::less<>> numbers_;  // of simplified words
  std::map<std::string, size_t, std::less<>> numbers_of_forms_;
  std::vector<Form> forms_;  // by key, longer before shorter
  std::bitset<1 << kSlotBits> may_start_;
  std::vector<uint32_t> first_;  // form of a slot: index into forms_
};

}  // namespace newsmill
