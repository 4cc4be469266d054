// A portion is read by one thread at a time, which holds `reading` meanwhile; portions that nobody
// has asked for yet wait in `ready`, in order:
//
//   reader:  portion 1 | 2 | 3       ready: 4 5       task: 6
//
// Tested by tests/decompress/input_ahead_test.cc.
#include "decompress/input_ahead.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "core/xxh3.h"
#include "decompress/open_input.h"

namespace newsmill {
namespace {

// All threads wait for the first portion of an input. Later ones are larger: whoever reads has to
// bring back to the caches, each time, what the compressed text looks back to.
constexpr size_t kFirstPortion = 1 << 20, kLargestPortion = 4 << 20;

size_t after(size_t portion_bytes, size_t ahead_bytes) {
  const size_t largest = std::clamp(ahead_bytes / kMostInputsAhead, kFirstPortion, kLargestPortion);
  return std::min(2 * portion_bytes, largest);
}

size_t weight(const Entry& entry) {
  return sizeof entry + entry.name.size() + entry.bytes.size();
}

}  // namespace

struct InputAhead::State {
  State(const Input& i, const ReadOptions& o, std::shared_ptr<std::atomic<size_t>> h)
      : input(i), options(o), held(std::move(h)) {
    std::error_code none;
    is_file = input.is_directory || std::filesystem::is_regular_file(*input.name, none);
  }

  struct Portion {
    std::vector<Entry> entries;
    size_t bytes = 0;
  };

  // `reading` must be held.
  void read_portion() {
    Portion portion;
    bool last = true;
    try {
      last = !fill(portion);
    } catch (...) {
      failure = std::current_exception();
    }
    const std::lock_guard lock(mutex);
    *held += portion.bytes;
    bytes_ready += portion.bytes;
    ready.push_back(std::move(portion));
    all_read = last;
  }

  // False at the end of the input.
  bool fill(Portion& portion) {
    if (!open) open.emplace(input, options);
    while (portion.bytes < portion_bytes) {
      Entry entry;
      if (!open->next(entry)) {
        open->close(facts);
        open.reset();
        return false;
      }
      if (entry.kind == Entry::Kind::kMember)
        entry.xxh3 = XXH3_64bits(entry.bytes.data(), entry.bytes.size());
      portion.bytes += weight(entry);
      portion.entries.push_back(std::move(entry));
    }
    portion_bytes = after(portion_bytes, options.ahead_bytes);
    return true;
  }

  std::optional<Portion> pop() {
    const std::lock_guard lock(mutex);
    if (ready.empty()) return std::nullopt;
    std::optional<Portion> portion = std::move(ready.front());
    ready.pop_front();
    *held -= portion->bytes;
    bytes_ready -= portion->bytes;
    return portion;
  }

  // By a task; what another thread is doing already need not be done.
  void run() {
    asked = false;
    const std::unique_lock lock(reading, std::try_to_lock);
    if (lock && !abandoned && !all_read) read_portion();
  }

  const Input input;
  const ReadOptions options;
  const std::shared_ptr<std::atomic<size_t>> held;
  bool is_file = false;  // or a directory: reading it does not wait for anybody

  std::mutex reading;  // of what follows
  std::optional<OpenInput> open;
  size_t portion_bytes = kFirstPortion;  // of the next one
  InputFacts facts;
  std::exception_ptr failure;  // comes behind the last portion

  std::mutex mutex;  // of `ready`
  std::deque<Portion> ready;
  std::atomic<size_t> bytes_ready = 0;
  std::atomic<bool> all_read = false, abandoned = false, asked = false;
};

InputAhead::InputAhead(const Input& input, const ReadOptions& options,
                       std::shared_ptr<std::atomic<size_t>> held)
    : state_(std::make_shared<State>(input, options, std::move(held))) {}

InputAhead::~InputAhead() {
  state_->abandoned = true;
  {
    const std::lock_guard wait(state_->reading);
    state_->open.reset();
  }
  while (state_->pop()) {
  }
}

void InputAhead::offer(size_t most_bytes) {
  State& state = *state_;
  if (!state.options.start || state.all_read || state.bytes_ready >= most_bytes ||
      *state.held >= state.options.ahead_bytes)
    return;
  if (!state.is_file || state.asked.exchange(true)) return;
  state.options.start([shared = state_] { shared->run(); });
}

// False at the end.
bool InputAhead::take_portion() {
  std::optional<State::Portion> portion = state_->pop();
  if (!portion) {
    const std::lock_guard lock(state_->reading);
    portion = state_->pop();  // what was just being read
    if (!portion && state_->failure) std::rethrow_exception(state_->failure);
    if (!portion && state_->all_read) return false;
    if (!portion) state_->read_portion(), portion = state_->pop();
  }
  portion_ = std::move(portion->entries);
  taken_ = 0;
  return true;
}

bool InputAhead::next(Entry& entry, bool& was_ready) {
  was_ready = true;
  while (taken_ == portion_.size()) {
    was_ready = state_->bytes_ready > 0 || state_->all_read;
    if (!take_portion()) return false;
  }
  entry = std::move(portion_[taken_++]);
  return true;
}

void InputAhead::close(InputFacts& facts) const {
  if (state_->input.is_directory) return;  // its files are counted as they come
  facts.bytes = state_->facts.bytes;
  facts.xxh3 = state_->facts.xxh3;
  facts.verifiable = state_->facts.verifiable;
}

}  // namespace newsmill
