// Memory for what a step notes of a page, kept for the next page.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

namespace newsmill {

// One for each thread and use. Few pages need more than is kept.
template <class T>
class KeptMemory {
 public:
  // Room for so many, with what they held before or nothing in them, until the next call.
  T* room(size_t count) {
    if (count > size_ || size_ > kKept) {
      size_ = std::max(count, std::min(2 * size_, kKept));
      memory_ = std::make_unique_for_overwrite<T[]>(size_);
    }
    return memory_.get();
  }

 private:
  static constexpr size_t kKept = (size_t{1} << 20) / sizeof(T);

  std::unique_ptr<T[]> memory_;
  size_t size_ = 0;
};

}  // namespace newsmill
