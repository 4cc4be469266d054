// Tested by tests/segment/latin_jumps_test.cc and latin_masthead_test.cc.
#include "segment/latin_words.h"

namespace newsmill::latin {

std::string small(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (is_capital(c)) c = static_cast<char>(c | 0x20);
  return low;
}

Lexicon::Match word_at(const Lexicon& words, std::string_view text, size_t pos) {
  const Lexicon::Match match = words.longest_at(text, pos);
  const bool open_end = match && match.end < text.size() && is_part_of_word(text[match.end - 1]) &&
                        is_part_of_word(text[match.end]);
  return open_end ? Lexicon::Match() : match;
}

size_t skip_blanks(std::string_view text, size_t pos) {
  for (utf8::Char c = utf8::at(text, pos); c.size > 0 && utf8::is_blank(c.code);
       c = utf8::at(text, pos))
    pos += c.size;
  return pos;
}

std::optional<Read<std::string>> page_at(std::string_view text, size_t pos) {
  constexpr size_t kMostFigures = 3;
  std::string page;
  const auto letter = [&] { page.push_back(static_cast<char>(text[pos++] & ~0x20)); };
  if (pos < text.size() && utf8::is_latin(text[pos])) {
    letter();
    if (pos < text.size() && text[pos] == '-') ++pos;
  }
  while (pos + 1 < text.size() && text[pos] == '0' && utf8::is_digit(text[pos + 1])) ++pos;
  const size_t first = pos;
  while (pos < text.size() && utf8::is_digit(text[pos])) page.push_back(text[pos++]);
  if (pos == first || pos - first > kMostFigures) return std::nullopt;
  if (page.size() == pos - first && pos < text.size() && utf8::is_latin(text[pos])) letter();
  if (pos < text.size() && is_part_of_word(text[pos])) return std::nullopt;
  return Read<std::string>{std::move(page), pos};
}

}  // namespace newsmill::latin
