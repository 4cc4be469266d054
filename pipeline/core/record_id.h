// The name of a record.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsmill {

// A short text, held in place: every block carries one, and none of them costs an allocation.
//
//   page "9f86d081884c7d65"  its second article "9f86d081884c7d65-a2"  its first ad "…-n1"
//
// Of a longer text the first kLongest bytes are taken. Tested by tests/core/record_id_test.cc.
class RecordId {
 public:
  static constexpr size_t kLongest = 31;

  RecordId() = default;
  template <std::convertible_to<std::string_view> Text>
  RecordId(const Text& text) {
    append(text);
  }
  // The record of a page with this number; `kind` is 'a' for articles, 'n' for ads. Where all is
  // too long the page's name is cut.
  RecordId(const RecordId& page, char kind, uint32_t number) {
    char suffix[16] = {'-', kind};
    const char* const end = std::to_chars(suffix + 2, std::end(suffix), number).ptr;
    const auto length = static_cast<size_t>(end - suffix);
    append(std::string_view(page).substr(0, kLongest - length));
    append({suffix, length});
  }

  operator std::string_view() const { return {text_.data(), size_}; }
  bool empty() const { return size_ == 0; }

  friend bool operator==(const RecordId& a, const RecordId& b) = default;
  template <std::convertible_to<std::string_view> Text>
  friend bool operator==(const RecordId& a, const Text& b) {
    return std::string_view(a) == std::string_view(b);
  }
  friend auto operator<=>(const RecordId& a, const RecordId& b) {
    return std::string_view(a) <=> std::string_view(b);
  }

 private:
  void append(std::string_view text) {
    const size_t taken = std::min(text.size(), kLongest - size_);
    std::copy_n(text.data(), taken, text_.data() + size_);
    size_ = static_cast<uint8_t>(size_ + taken);
  }

  std::array<char, kLongest> text_{};  // zeros behind the end
  uint8_t size_ = 0;
};

}  // namespace newsmill
