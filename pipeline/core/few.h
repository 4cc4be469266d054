// A list that nearly always holds one element.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace newsmill {

// Elements in a row, as in a vector. The first one takes no memory of its own: a page has hundreds
// of blocks, and nearly all of them have one range of lines. Tested by tests/core/few_test.cc.
template <class T>
class Few {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Few() = default;
  Few(std::initializer_list<T> elements) { append(elements); }
  Few(const Few& other) { append(other); }
  Few(Few&& other) noexcept
      : first_(other.first_), all_(std::move(other.all_)), size_(std::exchange(other.size_, 0)) {}
  Few& operator=(Few other) noexcept {
    first_ = other.first_;
    all_ = std::move(other.all_);
    size_ = other.size_;
    return *this;
  }
  ~Few() = default;

  void push_back(T element) {
    if (full()) grow();
    data()[size_++] = element;
  }
  template <class Range>
  void append(const Range& elements) {
    for (const T& element : elements) push_back(element);
  }
  void clear() {
    all_.reset();
    size_ = 0;
  }

  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  T* data() { return all_ ? all_.get() : &first_; }
  const T* data() const { return all_ ? all_.get() : &first_; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](size_t i) { return data()[i]; }
  const T& operator[](size_t i) const { return data()[i]; }
  T& front() { return *begin(); }
  const T& front() const { return *begin(); }
  T& back() { return end()[-1]; }
  const T& back() const { return end()[-1]; }

  bool operator==(const Few& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
  }

 private:
  // There is room for a power of two.
  bool full() const { return size_ != 0 && (size_ & (size_ - 1)) == 0; }
  void grow() {
    auto more = std::make_unique_for_overwrite<T[]>(size_t{2} * size_);
    std::copy(begin(), end(), more.get());
    all_ = std::move(more);
  }

  T first_{};
  std::unique_ptr<T[]> all_;  // null while one is enough
  uint32_t size_ = 0;
};

}  // namespace newsmill
