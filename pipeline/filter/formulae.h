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

#include "filter/ad_rule.h"
#include "filter/form_set.h"
#include "rules/table.h"

namespace newsmill {

// Writes simplified words in traditional characters (遗失 -> 遺失), and as old papers did (廣吿).
class Traditional {
 public:
  explicit Traditional(const RuleTable& table);  // ads.hant.tsv, which must live on
  std::string usual(std::string_view text) const { return written(text, 0); }
  std::string older(std::string_view text) const { return written(text, 1); }
  // Is it a character of traditional print that the table knows?
  bool holds(char32_t c) const { return c < characters_.size() && characters_[c]; }
  bool occurs_in(std::string_view text) const;

 private:
  std::string written(std::string_view text, size_t form) const;
  std::unordered_map<char32_t, std::array<std::string_view, 2>> forms_;
  std::bitset<0x10000> characters_;
};

class Formulae {
 public:
  struct Hit {
    AdRule says;
    uint16_t rule;   // its number
    uint16_t word;   // the same for 遗失 and 遺失; below words()
    uint16_t bytes;  // how long this form is
  };

  // `word` is one of the rule with this number, which says so.
  void add(std::string_view word, uint16_t rule, const AdRule& says,
           const Traditional& traditional);
  // The same, for texts without traditional characters: only its simplified form is looked for.
  void add_simplified(std::string_view word, uint16_t rule, const AdRule& says,
                      const Traditional& traditional);
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
  // Those with a word that speaks wherever it stands: for notices, for news.
  const FormSet& anchors() const { return anchors_; }
  const FormSet& news() const { return news_; }
  // May a word stand before `end` that counts at a text's end? As a title? No is always right.
  bool may_end(std::string_view text, size_t end) const {
    return end >= 2 && endings_[last_two(text, end)];
  }
  bool may_end_title(std::string_view text, size_t end) const {
    return end >= 2 && titles_[last_two(text, end)];
  }

 private:
  struct Start {
    uint64_t head = 0, next = 0;  // the first sixteen bytes
  };
  struct Form {
    Start start;
    uint32_t hits = 0;  // its own and those of the forms it starts with, in hits_
    uint16_t bytes = 0;
    uint8_t hit_count = 0;
  };
  // Forms are looked up by a slot: the three Han characters they start with, two or one, or what
  // other character they do.
  static constexpr int kThreeBits = 15, kTwoBits = 13, kShortBits = 8;
  static constexpr size_t kTwos = size_t{1} << kThreeBits;
  static constexpr size_t kShorts = kTwos + (size_t{1} << kTwoBits);
  static constexpr size_t kSlots = kShorts + (size_t{1} << kShortBits);
  static size_t slot_of_three(const char* at) {
    return FormSet::hash_of_three(at) >> (64 - kThreeBits);
  }
  static size_t slot_of_two(const char* at) {
    return kTwos + (FormSet::hash_of_two(at) >> (64 - kTwoBits));
  }
  static size_t slot_of_short(const char* at) {
    return kShorts +
           static_cast<unsigned char>(has_three_bytes(*at) ? *at + at[1] + 4 * at[2] : *at);
  }
  static size_t slot_of(std::string_view form);
  struct Entry {
    std::string text;
    uint16_t word, rule;
    AdRule says;
  };

  static uint16_t last_two(std::string_view text, size_t end) {
    uint16_t bytes;
    std::memcpy(&bytes, text.data() + end - 2, 2);
    return bytes;
  }
  // Of the slot's forms the first that `text` starts with; `start` is how it does.
  uint16_t longest(size_t slot, Start start, std::string_view text) const;
  uint16_t number_of(std::string_view word);
  void sort_entries();
  void add_form(std::span<const Entry> entries, const Form* prefix);
  void add_to_sets(std::string_view text, const AdRule& says);
  std::string_view text_of(size_t form) const {
    return std::string_view(texts_).substr(text_at_[form], forms_[form].bytes);
  }
  void sort_forms();

  std::unordered_map<std::string, uint16_t> numbers_;  // of simplified words
  std::vector<Entry> entries_;                         // until compile()
  FormSet all_, anchors_, news_;
  std::bitset<0x10000> endings_, titles_;  // the last two bytes of each
  // Where the forms of a slot start in forms_, longer before shorter; they end where those of the
  // next one start.
  std::array<uint16_t, kSlots + 1> slots_{};
  std::vector<Form> forms_;
  std::vector<Hit> hits_;
  std::vector<uint32_t> text_at_;  // of each form: where it stands in texts_
  std::string texts_;
  size_t longest_ = 0;
};

}  // namespace newsmill
