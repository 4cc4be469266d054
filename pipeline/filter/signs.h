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

// Where a sign may stand. All signs do at such, and some ordinary Han that are none.
class SignPlace {
 public:
  SignPlace() = default;
  SignPlace(size_t pos, bool may_start_form)
      : bits_(static_cast<uint32_t>(pos) | (may_start_form ? 0 : kNoForm)) {}

  uint32_t pos() const { return bits_ & ~kNoForm; }
  bool may_start_form() const { return (bits_ & kNoForm) == 0; }

 private:
  static constexpr uint32_t kNoForm = uint32_t{1} << 31;
  uint32_t bits_ = 0;
};

// The signs of several texts, in buffers that are used again and again. They are found when first
// asked for: most texts are plain news, and nobody asks.
class Signs {
 public:
  explicit Signs(const Formulae& formulae) : formulae_(formulae) {}

  void clear();
  // `text` is valid UTF-8 of less than 2 GiB and must live on.
  void take(std::string_view text) { texts_.push_back({.text = text}); }
  // Of the text that was taken as the i-th since clear(). Valid until the next of(). Linear in it.
  SignedText of(size_t i);

 private:
  struct Text {
    std::string_view text;
    size_t signs = 0, signs_end = 0;  // in signs_, once described
    bool described = false;
    uint32_t characters = 0;
    uint8_t classes = 0;
  };
  void describe(Text* text);

  const Formulae& formulae_;
  std::vector<Text> texts_;
  std::vector<SignPlace> places_;  // of one text
  std::vector<Sign> signs_;        // the first signs_used_ of them
  size_t signs_used_ = 0;
};

}  // namespace newsmill
