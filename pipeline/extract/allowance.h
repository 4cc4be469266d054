// How closely an article may be read.
#pragma once

#include <cstddef>

namespace newsmill {

// Every byte of text earns a little, every look at what may be a number, a period or a name in
// brackets costs some. The densest news spends two thirds of what it earns. A text that runs
// out (500 numbers side by side, and the next, and the next) is a table or noise: what is left of
// it is passed over, so that its time stays that of plain text.
class Allowance {
 public:
  void start_article() { left_ = kFree; }
  void earn(size_t bytes) { left_ += bytes; }
  // False: there is nothing left.
  bool spend() {
    if (left_ < kCost) return false;
    left_ -= kCost;
    return true;
  }

 private:
  static constexpr size_t kCost = 40;  // bytes of text a look; the densest news has 64
  static constexpr size_t kFree = 512 * kCost;
  size_t left_ = kFree;
};

}  // namespace newsmill
