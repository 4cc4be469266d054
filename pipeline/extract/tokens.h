// A paragraph as the grammar sees it: its quantities, periods and punctuation, in order.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/allowance.h"
#include "extract/marks.h"
#include "extract/numeral_words.h"
#include "extract/periods.h"
#include "extract/quantity.h"

namespace newsmill {

enum class TokenKind : uint8_t { kQuantity, kPeriod, kStop, kSemicolon, kColon, kComma, kPause };

struct Token {
  uint32_t begin = 0, end = 0;
  uint32_t index = 0;  // into quantities or periods
  TokenKind kind = TokenKind::kStop;
};

// A run of tokens, [from, to), and the bytes of its text that it spans; what ends it is not part of
// it.
struct Sentence {
  size_t begin = 0, end = 0;
  size_t from = 0, to = 0;
  bool valued = false;  // it names a quantity
};

// Of one text after another, until they are cleared. Most sentences name neither period nor
// quantity that may become a metric: they are not kept, but for the first of a text, which may set
// the scene.
class Tokens {
 public:
  std::vector<Token> all;
  std::vector<Quantity> quantities;
  std::vector<Period> periods;
  std::vector<Sentence> sentences;
  Marks marks;          // of the last text
  Allowance allowance;  // of the article

  void clear();
  // Before the first add() of a text.
  void start_text();
  // Punctuation inside a sentence.
  void add(TokenKind kind, size_t begin, size_t end) {
    make_room(begin);
    append(kind, 0, begin, end);
  }
  // The last of `quantities`, just read there, becomes a token. A value does not begin before the
  // token that it follows ends.
  void add_last_quantity();
  void add(Period& period);
  // May the sentence that is open, which is to have no more tokens than that, be left out?
  bool leaves_out(size_t tokens) const { return begun_ && tokens < kMaxTokens; }
  // The same done, without any of them; the next one begins at `next`.
  void leave_out(size_t next) { begin_ = floor_ = next; }
  // Ends the sentence that is open at `end`; the next one begins at `next`.
  void stop(size_t end, size_t next) {
    if (!telling_) drop();
    if (telling_ || !begun_) keep(end);
    begin_ = floor_ = next;
  }

 private:
  // A sentence longer than this is no sentence; it is cut so that work stays linear.
  static constexpr size_t kMaxTokens = 192;
  bool is_full() const { return all.size() - from_ == kMaxTokens; }
  void make_room(size_t begin) {
    if (is_full()) stop(begin, begin);
  }
  void append(TokenKind kind, size_t index, size_t begin, size_t end) {
    all.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
                   static_cast<uint32_t>(index), kind});
    floor_ = end;
  }
  void keep(size_t end);
  void drop() {
    all.resize(from_);
    if (idle_ != Quantity::Idle::kNo) drop_quantities();
  }
  void drop_quantities();

  bool begun_ = false;                         // the first sentence of the text is kept
  size_t begin_ = 0, from_ = 0;                // of the open sentence
  size_t first_quantity_ = 0;                  // where its quantities begin
  bool telling_ = false;                       // it names what may matter
  Quantity::Idle idle_ = Quantity::Idle::kNo;  // of its quantities, as long as they may not
  size_t floor_ = 0;                           // where the last token or sentence ended
};

// Holds no mutable state; many threads may share one.
class Tokenizer {
 public:
  Tokenizer(const RuleTable& lexical, const Numerals& numerals, const QuantityReader& quantities,
            const PeriodReader& periods);

  // Adds the tokens of `text`. What stands in short quotation marks (“456”), in titles (《…》) and
  // in short round brackets is part of a name or an aside and yields none.
  void tokenize(std::string_view text, Clock& clock, Tokens& out) const;

 private:
  // What stands at a place, if it is a token; of quantities the last is meant.
  struct Found {
    enum { kNothing, kQuantity, kPeriod, kAside } what = kNothing;
    Period period;
    size_t end = 0;    // where reading goes on
    size_t from = 0;   // no word that begins before is still to be found
    size_t close = 0;  // of the bracket that is read like a clause, its closing mark; 0: none
  };
  static MarkTable marks_but_inside(const Numerals& numerals, const PeriodReader& periods);
  void read(std::string_view text, Mark mark, Clock& clock, Tokens& out, Found& found) const;
  void read_numeral(std::string_view text, Mark mark, Clock& clock, Tokens& out,
                    Found& found) const;
  void read_bracket(std::string_view text, size_t pos, Clock& clock, Found& found) const;
  bool tells_value(std::string_view text, size_t open, size_t begin, size_t close) const;

  const Numerals& numerals_;
  const QuantityReader& quantities_;
  const PeriodReader& periods_;
  MarkTable marks_;
  NumeralWords words_;
};

}  // namespace newsmill
