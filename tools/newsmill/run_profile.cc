// part          CPU s  share   us/KB   busy s  waited s  batches   MB/s
// read           0.05     4%     1.5     0.06         -       64    640
// segment        0.31    24%     9.6     0.33      0.02       64    103
// …
// rest           0.02     2%
// all            1.29           40.1     0.70 of the clock
//
// "share" and "us/KB" are of processor time, "MB/s" is one core's. Tested by tests/command.
#include "run_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

namespace newsmill {
namespace {

struct Measured {
  std::vector<PartTimes> parts;
  double cpu = 0, rest = 0, wall = 0;
  uint64_t bytes = 0;  // of page text
};

Measured read(const Profile& profile) {
  Measured measured{.parts = profile.parts(), .cpu = profile.cpu(), .wall = profile.wall()};
  measured.rest = measured.cpu;
  for (const PartTimes& part : measured.parts) {
    measured.rest -= part.cpu;
    measured.bytes = std::max(measured.bytes, part.bytes);
  }
  measured.rest = std::max(measured.rest, 0.0);  // the clocks are read one after the other
  return measured;
}

double per_kilobyte(double seconds, uint64_t bytes) {
  return bytes > 0 ? seconds * 1e6 / (static_cast<double>(bytes) / 1e3) : 0;
}

}  // namespace

nlohmann::ordered_json to_json(const Profile& profile) {
  const Measured measured = read(profile);
  nlohmann::ordered_json parts;
  for (const PartTimes& part : measured.parts)
    parts.push_back({{"name", name_of(part.part)},
                     {"cpu_seconds", part.cpu},
                     {"busy_seconds", part.busy},
                     {"waited_seconds", part.waited},
                     {"batches", part.batches},
                     {"bytes", part.bytes}});
  parts.push_back({{"name", "rest"}, {"cpu_seconds", measured.rest}});
  return {{"wall_seconds", measured.wall}, {"cpu_seconds", measured.cpu}, {"parts", parts}};
}

std::string to_table(const Profile& profile) {
  const Measured measured = read(profile);
  std::string table = fmt::format("{:<10}{:>9}{:>7}{:>8}{:>9}{:>10}{:>9}{:>8}\n", "part", "CPU s",
                                  "share", "us/KB", "busy s", "waited s", "batches", "MB/s");
  const auto out = std::back_inserter(table);
  const auto share = [&](double cpu) { return cpu / std::max(measured.cpu, 1e-9) * 100; };
  for (const PartTimes& part : measured.parts) {
    if (part.busy == 0) continue;
    fmt::format_to(out, "{:<10}{:>9.3f}{:>6.1f}%{:>8.2f}{:>9.3f}", name_of(part.part), part.cpu,
                   share(part.cpu), per_kilobyte(part.cpu, measured.bytes), part.busy);
    if (part.batches > 0)
      fmt::format_to(out, "{:>10.3f}{:>9}{:>8.0f}", part.waited, part.batches,
                     static_cast<double>(part.bytes) / 1e6 / std::max(part.cpu, 1e-9));
    table += '\n';
  }
  fmt::format_to(out, "{:<10}{:>9.3f}{:>6.1f}%{:>8.2f}\n", "rest", measured.rest,
                 share(measured.rest), per_kilobyte(measured.rest, measured.bytes));
  fmt::format_to(out, "{:<10}{:>9.3f}{:>7}{:>8.2f}{:>9.3f} of the clock\n", "all", measured.cpu, "",
                 per_kilobyte(measured.cpu, measured.bytes), measured.wall);
  return table;
}

}  // namespace newsmill
