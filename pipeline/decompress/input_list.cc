// Tested by tests/decompress/input_list_test.cc.
#include "decompress/input_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "core/result.h"
#include "decompress/byte_stream.h"
#include "decompress/format.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

constexpr int kUsage = 2;

Input input_of(std::string path) {
  return Input{std::make_shared<const std::string>(std::move(path)), false, {}, 0};
}

std::string read_list(const std::string& path) {
  FileStream file(path);
  std::string text;
  for (;;) {
    const Result<std::string_view> block = file.next();
    if (!block)
      throw FatalError(fmt::format("list of inputs {}: {}", path, block.error().message), kUsage);
    if (block->empty()) return text;
    text.append(*block);
  }
}

// Splits at NUL if there is one, else at line ends.
void add_list(const std::string& path, std::vector<std::string>& paths) {
  const std::string text = read_list(path);
  const char end = text.find('\0') == std::string::npos ? '\n' : '\0';
  for (size_t begin = 0; begin < text.size();) {
    const size_t stop = std::min(text.find(end, begin), text.size());
    std::string line = text.substr(begin, stop - begin);
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) paths.push_back(std::move(line));
    begin = stop + 1;
  }
}

// Everything below a directory: its pages as one input, its archives as inputs of their own.
void add_directory(const std::string& path, std::vector<Input>& inputs) {
  Input pages = input_of(path);
  pages.is_directory = true;
  std::vector<std::string> archives;
  std::error_code error;
  for (fs::recursive_directory_iterator
           it(path, fs::directory_options::skip_permission_denied, error),
       end;
       !error && it != end; it.increment(error)) {
    const bool link = it->is_symlink(error);
    if (!link && it->is_directory(error)) continue;
    std::string name = it->path().lexically_relative(path).generic_string();
    const bool readable = !link && it->is_regular_file(error);
    if (readable && is_page_name(name))
      pages.pages.push_back(std::move(name));
    else if (readable && is_archive_name(name))
      archives.push_back(it->path().generic_string());
    else
      ++pages.skipped;
  }
  std::ranges::sort(pages.pages);
  std::ranges::sort(archives);
  if (!pages.pages.empty() || pages.skipped > 0 || archives.empty())
    inputs.push_back(std::move(pages));
  for (std::string& archive : archives) inputs.push_back(input_of(std::move(archive)));
}

}  // namespace

std::vector<std::string> expand_lists(const std::vector<std::string>& named) {
  std::vector<std::string> paths;
  for (const std::string& name : named) {
    if (name.size() > 1 && name.front() == '@')
      add_list(name.substr(1), paths);
    else
      paths.push_back(name);
  }
  return paths;
}

std::vector<Input> list_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    if (!seen.insert(path).second) continue;
    std::error_code error;
    if (fs::is_directory(path, error))
      add_directory(path, inputs);
    else
      inputs.push_back(input_of(path));
  }
  return inputs;
}

}  // namespace newsmill
