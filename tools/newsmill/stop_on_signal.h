// SIGTERM and SIGINT ask a run to stop; asked twice, it stops at once.
#pragma once

#include <atomic>
#include <csignal>

namespace newsmill {

// While one exists, the first SIGTERM or SIGINT sets stop(); the second one kills the process, as
// it does where no one listens. One at a time.
class StopOnSignal {
 public:
  StopOnSignal() {
    struct sigaction action {};
    action.sa_handler = [](int) { stop_.store(true); };
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    ::sigaction(SIGTERM, &action, &terminate_);
    ::sigaction(SIGINT, &action, &interrupt_);
  }
  ~StopOnSignal() {
    ::sigaction(SIGTERM, &terminate_, nullptr);
    ::sigaction(SIGINT, &interrupt_, nullptr);
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  const std::atomic<bool>& stop() const { return stop_; }

 private:
  static inline std::atomic<bool> stop_ = false;  // lock-free, so a handler may set it
  struct sigaction terminate_ {
  }, interrupt_{};
};

}  // namespace newsmill
