// Tested by tests/flow/placement_test.cc.
#include "flow/placement.h"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace newsmill {
namespace {

constexpr const char* kNodes = "/sys/devices/system/node";

std::vector<int> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  return cores;
}

void stay_on(const std::vector<int>& cores) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int core : cores) CPU_SET(core, &set);
  sched_setaffinity(0, sizeof set, &set);  // where it fails, threads stay free
}

// "0-3,8" -> 0 1 2 3 8
std::vector<int> read_list(std::string_view list) {
  std::vector<int> numbers;
  const char* at = list.data();
  const char* const end = at + list.size();
  while (at < end) {
    int first = 0;
    at = std::from_chars(at, end, first).ptr;
    int last = first;
    if (at < end && *at == '-') at = std::from_chars(at + 1, end, last).ptr;
    for (int number = first; number <= last; ++number) numbers.push_back(number);
    if (at < end && *at != ',') break;
    ++at;
  }
  return numbers;
}

std::map<int, std::vector<int>> cores_of_nodes() {
  namespace fs = std::filesystem;
  const std::vector<int> allowed = allowed_cores();
  std::map<int, std::vector<int>> nodes;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(kNodes, none)) {
    const std::string name = entry.path().filename();
    int node = 0;
    if (!name.starts_with("node") ||
        std::from_chars(name.data() + 4, name.data() + name.size(), node).ec != std::errc())
      continue;
    std::ifstream file(entry.path() / "cpulist");
    std::string list;
    std::getline(file, list);
    for (const int core : read_list(list))
      if (std::ranges::find(allowed, core) != allowed.end()) nodes[node].push_back(core);
  }
  if (nodes.empty()) nodes[0] = allowed;
  return nodes;
}

}  // namespace

std::vector<int> cores_by_node() {
  std::vector<int> cores;
  for (const auto& [node, of_node] : cores_of_nodes())
    cores.insert(cores.end(), of_node.begin(), of_node.end());
  return cores;
}

void stay_on_node(int node) {
  const std::map<int, std::vector<int>> nodes = cores_of_nodes();
  const auto found = nodes.find(node);
  if (found == nodes.end())
    throw FatalError(fmt::format("there is no core of NUMA node {} to work on", node), 2);
  stay_on(found->second);
}

PinnedThreads::PinnedThreads(tbb::task_arena& arena)
    : tbb::task_scheduler_observer(arena), cores_(cores_by_node()) {
  observe(true);
}

PinnedThreads::~PinnedThreads() {
  observe(false);
}

void PinnedThreads::on_scheduler_entry(bool) {
  const int slot = tbb::this_task_arena::current_thread_index();
  stay_on({cores_[static_cast<size_t>(slot) % cores_.size()]});
}

void PinnedThreads::on_scheduler_exit(bool) {
  stay_on(cores_);
}

}  // namespace newsmill
