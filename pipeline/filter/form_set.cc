// Nearly all characters have three bytes, so four are gone through at a time where none has fewer
// or more. (Eight at a time, looked up by the processor's gather instruction, took longer.)
//
//   原|告|遗|失|公|章|一|枚   a row for the last two bytes of 原, a bit in it for the last of 告, …
//   。 . . 遗 . 公 . .      where forms may start
//
// Tests: FormSet.*.
#include "filter/form_set.h"

#include "filter/characters.h"

namespace newsmill {

uint64_t last_eight_bytes(std::string_view text, size_t pos) {
  if (pos >= text.size()) return 0;
  if (text.size() >= 8) {
    return eight_bytes(text, text.size() - 8) >> 8 * (pos + 8 - text.size());
  }
  uint64_t bytes = 0;
  std::memcpy(&bytes, text.data() + pos, text.size() - pos);
  return bytes;
}

void FormSet::add(std::string_view form) {
  const uint64_t bytes = eight_bytes(form, 0);
  const char* const at = form.data();
  if (form.size() >= 6) {
    rows_[row_of(at)] |= uint64_t{1} << (static_cast<unsigned char>(at[5]) & 63);
  } else if (form.size() >= 3) {
    rows_[row_of(at)] = ~uint64_t{0};  // whatever follows
  }
  if (form.size() >= 9) {
    three_.add(eight_bytes(form, 1));
  } else if (form.size() >= 6) {
    two_.add(bytes & kTwo);
  } else if (form.size() >= 3) {
    one_.add(bytes & kOne);
  } else {
    for (size_t next = 0; next < 256; ++next)
      if (form.size() == 1 || next == bytes >> 8) short_.set((bytes & 0xFF) | next << 8);
  }
}

namespace {

bool four_of_three_bytes(const char* at) {
  constexpr uint64_t kLeads = 0xF00000F0, kOfThree = 0xE00000E0;
  uint64_t first, last;
  std::memcpy(&first, at, 8);
  std::memcpy(&last, at + 6, 8);
  return (((first & kLeads) ^ kOfThree) | ((last & kLeads) ^ kOfThree)) == 0;
}

}  // namespace

size_t FormSet::find_starts(std::string_view text, uint32_t* places) const {
  constexpr size_t kAhead = 5;  // bytes that are looked at behind a place
  constexpr size_t kFour = 12;  // bytes
  size_t count = 0, pos = 0;
  // The place is written down in any case and kept by counting it: no branch waits for the look.
  const auto look = [&](const char* at, size_t place) {
    places[count] = static_cast<uint32_t>(place);
    count += may_start_with(at);
  };
  const auto look_at_other = [&](const char* at, size_t place) {
    places[count] = static_cast<uint32_t>(place);
    count += may_start_with(at) || may_start_short(at);
  };
  while (pos + kFour + kAhead <= text.size()) {
    const char* const at = text.data() + pos;
    if (four_of_three_bytes(at)) {
      for (const size_t ahead : {0, 3, 6, 9}) look(at + ahead, pos + ahead);
      pos += kFour;
      continue;
    }
    // Up to the others and past them.
    for (; size_of(text[pos]) == 3; pos += 3) look(text.data() + pos, pos);
    for (; pos + kAhead < text.size() && size_of(text[pos]) != 3; pos += size_of(text[pos]))
      look_at_other(text.data() + pos, pos);
  }
  char end[kFour + 2 * kAhead] = {};
  const size_t left = text.copy(end, kFour + kAhead, pos);
  for (size_t i = 0; i < left; i += size_of(end[i])) look_at_other(end + i, pos + i);
  return count;
}

}  // namespace newsmill
