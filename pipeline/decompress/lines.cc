// A line that stands in one block is a view into it; others are put together.
// Tested by tests/decompress/jsonl_entries_test.cc.
#include "decompress/lines.h"

#include <algorithm>

namespace newsmill {

bool Lines::fill() {
  if (ended_) return false;
  const Result<std::string_view> block = bytes_.next();
  if (!block) error_ = block.error();
  block_ = block.value_or(std::string_view());
  ended_ = block_.empty();
  return !ended_;
}

std::optional<std::string_view> Lines::next() {
  line_.clear();
  length_ = 0;
  begin_ = offset_;
  while (!block_.empty() || fill()) {
    const size_t feed = block_.find('\n');
    const std::string_view part = block_.substr(0, feed);
    const bool ends = feed != std::string_view::npos;
    block_.remove_prefix(part.size() + ends);
    offset_ += part.size() + ends;
    const bool first = length_ == 0;
    length_ += part.size();
    if (ends && first) return ++number_, part.substr(0, max_);
    line_.append(part.substr(0, max_ - std::min(max_, line_.size())));
    if (ends) return ++number_, line_;
  }
  cut_ = error_.has_value();
  if (length_ == 0) return std::nullopt;
  return ++number_, line_;
}

}  // namespace newsmill
