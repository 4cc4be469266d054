// Nearly all characters are Han, and cost a look in the formulae's filter but no branch that the
// text could surprise: the place is written down in any case, and kept by counting it. Then the
// places are gone through, and those that turn out to be signs are described:
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->   遗失, 公章, 一枚, ，, 声明作废, 作废, 。
//
// Tests: Signs.*.
#include "filter/signs.h"

#include <algorithm>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

// Writes down where signs may stand.
class PlaceFinder {
 public:
  PlaceFinder(std::string_view text, const Formulae& formulae, uint32_t* places)
      : text_(text), formulae_(formulae), places_(places) {}

  // How many there are.
  size_t find() {
    while (pos_ + 8 <= text_.size()) step(Formulae::eight_bytes(text_, pos_));
    while (pos_ < text_.size()) step(Formulae::eight_bytes(text_, pos_));
    return count_;
  }

 private:
  // Past the character with which these bytes start.
  void step(uint64_t bytes) {
    places_[count_] = static_cast<uint32_t>(pos_);
    const char lead = static_cast<char>(bytes);
    if (is_ordinary_han(lead)) {
      count_ += formulae_.may_start_with(bytes);
      pos_ += 3;
    } else {
      ++count_;
      pos_ += size_of(lead);
    }
  }

  const std::string_view text_;
  const Formulae& formulae_;
  uint32_t* const places_;
  size_t pos_ = 0, count_ = 0;
};

// Describes the signs of a text at places in turn.
class Describer {
 public:
  Describer(std::string_view text, const Formulae& formulae) : text_(text), formulae_(formulae) {}

  // Behind the last sign, or `sign` again when there is none at this place.
  Sign* describe(uint32_t pos, Sign* sign) {
    const uint64_t bytes = Formulae::eight_bytes(text_, pos);
    const bool likely = formulae_.very_likely_starts_with(bytes);
    if (!is_ordinary_han(static_cast<char>(bytes))) {
      const bool may_start = likely | formulae_.may_start_short(bytes);
      return describe_other(pos, may_start ? formulae_.find(text_, pos) : Formulae::kNo, sign);
    }
    if (!likely) return sign;
    const uint16_t form = formulae_.find(text_, pos);
    *sign = {pos, characters_at(pos), 0, form, 0, 3};
    return sign + (form != Formulae::kNo);
  }
  uint32_t characters_at(uint32_t pos) const { return characters_ + (pos - pos_) / 3; }
  uint8_t classes() const { return classes_; }

 private:
  Sign* describe_other(uint32_t pos, uint16_t form, Sign* sign) {
    const utf8::Char c = utf8::at(text_, pos);
    const uint8_t classes = classes_of(c.code);
    *sign = {pos, characters_at(pos), c.code, form, classes, static_cast<uint8_t>(c.size)};
    characters_ = sign->character + 1;
    pos_ = sign->end();
    classes_ |= classes;
    return sign + 1;
  }

  const std::string_view text_;
  const Formulae& formulae_;
  // Where the last character ends that is no ordinary Han, and how many stand before: from there on
  // three bytes make one.
  uint32_t pos_ = 0, characters_ = 0;
  uint8_t classes_ = 0;
};

}  // namespace

void Signs::clear() {
  used_ = 0;
  texts_.clear();
}

void Signs::read(std::string_view text, const Formulae& formulae) {
  if (places_.size() <= text.size()) places_.resize(text.size() + 1);
  const size_t count = PlaceFinder(text, formulae, places_.data()).find();
  if (signs_.size() <= used_ + count) signs_.resize(2 * (used_ + count) + 1);
  Describer describer(text, formulae);
  Sign* end = signs_.data() + used_;
  for (size_t i = 0; i < count; ++i) end = describer.describe(places_[i], end);
  used_ = static_cast<size_t>(end - signs_.data());
  texts_.push_back({text, used_, describer.characters_at(static_cast<uint32_t>(text.size())),
                    describer.classes()});
}

SignedText Signs::of(size_t i) const {
  const size_t begin = i == 0 ? 0 : texts_[i - 1].end;
  const Text& text = texts_[i];
  const std::span<const Sign> signs(signs_);
  return {text.text, signs.subspan(begin, text.end - begin), text.characters, text.classes};
}

}  // namespace newsmill
