// On which cores the threads of a run work. For machines of several sockets, where memory is
// nearest to the node whose thread touched it first.
#pragma once

#include <tbb/task_arena.h>
#include <tbb/task_scheduler_observer.h>

#include <vector>

namespace newsmill {

// The cores that this process may use, by their number in the system: those of NUMA node 0 first.
// Where the system does not tell nodes, in order of their number.
std::vector<int> cores_by_node();

// Keeps this thread, and all that it starts from now on, on the cores of one NUMA node: memory is
// then taken from that node. Throws FatalError (exit code 2) when the process may use no core of
// it.
void stay_on_node(int node);

// While it lives, each thread that works in `arena` stays on a core of its own, filled in the order
// of cores_by_node(); a thread that leaves the arena may go where it could before.
class PinnedThreads : public tbb::task_scheduler_observer {
 public:
  explicit PinnedThreads(tbb::task_arena& arena);
  ~PinnedThreads() override;
  void on_scheduler_entry(bool is_worker) override;
  void on_scheduler_exit(bool is_worker) override;

 private:
  std::vector<int> cores_;
};

}  // namespace newsmill
