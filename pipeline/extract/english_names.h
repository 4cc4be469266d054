// What a value in English is a value of: the words around it, without those that are no name.
#pragma once

#include <string>
#include <string_view>

#include "extract/english_sentence.h"
#include "extract/english_text.h"

namespace newsmill {

// Pieces of a sentence, from `first` to before `end`; none when they are equal.
struct EnglishSpan {
  size_t first = 0, end = 0;
  bool empty() const { return first >= end; }
};

// Looks at 240 bytes at most, from where it is asked. Views what it is made from.
class EnglishNames {
 public:
  EnglishNames(const EnglishSentences& tables, std::string_view text,
               const EnglishSentence& sentence)
      : tables_(tables), text_(text), pieces_(sentence.pieces) {}

  // "officials said that [grain output] rose": what ends before piece `end`, and starts no earlier
  // than `from`, behind the last comma, verb or word that a name cannot hold.
  EnglishSpan before(size_t end, size_t from) const;
  // "3 [schools] were built", "5 tons of [coal]": what starts at piece `first`.
  EnglishSpan behind(size_t first) const;
  // "cut [energy use] by about": all between a verb and its value, adverbs and periods left out.
  // None when it does not start with a word of a name.
  EnglishSpan between(size_t first, size_t end) const;

  // "with a [height]": the span without all up to its last article.
  EnglishSpan behind_article(EnglishSpan span) const;
  // The same words as printed, line breaks healed.
  std::string text_of(EnglishSpan span, std::string_view original, const Folded& folded) const;

 private:
  bool has_role(size_t i, unsigned roles) const {
    return pieces_[i].kind == EnglishPiece::kWord && (pieces_[i].roles & roles) != 0;
  }
  bool is_cue(size_t i, EnglishCue cue) const {
    return pieces_[i].kind == EnglishPiece::kCue && tables_.cue(pieces_[i]).kind == cue;
  }
  std::string_view word_of(size_t i) const {
    return text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin);
  }
  bool is_word_in(size_t i, std::string_view ending) const;
  bool bounds(size_t i) const;
  bool is_article(size_t i) const;
  bool closes(EnglishSpan span) const;
  EnglishSpan trimmed(EnglishSpan span) const;

  const EnglishSentences& tables_;
  const std::string_view text_;
  const std::vector<EnglishPiece>& pieces_;
};

}  // namespace newsmill
