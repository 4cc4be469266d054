// 养老 is a close pair, 的养 none. Those that stand behind a character and their ties are one
// number each, and sorted: a binary search among a dozen finds a pair. Tested by
// tests/segment/common_pairs_test.cc.
#include "segment/common_pairs.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;  // Han characters of the table
constexpr unsigned kTieBits = 2, kCharBits = 15;
static_assert(kLast - kFirst < 1u << kCharBits);

bool in_table(char32_t code) {
  return code >= kFirst && code <= kLast;
}
uint32_t key_of(char32_t left, char32_t right) {
  return (left - kFirst) << kCharBits | (right - kFirst);
}

}  // namespace

CommonPairs::CommonPairs(const RuleTable& table) {
  constexpr std::pair<std::string_view, Tie> kColumns[] = {
      {"close", kClose}, {"firm", kFirm}, {"loose", kLoose}};
  const size_t first = table.column("first");
  for (const RuleRow& row : table.rows()) {
    const utf8::Char left = utf8::at(row[first], 0);
    if (!in_table(left.code) || left.size != row[first].size())
      table.fail(row, "not one Han character: " + std::string(row[first]));
    for (const auto& [name, tie] : kColumns) {
      const std::string_view seconds = row[table.column(name)];
      for (size_t pos = 0; pos < seconds.size();) {
        const utf8::Char right = utf8::at(seconds, pos);
        if (!in_table(right.code))
          table.fail(row, "not all Han characters: " + std::string(seconds));
        ties_.push_back(key_of(left.code, right.code) << kTieBits | tie);
        pos += right.size;
      }
    }
  }
  std::sort(ties_.begin(), ties_.end());
  constexpr unsigned kRightBits = kCharBits + kTieBits;
  begins_.assign(kLast - kFirst + 2, 0);
  for (uint32_t& tie : ties_) {
    ++begins_[(tie >> kRightBits) + 1];
    tie &= (1u << kRightBits) - 1;
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
}

CommonPairs::Tie CommonPairs::tie(char32_t left, char32_t right) const {
  if (!in_table(left) || !in_table(right)) return kNone;
  const uint32_t key = (right - kFirst) << kTieBits;
  // The last one up to the key; without a jump, as it is hard to foretell.
  constexpr uint32_t kTies = (1u << kTieBits) - 1;
  const uint32_t* found = &ties_[begins_[left - kFirst]];
  size_t count = begins_[left - kFirst + 1] - begins_[left - kFirst];
  if (count == 0) return kNone;
  for (; count > 1; count -= count / 2) found += found[count / 2] <= (key | kTies) ? count / 2 : 0;
  return (*found & ~kTies) == key ? static_cast<Tie>(*found & kTies) : kNone;
}

}  // namespace newsmill
