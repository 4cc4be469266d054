// Nearly all characters are Han, and cost a look in the formulae's filter but no branch that the
// text could surprise: the place is written down in any case, and kept by counting it. The others
// are described as they come. Then formulae are looked up at the places, and both are merged:
//
//   遗失柳溪县东岸茶行公章一枚，声明作废。   ->   遗失, 公章, 一枚, ，, 声明作废, 作废, 。
//
// Tests: Signs.*.
#include "filter/signs.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

// Reads a text piece by piece, a piece being so much as stays in the nearest cache.
class Reader {
 public:
  Reader(std::string_view text, const Formulae& formulae) : text_(text), formulae_(formulae) {}

  bool done() const { return pos_ >= text_.size(); }
  void read_piece(std::vector<Sign>* signs) {
    const Behind before = behind_;
    others_count_ = hans_count_ = 0;
    scan();
    merge(before, signs);
  }
  uint32_t characters() const { return behind_.characters_at(static_cast<uint32_t>(text_.size())); }
  uint8_t classes() const { return classes_; }

 private:
  static constexpr size_t kPiece = 1024;  // bytes

  // Where the last character ends that is no ordinary Han: from there on three bytes make one.
  struct Behind {
    uint32_t pos = 0, characters = 0;
    uint32_t characters_at(uint32_t at) const { return characters + (at - pos) / 3; }
  };

  void scan() {
    const size_t end = std::min(text_.size(), pos_ + kPiece);
    size_t pos = pos_, hans = 0;
    while (pos < end) {
      const uint64_t bytes = Formulae::eight_bytes(text_, pos);
      if (is_ordinary_han(static_cast<char>(bytes))) {
        hans_[hans] = static_cast<uint32_t>(pos);
        hans += formulae_.may_start_with(bytes);
        pos += 3;
      } else {
        pos += take_other(static_cast<uint32_t>(pos), bytes);
      }
    }
    pos_ = pos, hans_count_ = hans;
  }

  size_t take_other(uint32_t pos, uint64_t bytes) {
    const utf8::Char c = utf8::at(text_, pos);
    const bool may_start = formulae_.may_start_with(bytes) | formulae_.may_start_short(bytes);
    const uint16_t form = may_start ? formulae_.find(text_, pos) : Formulae::kNo;
    const uint32_t character = behind_.characters_at(pos);
    const uint8_t classes = classes_of(c.code);
    others_[others_count_++] = {pos,  character, c.code,
                                form, classes,   static_cast<uint8_t>(c.size)};
    behind_ = {pos + c.size, character + 1};
    classes_ |= classes;
    return c.size;
  }

  void merge(Behind behind, std::vector<Sign>* signs) const {
    const Sign *other = others_.data(), *const end = other + others_count_;
    for (size_t i = 0; i < hans_count_; ++i) {
      const uint32_t pos = hans_[i];
      const uint16_t form = formulae_.find(text_, pos);
      if (form == Formulae::kNo) continue;
      for (; other != end && other->pos < pos; ++other) {
        signs->push_back(*other);
        behind = {other->end(), other->character + 1};
      }
      signs->push_back({pos, behind.characters_at(pos), 0, form, 0, 3});
    }
    signs->insert(signs->end(), other, end);
  }

  const std::string_view text_;
  const Formulae& formulae_;
  size_t pos_ = 0;
  Behind behind_;
  uint8_t classes_ = 0;
  // Of the piece: signs that are no ordinary Han, and where one may start a formula.
  size_t others_count_ = 0, hans_count_ = 0;
  std::array<Sign, kPiece> others_;
  std::array<uint32_t, kPiece / 3 + 2> hans_;
};

}  // namespace

void Signs::clear() {
  signs_.clear();
  texts_.clear();
}

void Signs::read(std::string_view text, const Formulae& formulae) {
  Reader reader(text, formulae);
  while (!reader.done()) reader.read_piece(&signs_);
  texts_.push_back({text, signs_.size(), reader.characters(), reader.classes()});
}

SignedText Signs::of(size_t i) const {
  const size_t begin = i == 0 ? 0 : texts_[i - 1].end;
  const Text& text = texts_[i];
  const std::span<const Sign> signs(signs_);
  return {text.text, signs.subspan(begin, text.end - begin), text.characters, text.classes};
}

}  // namespace newsmill
