// A paragraph as the grammar sees it: its quantities, periods and punctuation, in order.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/periods.h"
#include "extract/quantity.h"
#include "extract/word_index.h"

namespace newsmill {

enum class TokenKind : uint8_t { kQuantity, kPeriod, kStop, kSemicolon, kColon, kComma, kPause };

struct Token {
  TokenKind kind = TokenKind::kStop;
  uint32_t index = 0;  // into quantities or periods
  size_t begin = 0, end = 0;
};

// Reused from paragraph to paragraph.
struct Tokens {
  std::vector<Token> all;
  std::vector<Quantity> quantities;
  std::vector<Period> periods;
  void clear() { all.clear(), quantities.clear(), periods.clear(); }
};

// Holds no mutable state; many threads may share one.
class Tokenizer {
 public:
  Tokenizer(const RuleTable& lexical, const Numerals& numerals, const QuantityReader& quantities,
            const PeriodReader& periods);

  // Appends the tokens of `text`. What stands in short quotation marks (“456”), in titles (《…》)
  // and in short round brackets is part of a name or an aside and yields none.
  void tokenize(std::string_view text, Clock& clock, Tokens& out) const;

 private:
  enum Class : uint8_t {
    kNumber = 1,
    kWord = 2,
    kPeriodWord = 4,  // bits: what may start with this character
    kPunctuation = 8,
    kOpen = 16,
  };
  void add_word(std::string_view word, Class what);
  size_t skip_plain(std::string_view text, size_t pos) const;
  size_t read_numeral(std::string_view text, size_t pos, uint8_t what, Clock& clock,
                      Tokens& out) const;
  size_t skip_bracket(std::string_view text, size_t pos, Clock& clock, Tokens& out) const;

  const Numerals& numerals_;
  const QuantityReader& quantities_;
  const PeriodReader& periods_;
  WordIndex lexical_;
  std::bitset<65536> beginnings_;  // of words: hashed from two characters
  std::array<uint8_t, 65536> classes_{};
};

}  // namespace newsmill
