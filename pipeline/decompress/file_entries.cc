// Tested by tests/decompress/source_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "decompress/entries.h"

namespace newsmill {
namespace {

class FileEntries : public Entries {
 public:
  FileEntries(std::string directory, std::vector<std::string> names, size_t max_member_bytes)
      : directory_(std::move(directory)), names_(std::move(names)), max_(max_member_bytes) {}

  bool next(Entry& entry) override {
    if (at_ == names_.size()) return false;
    entry = Entry{Entry::Kind::kMember, names_[at_++], {}, {}};
    FileStream file((std::filesystem::path(directory_) / entry.name).string());
    for (;;) {
      const Result<std::string_view> block = file.next();
      if (!block) entry.spoil(block.error());
      if (!block || block->empty()) return true;
      entry.bytes.append(*block);
      if (entry.bytes.size() > max_) {
        entry.refuse("file", max_);
        return true;
      }
    }
  }

 private:
  std::string directory_;
  std::vector<std::string> names_;
  size_t max_;
  size_t at_ = 0;
};

}  // namespace

void Entry::refuse(std::string_view what, size_t max_bytes) {
  constexpr size_t kKept = 64 << 10;
  bytes.resize(std::min(bytes.size(), kKept));
  spoil({"TOO_LARGE", fmt::format("the {} has more than {} bytes", what, max_bytes), max_bytes});
}

bool is_page_name(std::string_view name) {
  name.remove_prefix(std::min(name.size(), name.rfind('/') + 1));
  if (name.empty() || name.front() == '.') return false;
  if (name.ends_with(".zst")) name.remove_suffix(4);
  return name.ends_with(".txt") || name.ends_with(".text") ||
         name.find('.') == std::string_view::npos;
}

std::unique_ptr<Entries> file_entries(std::string directory, std::vector<std::string> names,
                                      size_t max_member_bytes) {
  return std::make_unique<FileEntries>(std::move(directory), std::move(names), max_member_bytes);
}

}  // namespace newsmill
