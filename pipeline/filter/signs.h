// The few places of a text that tell notices from news, found in one pass. All that the filter asks
// afterwards, it asks of these: most characters are Han that start no formula, and are seen once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filter/formulae.h"
#include "filter/ink.h"

namespace newsmill {

// A character that is none of the ordinary Han (characters.h).
struct Sign {
  uint32_t pos;        // bytes before it
  uint32_t character;  // characters before it
  char32_t code;
  uint8_t classes;  // as classes_of()
  uint8_t size;     // bytes

  uint32_t end() const { return pos + size; }
};

// A text, its formulae and its signs, each in order. Views all.
struct SignedText {
  std::string_view text;
  const Formulae* formulae = nullptr;  // that its forms are of
  std::span<const FoundForm> forms;
  std::span<const Sign> signs;
  uint32_t characters = 0;  // in all of the text
  uint8_t classes = 0;      // that any sign has
};

// One without its blanks, and where its words stand.
struct InkedText : SignedText {
  Ink ink;
};

// The signs of several texts, in buffers that are used again and again. They are found when first
// asked for: most texts are plain news, and nobody asks.
class Signs {
 public:
  explicit Signs(const Formulae& formulae) : formulae_(&formulae) {}

  void clear();
  // The next texts are those of a page that may hold these.
  void clear(const Formulae& formulae);
  const Formulae& formulae() const { return *formulae_; }
  // `text` is valid UTF-8 of less than 4 GiB and must live on.
  void take(std::string_view text);
  // Of the text that was taken as the i-th since clear(). Valid until the next call. Linear in it.
  SignedText of(size_t i);
  // Only its forms. Likewise.
  std::span<const FoundForm> forms(size_t i);
  // Of that text without its blanks. Likewise.
  InkedText inked(size_t i);
  // The same, but its forms are left out where nobody asked for them.
  InkedText inked_signs(size_t i);

 private:
  struct Text {
    std::string_view text;
    uint8_t classes = 0;
    bool has_signs = false, has_forms = false;
    uint32_t characters = 0;
    uint32_t forms = 0, forms_end = 0;  // in forms_
    uint32_t signs = 0, signs_end = 0;  // in signs_
  };
  struct Inked {
    std::string without_blanks;  // where the text has any
    Text text;
    Ink ink;
  };
  void find_forms(Text* text);
  void find_signs(Text* text);
  Inked& ink(size_t i);
  void leave_out_blanks(const Text& text, Inked* inked);
  SignedText view(const Text& text) const;

  const Formulae* formulae_;
  std::vector<Text> texts_;
  std::vector<uint32_t> inked_of_;  // of each text, in inked_, by a number from 1 on; 0: not asked
  std::deque<Inked> inked_;         // the first inked_used_ of them
  size_t inked_used_ = 0;
  FormScratch looking_;
  std::vector<FoundForm> forms_;  // the first forms_used_ of them
  std::vector<Sign> signs_;       // likewise
  uint32_t forms_used_ = 0, signs_used_ = 0;
};

}  // namespace newsmill
