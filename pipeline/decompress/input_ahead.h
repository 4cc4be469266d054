// An input that is opened, unpacked and taken apart ahead of time.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/input.h"
#include "decompress/entries.h"
#include "decompress/input_list.h"

namespace newsmill {

struct ReadOptions;  // decompress/open_input.h

// Gives what an OpenInput of the same input gives, whoever read it: portions of one to four
// megabytes are read by a task of ReadOptions::start, or by next() when none has. Files and
// directories only; what is no file (a pipe) is read by next() alone. Used by one thread at a time.
class InputAhead {
 public:
  // `held` counts the bytes that wait in all inputs that share it.
  InputAhead(const Input& input, const ReadOptions& options,
             std::shared_ptr<std::atomic<size_t>> held);
  ~InputAhead();  // waits for a task that is reading
  InputAhead(const InputAhead&) = delete;
  InputAhead& operator=(const InputAhead&) = delete;

  // Asks for another portion, unless a task is asked already, or all inputs together hold
  // ReadOptions::ahead_bytes, or this one `most_bytes`.
  void offer(size_t most_bytes);

  // As Entries::next(). `was_ready` becomes false when it had to be waited for.
  bool next(Entry& entry, bool& was_ready);
  // Once next() has given false.
  void close(InputFacts& facts) const;

 private:
  struct State;
  bool take_portion();

  std::shared_ptr<State> state_;
  std::vector<Entry> portion_;
  size_t taken_ = 0;  // of it
};

}  // namespace newsmill
