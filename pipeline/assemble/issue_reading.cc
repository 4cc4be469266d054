// 新桥12月通车。 -> runs of Han characters, which need no look-up, and what stands between them,
// which a table knows. Tested by tests/assemble/issue_reading_test.cc.
#include "assemble/issue_reading.h"

#include <array>
#include <utility>

#include "core/simhash.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

struct Character {
  CharKind kind = CharKind::kOther;
  bool word = false;    // part of a pair
  char32_t folded = 0;  // as Simhasher has it
};

Character measure(char32_t c) {
  return {char_kind(c), utf8::is_han(c) || utf8::is_latin(c), Simhasher::folded(c)};
}

// The characters of the Basic Multilingual Plane: a look at a table instead of a dozen questions.
using Characters = std::array<Character, 0x10000>;
const Characters& bmp_characters() {
  static const Characters table = [] {
    Characters all;
    for (char32_t c = 0; c < all.size(); ++c) all[c] = measure(c);
    return all;
  }();
  return table;
}

// The character at `pos` if it is one of U+4E00 to U+9FFF, nearly all of the text, else 0. Three
// bytes of UTF-8 as one sum: no other character's bytes come to one between those of the first and
// the last of them.
char32_t han_at(std::string_view text, size_t pos) {
  constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
  constexpr char32_t kFirstSum = (0xE4 << 12) + (0xB8 << 6) + 0x80;
  if (pos + 3 > text.size()) return 0;
  const auto byte = [&](size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[pos + i]));
  };
  const char32_t beyond = (byte(0) << 12) + (byte(1) << 6) + byte(2) - kFirstSum;
  return beyond <= kLast - kFirst ? kFirst + beyond : 0;
}

}  // namespace

void IssueReading::clear() {
  filled_ = 0;
}

BlockText IssueReading::read(std::string_view text) {
  const Characters& table = bmp_characters();
  if (folded_.size() < filled_ + text.size()) folded_.resize(2 * (filled_ + text.size()));
  Vocabulary::Pen pairs = vocabulary_.open(text.size());
  TextCount count;
  char32_t* out = folded_.data() + filled_;
  char32_t last = 0;  // the character before, if it can be part of a pair
  for (size_t pos = 0; pos < text.size();) {
    const char32_t* const run = out;
    for (char32_t c; (c = han_at(text, pos)) != 0; pos += 3) {
      if (last) pairs.add(last, c);
      *out++ = last = c;
    }
    if (out != run) count.add(CharKind::kHan, static_cast<uint32_t>(out - run));
    const utf8::Char c = utf8::at(text, pos);
    if (c.size == 0) break;
    pos += c.size;
    const Character character = c.code < table.size() ? table[c.code] : measure(c.code);
    count.add(character.kind);
    *out = character.folded;
    out += character.folded != 0;
    if (last && character.word) pairs.add(last, c.code);
    last = character.word ? c.code : 0;
  }
  vocabulary_.close(pairs);
  const size_t begin = std::exchange(filled_, static_cast<size_t>(out - folded_.data()));
  return {count, begin, filled_};
}

}  // namespace newsmill
