// The few places of a text that tell notices from news, found in one pass. All that the filter asks
// afterwards, it asks of these: most characters are Han that start no formula, and are seen once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "filter/formulae.h"

namespace newsmill {

// A character that may tell something: none of the ordinary Han (characters.h), or one that starts
// a formula.
struct Sign {
  uint32_t pos;        // bytes before it
  uint32_t character;  // characters before it
  char32_t code;       // 0 of ordinary Han
  uint16_t form;       // the longest that starts here, or Formulae::kNo
  uint8_t classes;     // as classes_of(); 0 of ordinary Han
  uint8_t size;        // bytes

  uint32_t end() const { return pos + size; }
};

// A text and its signs, in order. Views both.
struct SignedText {
  std::string_view text;
  std::span<const Sign> signs;
  uint32_t characters = 0;  // in all of the text
  uint8_t classes = 0;      // that any sign has
};

// The signs of several texts, in a buffer that is used again and again.
class Signs {
 public:
  void clear();
  // `text` is valid UTF-8 of less than 4 GiB and must live on. Linear in it.
  void read(std::string_view text, const Formulae& formulae);
  // Of the text that was read as the i-th since clear(). Valid until the next read().
  SignedText of(size_t i) const;

 private:
  struct Text {
    std::string_view text;
    size_t end = 0;  // of its signs in signs_
    uint32_t characters = 0;
    uint8_t classes = 0;
  };

  std::vector<Sign> signs_;  // the first used_ of them
  size_t used_ = 0;
  std::vector<Text> texts_;
  std::vector<uint32_t> places_;  // of the text being read where signs may stand
};

}  // namespace newsmill
