// Nearly all characters are Han, and cost a look in the formulae's filter but no branch that the
// text could surprise: places are written down in any case, and kept by counting them. What is left
// is gone through list by list:
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->   遗失, 公章, 一枚, 声明作废, 作废; ， 。
//
// Tests: Signs.*.
#include "filter/signs.h"

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

// Makes room for so many more behind those that are used.
template <class T>
T* with_room(std::vector<T>* all, size_t used, size_t more) {
  if (all->size() < used + more) all->resize(2 * (used + more));
  return all->data() + used;
}

}  // namespace

void Signs::clear() {
  texts_.clear();
  inked_of_.clear();
  inked_used_ = 0;
  forms_used_ = signs_used_ = 0;
}

void Signs::clear(const Formulae& formulae) {
  clear();
  formulae_ = &formulae;
}

void Signs::take(std::string_view text) {
  texts_.push_back({.text = text});
  inked_of_.push_back(0);
}

void Signs::find_forms(Text* text) {
  FoundForm* const forms = with_room(&forms_, forms_used_, text->text.size() + 1);
  const size_t count = formulae_->find_all(text->text, &looking_, forms);
  text->forms = forms_used_;
  text->forms_end = forms_used_ += static_cast<uint32_t>(count);
  text->has_forms = true;
}

void Signs::find_signs(Text* text) {
  Sign* const signs = with_room(&signs_, signs_used_, text->text.size());
  Sign* next = signs;
  // Where the last sign ends, and how many characters stand before: from there on three bytes make
  // one.
  uint32_t end = 0, characters = 0;
  for_each_other(text->text, [&](size_t place) {
    const uint32_t pos = static_cast<uint32_t>(place);
    const utf8::Char c = utf8::at(text->text, pos);
    const uint8_t classes = classes_of(c.code);
    characters += (pos - end) / 3;
    *next++ = {pos, characters++, c.code, classes, static_cast<uint8_t>(c.size)};
    end = pos + c.size;
    text->classes |= classes;
    return true;
  });
  text->characters = characters + (static_cast<uint32_t>(text->text.size()) - end) / 3;
  text->signs = signs_used_;
  text->signs_end = signs_used_ += static_cast<uint32_t>(next - signs);
  text->has_signs = true;
}

// Those of a text, as they stand when its blanks are left out.
void Signs::leave_out_blanks(const Text& text, Inked* inked) {
  std::string& out = inked->without_blanks;
  out.clear();
  inked->text = {.classes = static_cast<uint8_t>(text.classes & ~kBlankOrBreak), .has_signs = true};
  Sign* next = with_room(&signs_, signs_used_, text.signs_end - text.signs);
  uint32_t begin = 0;   // of what is not yet copied
  uint32_t blanks = 0;  // so far
  for (uint32_t i = text.signs; i < text.signs_end; ++i) {
    const Sign sign = signs_[i];
    if ((sign.classes & kBlankOrBreak) == 0) {
      *next = sign;
      next->pos -= begin - static_cast<uint32_t>(out.size());
      next++->character -= blanks;
      continue;
    }
    out.append(text.text, begin, sign.pos - begin);
    begin = sign.end();
    ++blanks;
  }
  out.append(text.text, begin);
  inked->text.text = out;
  inked->text.characters = text.characters - blanks;
  inked->text.signs = signs_used_;
  signs_used_ = static_cast<uint32_t>(next - signs_.data());
  inked->text.signs_end = signs_used_;
}

SignedText Signs::of(size_t i) {
  Text& text = texts_[i];
  if (!text.has_signs) find_signs(&text);
  if (!text.has_forms) find_forms(&text);
  return view(text);
}

std::span<const FoundForm> Signs::forms(size_t i) {
  Text& text = texts_[i];
  if (!text.has_forms) find_forms(&text);
  return {forms_.data() + text.forms, forms_.data() + text.forms_end};
}

SignedText Signs::view(const Text& text) const {
  return {text.text,
          formulae_,
          {forms_.data() + text.forms, forms_.data() + text.forms_end},
          {signs_.data() + text.signs, signs_.data() + text.signs_end},
          text.characters,
          text.classes};
}

Signs::Inked& Signs::ink(size_t i) {
  if (inked_of_[i] == 0) {
    if (inked_used_ == inked_.size()) inked_.emplace_back();
    Inked& inked = inked_[inked_used_++];
    inked_of_[i] = static_cast<uint32_t>(inked_used_);
    Text& text = texts_[i];
    if (!text.has_signs) find_signs(&text);
    if (text.classes & kBlankOrBreak) {
      leave_out_blanks(text, &inked);
    } else {
      inked.text = text;
    }
    inked.ink = ink_of(inked.text.text);
  }
  return inked_[inked_of_[i] - 1];
}

InkedText Signs::inked(size_t i) {
  Inked& inked = ink(i);
  if (!inked.text.has_forms) {
    Text& text = texts_[i];
    const bool blanks = (text.classes & kBlankOrBreak) != 0;
    Text& asked = blanks ? inked.text : text;
    if (!asked.has_forms) find_forms(&asked);
    inked.text = asked;
  }
  return {view(inked.text), inked.ink};
}

InkedText Signs::inked_signs(size_t i) {
  const Inked& inked = ink(i);
  return {view(inked.text), inked.ink};
}

}  // namespace newsmill
