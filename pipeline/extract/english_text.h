// English text made easy to match: lower case, one kind of space, dash and apostrophe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// Is the paragraph mostly Latin letters? Looks at 64 bytes unless they are.
bool is_english(std::string_view paragraph);

struct Folded {
  std::string text;
  std::vector<uint32_t> at;  // where each byte of `text`, and its end, stands in the original
  // Joins what a line break parted: "mil-\nlion", "5. 2 percent". Keeps its memory.
  void assign(std::string_view original);
};

inline bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_word(char c) {
  return is_letter(c) || is_digit(c);
}
// The byte at `pos`, or a space beyond the text.
inline char byte_at(std::string_view text, size_t pos) {
  return pos < text.size() ? text[pos] : ' ';
}
// Behind the blank or hyphen that may stand at byte `pos`.
inline size_t skip_joint(std::string_view text, size_t pos) {
  const char c = byte_at(text, pos);
  return c == ' ' || c == '-' ? pos + 1 : pos;
}

}  // namespace newsmill
