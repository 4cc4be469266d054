// Counts over an article's text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/article.h"

namespace newsmill {

// What a character counts as, and what it is to a sentence.
enum class CharKind : uint8_t { kBlank, kMark, kEnd, kHan, kDigit, kOther };

CharKind char_kind(char32_t c);

// The counts of a stretch of text; those of two stretches join to those of both together.
class TextCount {
 public:
  // So many of one kind, at least one.
  void add(CharKind kind, uint32_t run = 1);
  void join(const TextCount& next);
  // Adds what is counted here, the text of one paragraph.
  void add_to(TextStats& stats) const;

 private:
  enum class Stand : uint8_t { kNone, kOpen, kEnded };
  void stand(Stand now);

  uint32_t& of(CharKind kind) { return number_[static_cast<size_t>(kind)]; }
  uint32_t of(CharKind kind) const { return number_[static_cast<size_t>(kind)]; }

  std::array<uint32_t, 6> number_{};  // by kind
  uint32_t ends_ = 0;                 // of sentences
  Stand first_ = Stand::kNone;        // of the first character that is neither blank nor mark
  Stand last_ = Stand::kNone;
};

inline void TextCount::stand(Stand now) {
  if (first_ == Stand::kNone) first_ = now;
  ends_ += now == Stand::kEnded && last_ != Stand::kEnded;
  last_ = now;
}

inline void TextCount::add(CharKind kind, uint32_t run) {
  of(kind) += run;
  if (kind != CharKind::kBlank && kind != CharKind::kMark)
    stand(kind == CharKind::kEnd ? Stand::kEnded : Stand::kOpen);
}

}  // namespace newsmill
