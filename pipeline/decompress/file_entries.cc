// Pages that are files, or the one page that an input is. Tested by
// tests/decompress/source_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "decompress/entries.h"

namespace newsmill {
namespace {

constexpr size_t kKept = 64 << 10;  // of a member that is refused

void read_page(ByteStream& bytes, size_t max_bytes, Entry& entry) {
  for (;;) {
    const Result<std::string_view> block = bytes.next();
    if (!block) entry.spoil(block.error());
    if (!block || block->empty()) return;
    entry.bytes.append(*block);
    if (entry.bytes.size() > max_bytes) return entry.refuse("file", max_bytes);
  }
}

class FileEntries : public Entries {
 public:
  FileEntries(std::string directory, std::vector<std::string> names, size_t max_member_bytes)
      : directory_(std::move(directory)), names_(std::move(names)), max_(max_member_bytes) {}

  bool next(Entry& entry) override {
    if (at_ == names_.size()) return false;
    entry = Entry{.name = names_[at_++]};
    FileStream file((std::filesystem::path(directory_) / entry.name).string(), 64 << 10);
    read_page(file, max_, entry);
    return true;
  }

 private:
  std::string directory_;
  std::vector<std::string> names_;
  size_t max_;
  size_t at_ = 0;
};

class PageEntry : public Entries {
 public:
  PageEntry(ByteStream& bytes, std::string name, size_t max_member_bytes)
      : bytes_(bytes), name_(std::move(name)), max_(max_member_bytes) {}

  bool next(Entry& entry) override {
    if (std::exchange(done_, true)) return false;
    entry = Entry{.name = name_};
    read_page(bytes_, max_, entry);
    return true;
  }

 private:
  ByteStream& bytes_;
  std::string name_;
  size_t max_;
  bool done_ = false;
};

class DamageEntry : public Entries {
 public:
  explicit DamageEntry(Error error) : error_(std::move(error)) {}

  bool next(Entry& entry) override {
    if (std::exchange(done_, true)) return false;
    entry = Entry{};
    entry.spoil(error_);
    return true;
  }

 private:
  Error error_;
  bool done_ = false;
};

}  // namespace

void Entry::shorten() {
  bytes.resize(std::min(bytes.size(), kKept));
  bytes.shrink_to_fit();
}

void Entry::refuse(std::string_view what, size_t max_bytes) {
  shorten();
  spoil({"TOO_LARGE", fmt::format("the {} has more than {} bytes", what, max_bytes), max_bytes});
}

std::unique_ptr<Entries> file_entries(std::string directory, std::vector<std::string> names,
                                      size_t max_member_bytes) {
  return std::make_unique<FileEntries>(std::move(directory), std::move(names), max_member_bytes);
}

std::unique_ptr<Entries> page_entry(ByteStream& bytes, std::string name, size_t max_member_bytes) {
  return std::make_unique<PageEntry>(bytes, std::move(name), max_member_bytes);
}

std::unique_ptr<Entries> damage_entry(Error error) {
  return std::make_unique<DamageEntry>(std::move(error));
}

}  // namespace newsmill
