// When a value holds: the periods named on the way to it, and those that only compare.
#pragma once

#include <cstddef>
#include <optional>

#include "core/article.h"
#include "extract/context.h"
#include "extract/sentence.h"

namespace newsmill {

// Walks along one sentence, value by value, and tells `context` the periods that it passes.
// `work` and `context` must outlive it.
class Dating {
 public:
  Dating(const Work& work, Context& context) : work_(work), context_(context), token_(work.from) {}

  // Goes on to the next value. Its metric, if any, is to be dated before the next call.
  void advance(const Reading& reading);
  // Sets the period of the metric, and the status that follows from it.
  void date(const Reading& reading, Metric& metric);
  // Is the last period before the value that of a deed, told in an earlier clause without a value?
  bool tells_deed(const Reading& reading) const;  // 去年建成，每天…
  // Passes what is left of the sentence.
  void finish();

 private:
  void name(const Period& period);
  void name_date_behind(const Reading& reading);
  void stretch(const Reading& reading, InForce& in_force);

  const Work& work_;
  Context& context_;
  size_t token_;                       // the next to be passed
  const Period* base_ = nullptr;       // of the value at hand: 较2020年
  bool begun_ = false;                 // a period stands between the two ends of its change
  std::optional<Period> change_from_;  // 从2016年的…
};

}  // namespace newsmill
