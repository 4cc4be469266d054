// Words are found by their first character: its low bits pick a bucket, and the bucket's words are
// tried longest first.
//
//   百分点  百分  个百分点   ->  slot(百): 百分点, 百分   slot(个): 个百分点
//
// Tested by tests/rules/lexicon_test.cc against a naive search.
#include "rules/lexicon.h"

#include <algorithm>
#include <cstring>

#include "core/utf8.h"

namespace newsmill {
namespace {

// Up to eight bytes of `text` from `pos`, the first in the lowest place.
uint64_t head_at(std::string_view text, size_t pos) {
  uint64_t head = 0;
  if (text.size() - pos >= sizeof head)
    std::memcpy(&head, text.data() + pos, sizeof head);
  else
    std::memcpy(&head, text.data() + pos, text.size() - pos);
  return head;
}

uint64_t mask_of(size_t bytes) {
  return bytes >= 8 ? ~uint64_t{0} : (uint64_t{1} << 8 * bytes) - 1;
}

}  // namespace

void Lexicon::add(std::string_view word, int id) {
  if (word.empty() || find(word) >= 0) return;
  uint16_t& index = bucket_of_[slot(word, 0)];
  if (index == 0) {
    index = static_cast<uint16_t>(buckets_.size());
    buckets_.emplace_back();
  }
  Bucket& bucket = buckets_[index];
  const auto shorter = [&](const Word& w) { return w.text.size() < word.size(); };
  bucket.insert(std::find_if(bucket.begin(), bucket.end(), shorter),
                Word{head_at(word, 0), mask_of(word.size()), std::string(word), id});
  ends_[static_cast<unsigned char>(word.back())] = true;
  longest_ = std::max(longest_, word.size());
}

Lexicon::Match Lexicon::longest_in(const Bucket& bucket, std::string_view text, size_t pos) {
  const uint64_t head = head_at(text, pos);
  for (const Word& word : bucket) {
    const size_t size = word.text.size();
    if ((head & word.mask) != word.head || size > text.size() - pos) continue;
    if (size <= 8 || std::memcmp(text.data() + pos, word.text.data(), size) == 0)
      return {pos, pos + size, word.id};
  }
  return {};
}

Lexicon::Match Lexicon::longest_before(std::string_view text, size_t end, size_t from) const {
  if (end == 0 || end <= from || !ends_[static_cast<unsigned char>(text[end - 1])]) return {};
  const std::string_view head = text.substr(0, end);
  // Starting furthest to the left finds the longest; a word must end just at `end`.
  for (size_t begin = end > longest_ ? std::max(from, end - longest_) : from; begin < end;
       ++begin) {
    if (!utf8::is_start(head[begin])) continue;
    const int id = find(head.substr(begin));
    if (id >= 0) return {begin, end, id};
  }
  return {};
}

int Lexicon::find(std::string_view text) const {
  if (text.empty()) return -1;
  for (const Word& word : buckets_[bucket_of_[slot(text, 0)]])
    if (word.text == text) return word.id;
  return -1;
}

}  // namespace newsmill
