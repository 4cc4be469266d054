// "Rose 5. 2 per-\ncent" -> "rose 5.2 percent", with the place of each byte in the original.
// Tested by tests/extract/english_test.cc.
#include "extract/english_text.h"

#include <algorithm>
#include <array>

namespace newsmill {
namespace {

struct Replacement {
  std::string_view from;
  char to;  // 0: dropped
};
constexpr std::array kReplacements = {
    Replacement{"\xC2\xA0", ' '},      Replacement{"\xE2\x80\x89", ' '},
    Replacement{"\xE2\x80\xAF", ' '},  Replacement{"\xC2\xAD", 0},
    Replacement{"\xE2\x80\x93", '-'},  Replacement{"\xE2\x80\x94", ';'},
    Replacement{"\xE2\x80\x98", '\''}, Replacement{"\xE2\x80\x99", '\''}};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// "mil-\nlion", but not "mid- and", "3- to"
bool parted_word(std::string_view text, size_t hyphen) {
  if (hyphen == 0 || !is_letter(lower(text[hyphen - 1]))) return false;
  const size_t next = hyphen + 2;
  if (!is_space(byte_at(text, hyphen + 1)) || !is_letter(byte_at(text, next))) return false;
  for (const std::string_view word : {"and ", "or ", "to "})
    if (text.substr(next).starts_with(word)) return false;
  return true;
}

// "5. 2 percent": the space behind the point
bool parted_number(std::string_view text, size_t space) {
  if (space < 2 || text[space - 1] != '.' || !is_digit(text[space - 2])) return false;
  size_t pos = space + 1;
  const size_t limit = std::min(text.size(), pos + 4);
  while (pos < limit && is_digit(text[pos])) ++pos;
  if (pos == space + 1) return false;
  const std::string_view rest = text.substr(std::min(pos, text.size()));
  for (const std::string_view word : {"%", " percent", " per cent", " million", " billion"})
    if (rest.starts_with(word)) return true;
  return false;
}

}  // namespace

bool is_english(std::string_view paragraph) {
  const auto plain = [](std::string_view text) {
    const auto letter = [](char c) { return is_letter(lower(c)) || c == ' '; };
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), letter));
  };
  const std::string_view head = paragraph.substr(0, 64);
  if (head.size() < 8 || plain(head) * 10 < head.size() * 6) return false;
  return plain(paragraph) * 10 >= paragraph.size() * 6;
}

void Folded::assign(std::string_view original) {
  text.clear();
  at.clear();
  const auto put = [&](char c, size_t pos) {
    text.push_back(c);
    at.push_back(static_cast<uint32_t>(pos));
  };
  for (size_t pos = 0; pos < original.size(); ++pos) {
    const char c = original[pos];
    if (c == '-' && parted_word(original, pos)) {
      ++pos;
    } else if (is_space(c)) {
      if (!parted_number(original, pos)) put(' ', pos);
    } else if (c != '\xC2' && c != '\xE2') {
      put(lower(c), pos);
    } else {
      const auto* const found = std::find_if(
          kReplacements.begin(), kReplacements.end(),
          [&](const Replacement& r) { return original.substr(pos).starts_with(r.from); });
      if (found == kReplacements.end()) {
        put(c, pos);
      } else {
        if (found->to) put(found->to, pos);
        pos += found->from.size() - 1;
      }
    }
  }
  at.push_back(static_cast<uint32_t>(original.size()));
}

}  // namespace newsmill
