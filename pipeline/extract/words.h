// Words that the grammar itself knows, written where they are used and compared without a call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/utf8.h"

namespace newsmill {

// Of the character at byte `pos` (or the ASCII or cut one there) the six bits that tell it best
// from others: those of its last byte, for a Chinese one.
constexpr unsigned telling_bits(std::string_view text, size_t pos) {
  const bool wide = static_cast<unsigned char>(text[pos]) >= 0xE0 && pos + 2 < text.size();
  return static_cast<unsigned char>(text[wide ? pos + 2 : pos]) & 63;
}
// The same of the character that ends at byte `end`.
constexpr unsigned telling_bits_before(std::string_view text, size_t end) {
  return static_cast<unsigned char>(text[end - 1]) & 63;
}

// utf8::is_blank(), without a call for Chinese characters: most are.
inline bool is_blank(char32_t c) {
  return !(c > 0x3000 && c < 0xFEFF) && utf8::is_blank(c);
}

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
  if (text.size() < N - 1) return std::string_view::npos;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data() + 2; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, word[2], static_cast<size_t>(end - at)));
    if (at == nullptr) break;
    const size_t pos = static_cast<size_t>(at - text.data()) - 2;
    if (has_at(text, pos, word)) return pos;
  }
  return std::string_view::npos;
}

// The same for two characters or more in a text of some length, mostly not there: 32 places are
// compared at once where the processor can.
size_t find_in_long(std::string_view text, std::string_view word);

// The first (or last) three bytes of a text, as a number; fewer if it is shorter.
constexpr uint32_t first_bytes(std::string_view text) {
  uint32_t bytes = 0;
  for (size_t i = 0; i < 3 && i < text.size(); ++i)
    bytes |= static_cast<uint32_t>(static_cast<unsigned char>(text[i])) << 8 * i;
  return bytes;
}
// The same where there are three for certain.
inline uint32_t three_bytes(const char* at) {
  const auto byte = [&](size_t i) { return uint32_t{static_cast<unsigned char>(at[i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}
constexpr uint32_t last_bytes(std::string_view text) {
  uint32_t bytes = 0;
  for (size_t i = 0; i < 3 && i < text.size(); ++i)
    bytes |= static_cast<uint32_t>(static_cast<unsigned char>(text[text.size() - 1 - i])) << 8 * i;
  return bytes;
}

// A short list of words, told from most other text by six bits of one byte, and from each other
// mostly by one character.
template <size_t N>
class WordList {
 public:
  template <class... Words>
  constexpr explicit WordList(const Words&... words) : words_{std::string_view(words)...} {
    for (size_t i = 0; i < N; ++i) {
      first_ |= uint64_t{1} << telling_bits(words_[i], 0);
      last_ |= uint64_t{1} << telling_bits_before(words_[i], words_[i].size());
      firsts_[i] = first_bytes(words_[i]);
      lasts_[i] = last_bytes(words_[i]);
      if (words_[i].size() < 3) masks_[i] = (1u << 8 * words_[i].size()) - 1;
    }
  }
  // The length of the first of the words that stands at byte `pos`, or 0.
  constexpr size_t at(std::string_view text, size_t pos = 0) const {
    if (pos >= text.size() || (first_ >> telling_bits(text, pos) & 1) == 0) return 0;
    const std::string_view rest = text.substr(pos);
    const uint32_t bytes = first_bytes(rest);
    for (size_t i = 0; i < N; ++i)
      if (((bytes ^ firsts_[i]) & masks_[i]) == 0 && rest.starts_with(words_[i]))
        return words_[i].size();
    return 0;
  }
  // The length of the first of the words that ends at byte `end`, or 0.
  constexpr size_t before(std::string_view text, size_t end) const {
    if (end == 0 || end > text.size()) return 0;
    if ((last_ >> telling_bits_before(text, end) & 1) == 0) return 0;
    const std::string_view head = text.substr(0, end);
    const uint32_t bytes = last_bytes(head);
    for (size_t i = 0; i < N; ++i)
      if (((bytes ^ lasts_[i]) & masks_[i]) == 0 && head.ends_with(words_[i]))
        return words_[i].size();
    return 0;
  }
  // The length of the first of the words that the text ends with, or 0.
  constexpr size_t ends(std::string_view text) const { return before(text, text.size()); }
  constexpr const std::array<std::string_view, N>& words() const { return words_; }
  // Is the text one of the words?
  constexpr bool has(std::string_view text) const {
    if (ends(text) == 0) return false;
    for (const std::string_view word : words_)
      if (text == word) return true;
    return false;
  }

 private:
  static constexpr std::array<uint32_t, N> kWhole = [] {
    std::array<uint32_t, N> masks{};
    for (uint32_t& mask : masks) mask = 0xFFFFFF;
    return masks;
  }();
  std::array<std::string_view, N> words_;
  uint64_t first_ = 0, last_ = 0;  // of each word's first character and last byte
  std::array<uint32_t, N> firsts_{}, lasts_{}, masks_ = kWhole;
};
template <class... Words>
WordList(const Words&...) -> WordList<sizeof...(Words)>;

}  // namespace newsmill
