// Nearly all characters are Han, and cost a look in the formulae's filter but no branch that the
// text could surprise: the place is written down in any case, and kept by counting it. Of a text
// whose signs are asked for, the places are gone through and those that are signs are described:
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->   遗失, 公章, 一枚, ，, 声明作废, 作废, 。
//
// Tests: Signs.*.
#include "filter/signs.h"

#include <utility>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

// Writes down the places of a text; how many there are. Needs room for one more.
size_t find_places(std::string_view text, const Formulae& formulae, SignPlace* places) {
  constexpr size_t kAhead = 6;  // bytes, of two Han characters
  const size_t end = text.size() < kAhead ? 0 : text.size() - kAhead + 1;
  size_t pos = 0, count = 0;
  while (pos < end) {
    const char* at = text.data() + pos;
    const bool may_start = formulae.all().may_start_with(at);
    if (is_ordinary_han(*at)) {
      places[count] = {pos, true};
      count += may_start;
      pos += 3;
    } else {
      places[count++] = {pos, may_start || formulae.all().may_start_short(at)};
      pos += size_of(*at);
    }
  }
  for (; pos < text.size(); pos += size_of(text[pos])) places[count++] = {pos, true};
  return count;
}

// Describes the signs of a text at places in turn.
class Describer {
 public:
  Describer(std::string_view text, const Formulae& formulae) : text_(text), formulae_(formulae) {}

  // Behind the last sign, or `sign` again when there is none at this place.
  Sign* describe(SignPlace place, Sign* sign) {
    const uint32_t pos = place.pos();
    if (!is_ordinary_han(text_[pos])) {
      const uint16_t form = place.may_start_form() ? formulae_.find(text_, pos) : Formulae::kNo;
      return describe_other(pos, form, sign);
    }
    if (!formulae_.all().may_start(text_, pos)) return sign;
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
  signs_used_ = 0;
  texts_.clear();
}

void Signs::describe(Text* text) {
  if (places_.size() <= text->text.size()) places_.resize(2 * text->text.size() + 1);
  const size_t count = find_places(text->text, formulae_, places_.data());
  if (signs_.size() <= signs_used_ + count) signs_.resize(2 * (signs_used_ + count) + 1);
  Describer describer(text->text, formulae_);
  Sign* end = signs_.data() + signs_used_;
  for (size_t i = 0; i < count; ++i) end = describer.describe(places_[i], end);
  text->signs = std::exchange(signs_used_, static_cast<size_t>(end - signs_.data()));
  text->signs_end = signs_used_;
  text->characters = describer.characters_at(static_cast<uint32_t>(text->text.size()));
  text->classes = describer.classes();
  text->described = true;
}

SignedText Signs::of(size_t i) {
  Text& text = texts_[i];
  if (!text.described) describe(&text);
  const std::span<const Sign> signs(signs_);
  return {text.text, signs.subspan(text.signs, text.signs_end - text.signs), text.characters,
          text.classes};
}

}  // namespace newsmill
