// newsmill report: what a finished run read, what it wrote, and what is missing, for people.
#pragma once

#include <filesystem>
#include <string>

namespace newsmill {

// As Markdown: a row for each input with its account, rejects by code with the first of each, jumps
// without their other half, and datasets. Reads the manifest and the rejects. Throws FatalError.
std::string report_of(const std::filesystem::path& directory);

struct ReportOptions {
  std::string directory;
};

int report_command(const ReportOptions& options);

}  // namespace newsmill
