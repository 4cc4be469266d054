// Makes texts of printed lines.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "segment/characters.h"
#include "segment/line.h"

namespace newsmill {

enum class Spaces : uint8_t {
  kWords,  // running text: a space stays only between two words of Latin letters or digits, and
           // in Latin lines
  kParts,  // headlines, names: 补短板 提质效 stays two parts, 声 明 is one word spread out
};

enum class LatinBreaks : uint8_t {
  kBetweenWords,  // as nearly everywhere: a space stood where a line of words was broken
  kAnywhere,  // after so many columns, as in gross do / mestic: a blank that stood there was kept
};

// How the Latin lines of a page are broken. `next` as find_seams gives it. Linear in the number of
// lines.
LatinBreaks find_latin_breaks(std::string_view text, std::span<const Line> lines,
                              const std::vector<uint32_t>& next);

// Makes one text after the other of a page's lines.
class Reflow {
 public:
  // `text` is what the lines were read from. It and `characters` outlive this.
  Reflow(std::string_view text, const Characters& characters, LatinBreaks latin_breaks);

  // Starts a new text, which is empty.
  void clear() { end_ = begin_.get(); }
  // Appends line `first` of the page and those that go on right behind it, as find_seams() gives
  // `next`; the number of the last one. The breaks between them are removed: nothing between Han
  // characters, a space between two words of Latin letters, nothing inside a number or an address
  // cut in two. No line twice in a text.
  uint32_t add(std::span<const Line> lines, const std::vector<uint32_t>& next, uint32_t first,
               Spaces spaces);
  // Appends a line that stays one, of a table.
  void add_row(const Line& line);
  // Until the next change.
  std::string_view text() const { return {begin_.get(), end_}; }

 private:
  std::string_view page_;
  const Characters& characters_;
  const LatinBreaks latin_breaks_;
  std::unique_ptr<char[]> begin_;  // room for all lines of the page
  char* end_;
};

}  // namespace newsmill
