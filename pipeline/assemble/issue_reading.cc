// 新桥12月通车。 -> runs of Han characters, which need no look-up, and what stands between them,
// which a table knows. Tested by tests/assemble/issue_reading_test.cc.
#include "assemble/issue_reading.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/simhash.h"
#include "core/utf8.h"

namespace newsmill {
namespace {

struct Character {
  char32_t folded = 0;  // as Simhasher has it
  CharKind kind = CharKind::kOther;
  bool word = false;  // part of a pair
};

Character measure(char32_t c) {
  return {Simhasher::folded(c), char_kind(c), utf8::is_han(c) || utf8::is_latin(c)};
}

// What stands between Han characters nearly always: letters, figures and marks (to U+33FF) and
// their full-width forms (U+FF00 to U+FFFF). A look at a table instead of a dozen questions.
class Characters {
 public:
  Characters() {
    for (char32_t c = 0; c < 0x10000; ++c)
      if (has(c)) all_[c % kSize] = measure(c);
  }
  Character operator[](char32_t c) const { return has(c) ? all_[c % kSize] : measure(c); }

 private:
  static constexpr size_t kSize = 0x4000;  // by the low 14 bits, which tell them apart
  static bool has(char32_t c) { return c < 0x3400 || c >> 8 == 0xFF; }
  std::array<Character, kSize> all_;
};

const Characters& characters() {
  static const Characters all;
  return all;
}

// U+4E00 to U+9FFF: nearly all of the text.
bool is_common(char32_t c) {
  return c - 0x4E00 <= 0x9FFF - 0x4E00;
}

// The common Han character at `at`, else 0. Reads three bytes: those of no other character come to
// a sum in this range.
char32_t common_at(const char* at) {
  const auto byte = [&](size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(at[i]));
  };
  const char32_t c = (byte(0) << 12) + (byte(1) << 6) + byte(2) - 0xE2080;
  return is_common(c) ? c : 0;
}

}  // namespace

void IssueReading::clear() {
  filled_ = 0;
}

void IssueReading::make_room(size_t characters) {
  if (room_ - filled_ >= characters) return;
  room_ = 2 * (filled_ + characters);
  auto more = std::make_unique_for_overwrite<char32_t[]>(room_);
  std::copy_n(folded_.get(), filled_, more.get());
  folded_ = std::move(more);
}

BlockText IssueReading::read(std::string_view text) {
  const Characters& known = characters();
  make_room(text.size());
  Vocabulary::Pen pairs = vocabulary_.open(text.size());
  TextCount count;
  char32_t* out = folded_.get() + filled_;
  const size_t last = text.size() - std::min<size_t>(text.size(), 2);  // where no three bytes stand
  bool word = false;  // the character before is part of a pair
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    if (!is_common(c.code)) {
      const Character character = known[c.code];
      count.add(character.kind);
      *out = character.folded;
      out += character.folded != 0;
      if (character.word) word ? pairs.go_on(c.code) : pairs.begin(c.code);
      word = character.word;
      continue;
    }
    const char32_t* const run = out;
    word ? pairs.go_on(c.code) : pairs.begin(c.code);
    *out++ = c.code;
    for (char32_t han; pos < last && (han = common_at(text.data() + pos)) != 0; pos += 3) {
      pairs.go_on(han);
      *out++ = han;
    }
    count.add(CharKind::kHan, static_cast<uint32_t>(out - run));
    word = true;
  }
  vocabulary_.close(pairs);
  const size_t begin = std::exchange(filled_, static_cast<size_t>(out - folded_.get()));
  return {count, begin, filled_};
}

}  // namespace newsmill
