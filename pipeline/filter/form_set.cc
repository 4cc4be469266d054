// Nearly all characters have three bytes, so four are gone through at a time where none has fewer
// or more. (Eight at a time, looked up by the processor's gather instruction, took longer.)
//
//   原|告|遗|失|公|章|一|枚   a row for 原, a bit in it for the last byte of 告, …
//   。 . . 遗 . 公 . .      where forms may start
//
// Tests: FormSet.*.
#include "filter/form_set.h"

#include <algorithm>

namespace newsmill {

uint64_t FormName::of(std::string_view form) {
  char at[kNine + 1] = {};
  form.copy(at, kNine);
  if (form.size() >= kNine) return of_nine(at);
  if (form.size() >= kSix) return of_six(at);
  return of_few(at, std::min(form.size(), kFew));
}

void FormSet::add(std::string_view form) {
  char at[FormName::kSix] = {};
  form.copy(at, sizeof at);
  if (form.size() < FormName::kFew) {
    for (int next = 0; next < 256; ++next) {
      if (form.size() == 1) at[1] = static_cast<char>(next);
      others_.set(first_two(at));
    }
  } else if (form.size() < FormName::kSix) {
    rows_[row(at)] = ~uint64_t{0};  // whatever follows
    few_.set(hash_of_few(at) >> (32 - kFewBits));
  } else {
    rows_[row(at)] |= uint64_t{1} << (static_cast<unsigned char>(at[5]) & 63);
    const uint64_t key = FormName::of(form) >> (64 - kNameBits);
    names_[key / 64] |= uint64_t{1} << key % 64;
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

// Places are written down in any case and kept by counting them: no branch waits for a look.
size_t FormSet::find_starts(const PaddedText& text, uint32_t* places) const {
  return look_again(text, places, look(text, places));
}

size_t FormSet::look(const PaddedText& text, uint32_t* places) const {
  size_t found = 0, pos = 0;
  const auto take = [&](size_t place, bool may) {
    places[found] = static_cast<uint32_t>(place);
    found += may;
  };
  while (pos < text.size()) {
    const char* const at = text.at(pos);
    if (four_of_three_bytes(at)) {
      for (const size_t ahead : {0, 3, 6, 9}) take(pos + ahead, may_start_with(at + ahead));
      pos += 12;
    } else {
      for (int i = 0; i < 4; ++i) {
        take(pos, may_start_other(text.at(pos)));
        pos += kSizes[static_cast<unsigned char>(*text.at(pos)) >> 4];
      }
    }
  }
  while (found > 0 && places[found - 1] >= text.size()) --found;
  return found;
}

size_t FormSet::look_again(const PaddedText& text, uint32_t* places, size_t count) const {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const char* const at = text.at(places[i]);
    places[kept] = places[i];
    kept += may_start_long(at) | may_start_few(at);
  }
  return kept;
}

}  // namespace newsmill
