// A name's upper bits choose a line, some of the others are its tag. There are as many lines as it
// takes for none to be full, or to hold two like tags: then a look is one comparison of sixteen
// tags at once.
//
// Tests: Formulae.*, Signs.*.
#include "filter/form_index.h"

namespace newsmill {

void FormIndex::build(std::span<const Entry> entries) {
  constexpr size_t kUsual = 6;  // entries of a line: few are full then
  size_t lines = 1 + entries.size() / kUsual;
  do {
    clear(lines++);
  } while (!fill(entries));
}

void FormIndex::clear(size_t lines) {
  lines_ = lines;
  tags_.assign(lines, Tags());
  values_.assign(1 + kPlaces * lines, kNone);
}

// False where a line has no room, or another entry with this tag.
bool FormIndex::fill(std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    const size_t line = line_of(entry.name);
    uint16_t* const tags = tags_[line].data();
    uint16_t* const values = &values_[1 + kPlaces * line];
    const uint16_t tag = tag_of(entry.name);
    size_t place = 0;
    for (; place < kPlaces && values[place] != kNone; ++place)
      if (tags[place] == tag) return false;
    if (place == kPlaces) return false;
    tags[place] = tag;
    values[place] = entry.value;
  }
  return true;
}

}  // namespace newsmill
