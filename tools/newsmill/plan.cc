// newsmill plan papers more.tar.zst
//
//       bytes  kind       input
//     4711000  pages      papers (203 pages, 1 skipped)
//      812345  tar.zst    more.tar.zst
//     5523345  2 inputs
//
// Tested by tests/tools/plan_test.cc.
#include "plan.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "exit_code.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

uint64_t size_of(const fs::path& path) {
  std::error_code none;
  const uintmax_t size = fs::file_size(path, none);
  return none ? 0 : size;
}

PlannedInput plan_of(const Input& input, const ReadOptions& options) {
  PlannedInput plan{.name = *input.name, .skipped = input.skipped};
  if (input.is_directory) {
    plan.kind = "pages";
    plan.pages = input.pages.size();
    for (const std::string& page : input.pages) plan.bytes += size_of(fs::path(plan.name) / page);
    return plan;
  }
  plan.bytes = size_of(plan.name);
  if (plan.name == "-") {
    plan.kind = "stream";  // what is read from it now would be missing later
    return plan;
  }
  const OpenInput open(input, options);
  plan.kind = open.kind();
  plan.problem = open.problem();
  return plan;
}

std::string described(const PlannedInput& input) {
  std::string text = input.name;
  if (input.kind == "pages")
    text += fmt::format(" ({} pages, {} skipped)", input.pages, input.skipped);
  if (!input.problem.empty()) text += ": " + input.problem;
  return text;
}

void print(const std::vector<PlannedInput>& inputs) {
  uint64_t bytes = 0;
  fmt::print("{:>12}  {:<9}  input\n", "bytes", "kind");
  for (const PlannedInput& input : inputs) {
    fmt::print("{:>12}  {:<9}  {}\n", input.bytes, input.kind, described(input));
    bytes += input.bytes;
  }
  fmt::print("{:>12}  {} inputs\n", bytes, inputs.size());
}

// One object a line.
void print_json(const std::vector<PlannedInput>& inputs) {
  for (const PlannedInput& input : inputs) {
    nlohmann::ordered_json json = {
        {"name", input.name}, {"kind", input.kind}, {"bytes", input.bytes}};
    if (input.kind == "pages") json["pages"] = input.pages, json["skipped"] = input.skipped;
    if (!input.problem.empty()) json["problem"] = input.problem;
    fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}

}  // namespace

std::vector<PlannedInput> planned(const std::vector<std::string>& paths,
                                  const ReadOptions& options) {
  std::vector<PlannedInput> inputs;
  for (const Input& input : list_inputs(expand_lists(paths)))
    inputs.push_back(plan_of(input, options));
  return inputs;
}

int plan_command(const PlanOptions& options) {
  const std::vector<PlannedInput> inputs = planned(options.inputs, options.read);
  options.json ? print_json(inputs) : print(inputs);
  for (const PlannedInput& input : inputs)
    if (!input.problem.empty()) return kQuarantined;
  return kAllWell;
}

}  // namespace newsmill
