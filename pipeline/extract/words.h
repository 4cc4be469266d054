// Words that the grammar itself knows, written where they are used and compared without a call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace newsmill {

// Does the literal stand at byte `pos`?
template <size_t N>
inline bool has_at(std::string_view text, size_t pos, const char (&word)[N]) {
  return pos + (N - 1) <= text.size() && std::memcmp(text.data() + pos, word, N - 1) == 0;
}
// Does the literal end at byte `end`?
template <size_t N>
inline bool ends_with_at(std::string_view text, size_t end, const char (&word)[N]) {
  return end >= N - 1 && std::memcmp(text.data() + end - (N - 1), word, N - 1) == 0;
}

// Where the literal, whose first character is Chinese, first stands; npos: nowhere. Looks for the
// last byte of that character: its first byte is that of every tenth character or so.
template <size_t N>
inline size_t find_word(std::string_view text, const char (&word)[N]) {
  static_assert(N > 3);
  const char* const end = text.data() + text.size();
  for (const char* at = text.data() + 2; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, word[2], static_cast<size_t>(end - at)));
    if (at == nullptr) break;
    const size_t pos = static_cast<size_t>(at - text.data()) - 2;
    if (has_at(text, pos, word)) return pos;
  }
  return std::string_view::npos;
}

// A short list of words, told from most other text by six bits of one byte.
template <size_t N>
class WordList {
 public:
  template <class... Words>
  constexpr explicit WordList(const Words&... words) : words_{std::string_view(words)...} {
    for (const std::string_view word : words_) {
      first_ |= bit(word[key_at(word)]);
      last_ |= bit(word.back());
    }
  }
  // The length of the first of the words that stands at byte `pos`, or 0.
  constexpr size_t at(std::string_view text, size_t pos = 0) const {
    if (pos >= text.size()) return 0;
    const std::string_view rest = text.substr(pos);
    if ((first_ & bit(rest[key_at(rest)])) == 0) return 0;
    for (const std::string_view word : words_)
      if (rest.starts_with(word)) return word.size();
    return 0;
  }
  // The length of the first of the words that ends at byte `end`, or 0.
  constexpr size_t before(std::string_view text, size_t end) const {
    if (end == 0 || end > text.size() || (last_ & bit(text[end - 1])) == 0) return 0;
    const std::string_view head = text.substr(0, end);
    for (const std::string_view word : words_)
      if (head.ends_with(word)) return word.size();
    return 0;
  }
  // The length of the first of the words that the text ends with, or 0.
  constexpr size_t ends(std::string_view text) const { return before(text, text.size()); }
  // Is the text one of the words?
  constexpr bool has(std::string_view text) const {
    if (text.empty() || (last_ & bit(text.back())) == 0) return false;
    for (const std::string_view word : words_)
      if (text == word) return true;
    return false;
  }

 private:
  // In UTF-8 the last byte of a character tells most; a word or text may be shorter than that.
  static constexpr size_t key_at(std::string_view text) {
    return static_cast<unsigned char>(text[0]) >= 0xE0 && text.size() > 2 ? 2 : 0;
  }
  static constexpr uint64_t bit(char byte) { return uint64_t{1} << (byte & 63); }

  std::array<std::string_view, N> words_;
  uint64_t first_ = 0, last_ = 0;  // of each word's first character and last byte
};
template <class... Words>
WordList(const Words&...) -> WordList<sizeof...(Words)>;

}  // namespace newsmill
