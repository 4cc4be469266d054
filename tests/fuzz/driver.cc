// Runs a fuzzer without libFuzzer, as GCC builds must: input number n is a seed, damaged as the
// random number n says, so that any run can be repeated by itself.
//
//   tar_fuzz -runs=1000000 -seed=1        NEWSMILL_FUZZ_RUNS=1000000 tar_fuzz
//   tar_fuzz: failed at seed 4711; the input is in tar_fuzz-4711.input
//   tar_fuzz -runs=1 -seed=4711           tar_fuzz tar_fuzz-4711.input
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>

#include "damage.h"
#include "fuzz.h"

// Of the sanitizers, where there are any.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));
// What takes 1 GiB in all, or 256 MiB at once, for some KB of input is at fault (libraries in C may
// ask for it, but must do with a null pointer, as they would of the system). Memory that was given
// back is watched for a shorter while, which makes small runs much faster.
extern "C" const char* __asan_default_options() {
  return "max_allocation_size_mb=256:allocator_may_return_null=1:hard_rss_limit_mb=1024:quarantine_"
         "size_mb=16:"
         "detect_stack_use_after_return=0:malloc_context_size=8";
}

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMaxBytes = 16 << 10;
constexpr unsigned kHangs = 60;  // seconds; the sanitizers and other processes slow it down
constexpr double kSlowest = 5;   // seconds of processor time for one input

std::string program;
uint64_t seed = 1;
std::string input;

volatile sig_atomic_t stopped = 0;

// Called when the program is about to end: no time for anything that may fail.
void report() {
  static bool reported = false;
  if (std::exchange(reported, true)) return;
  const std::string path = program + "-" + std::to_string(seed) + ".input";
  std::ofstream(path, std::ios::binary) << input;
  std::fprintf(stderr, "%s: failed at seed %llu; the input is in %s\n", program.c_str(),
               static_cast<unsigned long long>(seed), path.c_str());
}

void end_by_signal(int number) {
  if (number == SIGALRM) std::fprintf(stderr, "%s: an input takes forever\n", program.c_str());
  report();
  ::signal(number == SIGALRM ? SIGABRT : number, SIG_DFL);
  ::raise(number == SIGALRM ? SIGABRT : number);
}

void watch() {
  const bool sanitized = __sanitizer_set_death_callback != nullptr;
  if (sanitized) __sanitizer_set_death_callback(report);
  for (const int number : {SIGABRT, SIGALRM}) ::signal(number, end_by_signal);
  for (const int number : {SIGINT, SIGTERM}) ::signal(number, [](int) { stopped = 1; });
  if (sanitized) return;
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) ::signal(number, end_by_signal);
}

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// In memory of just its size, so that reading behind it is seen.
void run_once(const std::string& bytes) {
  const auto exact = std::make_unique_for_overwrite<uint8_t[]>(bytes.size());
  std::memcpy(exact.get(), bytes.data(), bytes.size());
  ::alarm(kHangs);
  const double begin = processor_seconds();
  LLVMFuzzerTestOneInput(exact.get(), bytes.size());
  must(processor_seconds() - begin < kSlowest, "an input takes less than five seconds");
}

struct Plan {
  uint64_t runs = UINT64_MAX;
  double seconds = 1e9;
};

void run_many(const Plan& plan) {
  const Stock stock{fuzz_seeds(), fuzz_words()};
  const Clock::time_point start = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  uint64_t runs = 0, bytes = 0;
  for (; !stopped && runs < plan.runs && (runs % 64 != 0 || elapsed() < plan.seconds);
       ++runs, ++seed) {
    input = damaged_seed(stock, Random(seed), kMaxBytes);
    bytes += input.size();
    run_once(input);
  }
  std::printf("%s: %llu runs, %.1f MB, %.1f s (%.1f s of the processor), clean\n", program.c_str(),
              static_cast<unsigned long long>(runs), static_cast<double>(bytes) / 1e6, elapsed(),
              processor_seconds());
}

void run_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  must(file.good(), "the file can be read");
  input.assign(std::istreambuf_iterator<char>(file), {});
  run_once(input);
  std::printf("%s: clean\n", path);
}

}  // namespace
}  // namespace newsmill

int main(int argc, char** argv) {
  using namespace newsmill;
  program = std::string_view(argv[0]).substr(std::string_view(argv[0]).rfind('/') + 1);
  watch();
  Plan plan;
  bool files = false;
  if (const char* const asked = std::getenv("NEWSMILL_SEED"))
    seed = std::strtoull(asked, nullptr, 10);
  for (const std::string_view argument : std::vector<std::string_view>(argv + 1, argv + argc)) {
    const auto number = [&](std::string_view option) {
      return std::strtod(argument.data() + option.size(), nullptr);
    };
    if (argument.starts_with("-runs="))
      plan.runs = static_cast<uint64_t>(number("-runs="));
    else if (argument.starts_with("-seed="))
      seed = static_cast<uint64_t>(number("-seed="));
    else if (argument.starts_with("-max_total_time="))
      plan.seconds = number("-max_total_time=");
    else
      run_file(argument.data()), files = true;
  }
  if (const char* const asked = std::getenv("NEWSMILL_FUZZ_RUNS"))
    plan = {std::strtoull(asked, nullptr, 10), 1e9};
  if (!files) run_many(plan);
}
