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

size_t FormSet::key_end(std::string_view form) {
  const size_t size = form.size();
  return size >= kThree ? kThree : size >= kTwo ? kTwo : size >= kOne ? kOne : kByte;
}

uint64_t FormSet::key_of(std::string_view form) {
  const uint64_t bytes = eight_bytes(form, 0);
  switch (key_end(form)) {
    case kThree:
      return eight_bytes(form, 1);
    case kTwo:
      return two(bytes);
    case kOne:
      return one(bytes);
    default:
      return byte(bytes);
  }
}

void FormSet::add(std::string_view form) {
  const uint64_t bytes = eight_bytes(form, 0);
  char at[8];
  std::memcpy(at, &bytes, sizeof at);
  keys_.add(key_of(form));
  if (form.size() >= 6) {
    rows_[row_of(at)] |= uint64_t{1} << (static_cast<unsigned char>(at[5]) & 63);
  } else if (form.size() >= 3) {
    rows_[row_of(at)] = ~uint64_t{0};  // whatever follows
  } else {
    for (size_t next = 0; next < 256; ++next)
      if (form.size() == 1 || next == bytes >> 8) short_.add((bytes & 0xFF) | next << 8);
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

uint64_t first_two(const char* at) {
  return static_cast<unsigned char>(at[0]) | uint64_t{static_cast<unsigned char>(at[1])} << 8;
}

// Places are written down in any case and kept by counting them: no branch waits for the look.
template <bool kOthers>
FormSet::Found find_places(std::string_view text, const FormSet& forms, uint32_t* starts,
                           uint32_t* others) {
  constexpr size_t kAhead = 5;  // bytes that are looked at behind a place
  constexpr size_t kFour = 12;  // bytes
  FormSet::Found found;
  size_t pos = 0;
  const auto look = [&](const char* at, size_t place) {
    starts[found.starts] = static_cast<uint32_t>(place);
    found.starts += forms.may_start_with(at);
    if constexpr (kOthers) {
      others[found.others] = static_cast<uint32_t>(place);
      found.others += !is_ordinary_han(*at);
    }
  };
  const auto look_at_other = [&](const char* at, size_t place) {
    starts[found.starts] = static_cast<uint32_t>(place);
    found.starts += forms.may_start_with(at) | forms.may_start_short(first_two(at));
    if constexpr (kOthers) {
      others[found.others] = static_cast<uint32_t>(place);
      found.others += !is_ordinary_han(*at);
    }
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

}  // namespace

size_t FormSet::find_starts(std::string_view text, uint32_t* places) const {
  return find_places<false>(text, *this, places, nullptr).starts;
}

FormSet::Found FormSet::find_starts_and_others(std::string_view text, uint32_t* starts,
                                               uint32_t* others) const {
  return find_places<true>(text, *this, starts, others);
}

size_t FormSet::keep_starts(std::string_view text, uint32_t* places, size_t count) const {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t place = places[i];
    places[kept] = place;
    kept += may_start(text, place);
  }
  return kept;
}

bool FormSet::may_start_here(std::string_view text, size_t pos) const {
  const uint64_t bytes = eight_bytes(text, pos);
  return may_hold(eight_bytes(text, pos + 1)) || may_hold(two(bytes)) || may_hold(one(bytes)) ||
         may_start_short(bytes);
}

}  // namespace newsmill
