// Tested by tests/extract/word_index_test.cc against Lexicon.
#include "extract/word_index.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kCodes = 65536;

}  // namespace

WordIndex::WordIndex() : first_(kCodes), last_(kCodes), starting_(1), ending_(1) {}

void WordIndex::insert(std::vector<uint16_t>& table, std::vector<Bucket>& buckets, char32_t key,
                       const Word& word) {
  if (key >= kCodes) return;
  if (table[key] == 0) {
    table[key] = static_cast<uint16_t>(buckets.size());
    buckets.emplace_back();
  }
  Bucket& bucket = buckets[table[key]];
  const auto shorter = [&](const Word& other) { return other.text.size() < word.text.size(); };
  bucket.insert(std::find_if(bucket.begin(), bucket.end(), shorter), word);
}

void WordIndex::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  insert(first_, starting_, utf8::at(word, 0).code, {std::string(word), id});
  insert(last_, ending_, utf8::before(word, word.size()).code, {std::string(word), id});
}

int WordIndex::find(std::string_view text) const {
  const char32_t first = utf8::at(text, 0).code;
  if (text.empty() || first >= kCodes) return -1;
  for (const Word& word : starting_[first_[first]])
    if (word.text == text) return word.id;
  return -1;
}

Lexicon::Match WordIndex::longest_at(std::string_view text, size_t pos) const {
  const char32_t first = utf8::at(text, pos).code;
  if (pos >= text.size() || first >= kCodes) return {};
  const std::string_view rest = text.substr(pos);
  for (const Word& word : starting_[first_[first]])
    if (rest.starts_with(word.text)) return {pos, pos + word.text.size(), word.id};
  return {};
}

Lexicon::Match WordIndex::longest_before(std::string_view text, size_t end, size_t from) const {
  if (end <= from) return {};
  const char32_t last = utf8::before(text, end).code;
  if (last >= kCodes) return {};
  const std::string_view head = text.substr(from, end - from);
  for (const Word& word : ending_[last_[last]])
    if (head.ends_with(word.text)) return {end - word.text.size(), end, word.id};
  return {};
}

}  // namespace newsmill
