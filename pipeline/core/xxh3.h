// XXH3, as xxhash.h has it, by the widest instructions that the machine turns out to have.
#pragma once

#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif
