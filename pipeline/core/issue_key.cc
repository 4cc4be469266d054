// Tested by tests/core/issue_key_test.cc.
#include "core/issue_key.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <vector>

#include "core/page_path.h"

namespace newsmill {
namespace {

constexpr char kPart = '\n';  // between the parts of a key; no file's name should have it

std::string input_of(const Origin& origin) {
  return (origin.archive ? *origin.archive : std::string()) + kPart;
}

// Archives may hold equal names; a directory's and a single file's name say all.
std::string place(const Origin& origin) {
  return origin.within == Origin::Within::kArchive ? input_of(origin) : std::string(1, kPart);
}

}  // namespace

Result<IssueKey> IssueKey::from_pattern(const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_shared<const RE2>(pattern, options);
  if (!compiled->ok()) return tl::unexpected(Error{"BAD_PATTERN", compiled->error(), 0});
  IssueKey key;
  key.pattern_ = std::move(compiled);
  return key;
}

IssueKey::Name IssueKey::of(const Origin& origin) const {
  const std::string path = path_of(origin);
  if (pattern_) {
    const int groups = pattern_->NumberOfCapturingGroups();
    std::vector<re2::StringPiece> found(static_cast<size_t>(groups) + 1);
    if (pattern_->Match(path, 0, path.size(), RE2::UNANCHORED, found.data(), groups + 1)) {
      std::string key = place(origin);
      for (size_t i = groups > 0 ? 1 : 0; i < found.size(); ++i)
        key.append(found[i].data(), found[i].size()) += kPart;
      return {std::move(key), true};
    }
  }
  const PagePath named = read_path(path);
  if (named.date)
    return {fmt::format("{}{}\n{}\n{}", place(origin), named.directory, named.publication,
                        std::chrono::sys_days(*named.date).time_since_epoch().count()),
            true};
  // The directory that an input lies in may hold anything; one inside it is more likely an issue.
  const size_t slash = origin.member.rfind('/');
  if (slash == std::string::npos || origin.within == Origin::Within::kFile) return {};
  return {input_of(origin) + origin.member.substr(0, slash), false};
}

std::string_view IssueKey::pattern() const {
  return pattern_ ? std::string_view(pattern_->pattern()) : std::string_view();
}

}  // namespace newsmill
