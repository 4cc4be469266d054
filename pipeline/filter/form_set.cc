// Nearly all characters have three bytes, so four are gone through at a time where none has fewer
// or more. (Eight at a time, looked up by the processor's gather instruction, took longer.)
//
//   原|告|遗|失|公|章|一|枚   a row for 原, a bit in it for the last byte of 告, …
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
  char at[16] = {};
  form.copy(at, kThree);
  if (!has_three_bytes(*at)) {
    for (int next = 0; next < 256; ++next) {
      if (form.size() == 1) at[1] = static_cast<char>(next);
      others_.set(first_two(at));
    }
  } else if (form.size() < kTwo) {
    rows_[row(at)] = kAll;  // whatever follows
  } else {
    rows_[row(at)] |= uint64_t{1} << (static_cast<unsigned char>(at[5]) & 63);
    const uint64_t hash = form.size() < kThree ? hash_of_two(at) : hash_of_three(at);
    const uint64_t key = hash >> (64 - kKeyBits);
    keys_[key / 64] |= uint64_t{1} << key % 64;
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

// Places are written down in any case and kept by counting them: no branch waits for the look.
size_t FormSet::find_starts(std::string_view text, uint32_t* places) const {
  constexpr size_t kAhead = 5;  // bytes that are looked at behind a place
  constexpr size_t kFour = 12;  // bytes
  size_t found = 0, pos = 0;
  const auto look = [&](const char* at, size_t place) {
    places[found] = static_cast<uint32_t>(place);
    found += may_start_with(at);
  };
  const auto look_at_other = [&](const char* at, size_t place) {
    places[found] = static_cast<uint32_t>(place);
    found += has_three_bytes(*at) ? may_start_with(at) : may_start_other(at);
  };
  while (pos + kFour + kAhead <= text.size()) {
    const char* const at = text.data() + pos;
    if (four_of_three_bytes(at)) {
      for (const size_t ahead : {0, 3, 6, 9}) look(at + ahead, pos + ahead);
      pos += kFour;
      continue;
    }
    // Up to the others and past them.
    for (; has_three_bytes(text[pos]); pos += 3) look(text.data() + pos, pos);
    for (; pos + kAhead < text.size() && !has_three_bytes(text[pos]); pos += size_of(text[pos]))
      look_at_other(text.data() + pos, pos);
  }
  char end[kFour + 2 * kAhead] = {};
  const size_t left = text.copy(end, kFour + kAhead, pos);
  for (size_t i = 0; i < left; i += size_of(end[i])) look_at_other(end + i, pos + i);
  return found;
}

size_t FormSet::keep_starts(std::string_view text, uint32_t* places, size_t count) const {
  size_t far = count;  // from the end
  while (far > 0 && places[far - 1] + kThree > text.size()) --far;
  size_t kept = 0;
  const auto keep = [&](uint32_t place, bool may) {
    places[kept] = place;
    kept += may;
  };
  for (size_t i = 0; i < far; ++i) keep(places[i], look_again(text.data() + places[i]));
  for (size_t i = far; i < count; ++i) keep(places[i], may_start(text, places[i]));
  return kept;
}

bool FormSet::may_start(std::string_view text, size_t pos) const {
  if (pos + kThree <= text.size()) return look_again(text.data() + pos);
  char at[16] = {};
  text.copy(at, kThree, pos);
  return look_again(at);
}

}  // namespace newsmill
