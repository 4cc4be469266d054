// One function, compiled for more than one processor.
#pragma once

#include <cstddef>  // says __GLIBC__

// Before a function whose loop is hot: it is compiled twice, for any x86-64 and for those since
// 2013 (AVX2, BMI), and the loader takes the one that the machine can run. What it calls is part of
// that only where it is inlined. Small functions of vectors had better be: two that were called for
// eight lines each took 6 % of segment on an Intel of 2023, most likely for the change from AVX to
// older instructions and back.
// Elsewhere the attribute says nothing: other compilers, C libraries and processors, and under
// ThreadSanitizer, which is not there yet when the loader chooses.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__)
#define NEWSMILL_CLONES [[gnu::target_clones("arch=x86-64-v3", "default")]]
#else
#define NEWSMILL_CLONES
#endif

// Before a function that is written out for processors with AVX2 and BMI, and called where
// has_avx2(). NEWSMILL_ALL_AVX2: with all that it calls, which is inlined.
#ifdef __x86_64__
#define NEWSMILL_AVX2 [[gnu::target("avx2,bmi,bmi2,popcnt")]]
#define NEWSMILL_ALL_AVX2 [[gnu::target("avx2,bmi,bmi2,popcnt"), gnu::flatten]]

namespace newsmill {

inline bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0 &&
                          __builtin_cpu_supports("bmi2") != 0 &&
                          __builtin_cpu_supports("popcnt") != 0;
  return has;
}

}  // namespace newsmill
#endif
