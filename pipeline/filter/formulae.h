// The words of ads.tsv in all their written forms, found in one pass over a text.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/utf8.h"
#include "filter/ad_rule.h"
#include "filter/form_index.h"
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
  // Such a one of three bytes, of which one is at `pos`? Two more bytes follow it. Takes no branch.
  bool holds_round(std::string_view text, size_t pos) const;
  bool occurs_in(std::string_view text) const;

 private:
  std::string written(std::string_view text, size_t form) const;
  std::unordered_map<char32_t, std::array<std::string_view, 2>> forms_;
  std::bitset<0x10000> characters_;
};

// The longest form of a formula that starts at a place.
struct FoundForm {
  uint32_t pos;
  uint16_t form;
};

inline bool Traditional::holds_round(std::string_view text, size_t pos) const {
  const bool second = !utf8::is_start(text[pos]);
  const bool third = second & !utf8::is_start(text[pos - (pos > 0)]);
  const char* const at = text.data() + pos - second - third;
  const auto bits = [at](size_t byte) { return uint32_t{static_cast<unsigned char>(at[byte])}; };
  const uint32_t code = (bits(0) << 12 & 0xF000) | (bits(1) << 6 & 0xFC0) | (bits(2) & 0x3F);
  return has_three_bytes(*at) & characters_[code];
}

// Room for a text that forms are looked for in.
struct FormScratch {
  PaddedText text;
  std::vector<uint32_t> starts, places;
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

  static constexpr uint16_t kNo = FormIndex::kNone;  // form

  // After compile(): the longest form that starts at byte `pos`, or kNo.
  uint16_t find(std::string_view text, size_t pos) const;
  // All of a text, in order; how many. `found` has room for one more than it has characters.
  size_t find_all(std::string_view text, FormScratch* scratch, FoundForm* found) const;

  // A form's own words and those it starts with, shorter before longer ones.
  std::span<const Hit> hits(uint16_t form) const {
    return {hits_.data() + forms_[form].hits, forms_[form].hit_count};
  }
  // What those of them say for notices that speak wherever they stand, each in full.
  float notice(uint16_t form) const { return forms_[form].notice; }
  // Do some speak for news wherever they stand?
  bool news(uint16_t form) const { return forms_[form].news; }
  // How long it is, if some speak for notices in some place only; else 0.
  size_t placed(uint16_t form) const { return forms_[form].placed; }

 private:
  struct Start {
    uint64_t head = 0, next = 0;  // the first sixteen bytes
  };
  // Half a line of the processor's cache.
  struct alignas(32) Form {
    Start start;
    uint32_t hits = 0;  // its own and those of the forms it starts with, in hits_
    float notice = 0;
    uint8_t bytes = 0, placed = 0;
    uint8_t hit_count = 0;
    bool news = false;
    bool last = false;  // of those that one entry of the index leads to
  };
  struct Entry {
    std::string text;
    uint16_t word, rule;
    AdRule says;
  };

  uint16_t number_of(std::string_view word);
  void sort_entries();
  void add_form(std::span<const Entry> entries, const Form* prefix);
  void sort_forms();
  std::string_view text_of(size_t form) const {
    return std::string_view(texts_).substr(text_at_[form], forms_[form].bytes);
  }
  bool may_be_other(uint16_t first, const char* at) const;
  uint16_t longest(uint16_t first, const PaddedText& text, size_t pos) const;
  uint16_t longest_of(uint64_t name, const PaddedText& text, size_t pos) const;
  uint16_t longest_of_any(const PaddedText& text, size_t pos) const;

  std::unordered_map<std::string, uint16_t> numbers_;  // of simplified words
  std::vector<Entry> entries_;                         // until compile()
  FormSet set_;
  FormIndex index_;  // of the first form of a name: the others follow, longer before shorter
  std::vector<Form> forms_;
  std::vector<Hit> hits_;
  std::vector<uint32_t> text_at_;  // of each form: where it stands in texts_
  std::string texts_;
};

}  // namespace newsmill
