// Tested by tests/rules/lexicon_test.cc against a naive search.
#include "rules/lexicon.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

size_t slot(uint32_t key) { return (key ^ key >> 11) & 4095; }

}  // namespace

size_t Lexicon::next(std::string_view text, size_t pos) { return pos + utf8::at(text, pos).size; }
uint32_t Lexicon::key(std::string_view text, size_t pos) { return utf8::at(text, pos).code; }

void Lexicon::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  std::vector<Word>& bucket = buckets_[key(word, 0)];
  const auto place = std::find_if(bucket.begin(), bucket.end(), [&](const Word& w) { return w.text.size() < word.size(); });
  bucket.insert(place, Word{std::string(word), id});
  starts_[slot(key(word, 0))] = true;
  ends_[static_cast<unsigned char>(word.back())] = true;
  longest_ = std::max(longest_, word.size());
}

Lexicon::Match Lexicon::longest_at(std::string_view text, size_t pos) const {
  if (pos >= text.size()) return {};
  const uint32_t first = key(text, pos);
  if (!starts_[slot(first)]) return {};
  const auto bucket = buckets_.find(first);
  if (bucket == buckets_.end()) return {};
  for (const Word& word : bucket->second)
    if (text.compare(pos, word.text.size(), word.text) == 0) return {pos, pos + word.text.size(), word.id};
  return {};
}

Lexicon::Match Lexicon::longest_before(std::string_view text, size_t end, size_t from) const {
  if (end == 0 || end <= from || !ends_[static_cast<unsigned char>(text[end - 1])]) return {};
  const std::string_view head = text.substr(0, end);
  // Starting furthest to the left finds the longest; a word must end just at `end`.
  size_t begin = end > longest_ ? std::max(from, end - longest_) : from;
  for (; begin < end; ++begin) {
    if (!utf8::is_start(head[begin]) || !starts_[slot(key(head, begin))]) continue;
    const int id = find(head.substr(begin));
    if (id >= 0) return {begin, end, id};
  }
  return {};
}

int Lexicon::find(std::string_view text) const {
  if (text.empty()) return -1;
  const auto bucket = buckets_.find(key(text, 0));
  if (bucket == buckets_.end()) return -1;
  for (const Word& word : bucket->second)
    if (word.text == text) return word.id;
  return -1;
}

}  // namespace newsmill
