// An English number with its currency, scale, range and unit: "$3.2bn", "between 3 and 5 percent".
#pragma once

#include <optional>
#include <string_view>

#include "extract/decimal.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

struct EnglishNumber {
  size_t end = 0;  // 0: none
  Decimal value;
  bool spelled = false, fraction = false, scaled = false, plain = false;  // plain: bare digits
  bool order = false;                                                     // tens of thousands
  bool parts = false;                                                     // nine out of ten
};

struct EnglishUnit {
  std::string_view canonical, kind;
  Decimal factor{1};
};

struct EnglishQuantity {
  size_t begin = 0, end = 0;  // bytes of the folded text; end 0: none
  Decimal value;
  std::optional<Decimal> high;
  std::string_view unit, per, kind;  // kind: of en_units.tsv; empty without a unit
  std::string_view below;            // what stands in words below the line: per unit of output
  bool order = false;                // tens of thousands: no more than the order is known
  bool parts = false;                // nine out of ten: a share of what is named next
};

// The longest word of `words` at `pos` that no letter or digit goes on.
Lexicon::Match whole_word_at(const Lexicon& words, std::string_view text, size_t pos);

// Holds no mutable state; the tables must outlive it. All texts are folded (english_text.h).
class EnglishQuantities {
 public:
  // Throws FatalError when a table is missing or a row cannot be used.
  explicit EnglishQuantities(const RuleSet& rules);
  // The quantity that starts at `pos`; `between`: "3 and 5" is a range; `ranged`: "5% to 6%" is
  // one.
  EnglishQuantity read(std::string_view text, size_t pos, bool between, bool ranged) const;
  // Where the digits at `pos` end that are no quantity (G20, 10:30, 555-0134, 1.2.3), or 0.
  size_t label_end(std::string_view text, size_t pos) const;

 private:
  enum class Kind : uint8_t { kSmall, kScale, kGlued, kDozen, kFraction, kOrder };
  struct Word {
    Kind kind;
    int value;
  };
  EnglishNumber number(std::string_view text, size_t pos, bool money) const;
  EnglishNumber digits(std::string_view text, size_t pos) const;
  EnglishNumber spelled(std::string_view text, size_t pos) const;
  void scale(std::string_view text, EnglishNumber& number, bool money) const;
  EnglishNumber parts(std::string_view text, EnglishNumber number) const;
  void range(std::string_view text, const EnglishNumber& first, bool money, bool between,
             EnglishQuantity& quantity) const;
  void unit(std::string_view text, EnglishQuantity& quantity) const;
  void rate(std::string_view text, EnglishQuantity& quantity) const;
  void unit_range(std::string_view text, bool money, EnglishQuantity& quantity) const;

  std::vector<Word> words_;
  std::vector<EnglishUnit> units_;
  Lexicon numbers_, unit_words_, before_, after_;
};

}  // namespace newsmill
