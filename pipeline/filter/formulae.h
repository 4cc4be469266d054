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

#include "filter/form_set.h"
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

  // What a word says that must be told without reading all: it speaks for notices wherever it
  // stands, at a text's end, as a title, or for news wherever it stands.
  enum class Role : uint8_t { kAnchor, kEnding, kTitle, kNews, kOther };
  void add(std::string_view word, uint16_t rule, Role role, const Traditional& traditional);
  // Once, after the last add().
  void compile();
  size_t words() const { return numbers_.size(); }
  size_t longest() const { return longest_; }  // form, in bytes

  static constexpr uint16_t kNo = 0xFFFF;  // form

  // The longest form that starts at byte `pos`, or kNo. After compile().
  uint16_t find(std::string_view text, size_t pos) const;
  // A form's own words and those it starts with, shorter before longer ones.
  std::span<const Hit> hits(uint16_t form) const {
    return {hits_.data() + forms_[form].hits, forms_[form].hit_count};
  }

  const FormSet& all() const { return all_; }
  // Those with a word of this role.
  const FormSet& anchors() const { return anchors_; }
  const FormSet& news() const { return news_; }
  // May a word of this role, kEnding or kTitle, stand before `end`? No is always right.
  bool may_end(std::string_view text, size_t end, Role role) const {
    return end >= 2 && (role == Role::kTitle ? titles_ : endings_)[last_two(text, end)];
  }

 private:
  // Four of these, or of Start, are a line of the cache.
  struct Form {
    uint64_t rest = 0;  // the eight bytes behind those of its key
    uint32_t hits = 0;  // its own and those of the forms it starts with, in hits_
    uint16_t bytes = 0;
    uint8_t hit_count = 0;
    char lead = 0;  // its first byte
  };
  // The forms of one key (form_set.h), longer before shorter, in forms_.
  struct Start {
    uint64_t key = 0;  // 0: none
    uint16_t first = 0, end = 0;
  };
  struct Entry {
    std::string text;
    uint16_t word, rule;
    Role role;
  };

  static uint64_t hash_of(uint64_t bytes) { return bytes * 0x9E3779B97F4A7C15; }
  static uint64_t mask_of(size_t bytes) {
    return bytes >= 8 ? ~uint64_t{0} : (uint64_t{1} << 8 * bytes) - 1;
  }
  size_t place_of(uint64_t key) const { return hash_of(key) >> starts_shift_; }
  size_t next_place(size_t place) const { return (place + 1) & (starts_.size() - 1); }
  static uint16_t last_two(std::string_view text, size_t end) {
    uint16_t bytes;
    std::memcpy(&bytes, text.data() + end - 2, 2);
    return bytes;
  }
  template <size_t kEnd>
  bool stands(const Form& form, std::string_view text, size_t pos) const;
  template <size_t kEnd>
  uint16_t longest(uint64_t key, std::string_view text, size_t pos) const;
  void sort_entries();
  void add_form(std::span<const Entry> entries, const Form* prefix);
  std::string_view text_of(size_t form) const {
    return std::string_view(texts_).substr(text_at_[form], forms_[form].bytes);
  }
  void sort_forms();
  void add_starts();

  std::unordered_map<std::string, uint16_t> numbers_;  // of simplified words
  std::vector<Entry> entries_;                         // until compile()
  FormSet all_, anchors_, news_;
  std::bitset<0x10000> endings_, titles_;  // the last two bytes of each
  std::vector<Start> starts_;  // each at the place of its key or behind it; half of them are free
  int starts_shift_ = 0;
  std::vector<Form> forms_;
  std::vector<Hit> hits_;
  std::vector<uint32_t> text_at_;  // of each form: where it stands in texts_
  std::string texts_;
  size_t longest_ = 0;
};

}  // namespace newsmill
