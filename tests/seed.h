// The seed of tests that try random input: the same every time, so that a failure can be repeated;
// NEWSMILL_SEED=7 tries other input.
#pragma once

#include <cstdlib>

namespace newsmill {

inline unsigned test_seed() {
  const char* const asked = std::getenv("NEWSMILL_SEED");
  return asked ? static_cast<unsigned>(std::strtoul(asked, nullptr, 10)) : 1;
}

}  // namespace newsmill
