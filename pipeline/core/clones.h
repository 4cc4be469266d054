// One function, compiled for more than one processor.
#pragma once

#include <cstddef>  // says __GLIBC__

// Before a function whose loop is hot: it is compiled twice, for any x86-64 and for those since
// 2013 (AVX2, BMI), and the loader takes the one that the machine can run. What it calls is part of
// that only where it is inlined. Elsewhere the attribute says nothing: other compilers, C libraries
// and processors, and under ThreadSanitizer, which is not there yet when the loader chooses.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__)
#define NEWSMILL_CLONES [[gnu::target_clones("arch=x86-64-v3", "default")]]
#else
#define NEWSMILL_CLONES
#endif
