// What every fuzzer shares. A fuzzer is one file, with three functions:
//
//   LLVMFuzzerTestOneInput()   feeds bytes to a parser and checks what must hold whatever they are
//   fuzz_seeds()               well-formed inputs to begin with
//   fuzz_words()               pieces that tell something to the parser
//
// It is linked with driver.cc, which damages seeds at random, or, in a clang build with
// NEWSMILL_FUZZER=ON, with libFuzzer, which also watches which code an input reaches; both take
// -runs=N, -seed=N and -max_total_time=SECONDS, or files to run once. The first byte of an input is
// not for the parser: it chooses how the rest is given to it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "decompress/byte_stream.h"

std::vector<std::string> fuzz_seeds();
std::vector<std::string> fuzz_words();
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace newsmill {

// Ends the program, so that the driver reports the input.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: must hold: %s\n", what);
  std::abort();
}

// The choice, and what is for the parser.
struct FuzzInput {
  FuzzInput(const uint8_t* data, size_t size)
      : choice(size > 0 ? data[0] : 0),
        bytes(reinterpret_cast<const char*>(data) + (size > 0), size - (size > 0)) {}
  // `n` choices, of which the next call takes what is left.
  unsigned choose(unsigned n) {
    const unsigned chosen = choice % n;
    choice /= n;
    return chosen;
  }
  unsigned choice;
  std::string_view bytes;
};

// Hands out bytes in blocks, each in memory of its own that is gone with the next: a sanitizer sees
// a byte read too far, and a view kept too long.
class FleetingBlocks : public ByteStream {
 public:
  FleetingBlocks(std::string_view bytes, size_t block_bytes)
      : bytes_(bytes), block_bytes_(block_bytes) {}
  Result<std::string_view> next() override {
    const std::string_view part = bytes_.substr(0, block_bytes_);
    bytes_.remove_prefix(part.size());
    block_ = std::make_unique_for_overwrite<char[]>(part.size());
    part.copy(block_.get(), part.size());
    return std::string_view(block_.get(), part.size());
  }

 private:
  std::string_view bytes_;
  size_t block_bytes_;
  std::unique_ptr<char[]> block_;
};

}  // namespace newsmill
