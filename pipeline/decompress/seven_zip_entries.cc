// A 7z archive holds its directory at its end, and members compressed together: behind damage in
// such a block nothing of it can be read. Tested by tests/decompress/seven_zip_entries_test.cc.
#include <optional>

#include "decompress/archive_reader.h"
#include "decompress/entries.h"
#include "decompress/seven_zip_window.h"

namespace newsmill {
namespace {

class SevenZipEntries : public Entries {
 public:
  SevenZipEntries(FileStream& file, size_t max_member_bytes, uint64_t max_ratio)
      : packed_(file.size()),
        max_ratio_(max_ratio),
        reader_(rewound(file), &file, archive_read_support_format_7zip, max_member_bytes) {}

  bool next(Entry& entry) override {
    entry = Entry{};
    if (ended_) return false;
    const ArchiveReader::Got got = reader_.next(entry);
    if (got == ArchiveReader::Got::kEnd) return finish(entry);
    empty_ = false;
    ended_ = got == ArchiveReader::Got::kFatal;
    if (got != ArchiveReader::Got::kEntry && entry.kind != Entry::Kind::kBad)
      entry.spoil(reader_.error("7Z"));
    if (std::optional<Error> bomb = reader_.bomb(packed_, max_ratio_)) {
      ended_ = true;
      entry.shorten();
      entry.spoil(std::move(*bomb));
    }
    return true;
  }

 private:
  bool finish(Entry& entry) {
    ended_ = true;
    if (empty_) entry.spoil({"EMPTY_7Z", "no members in the archive", 0});
    return empty_;
  }

  static FileStream& rewound(FileStream& file) {
    file.seek(0);
    return file;
  }

  uint64_t packed_, max_ratio_;
  ArchiveReader reader_;
  bool ended_ = false, empty_ = true;
};

}  // namespace

std::unique_ptr<Entries> seven_zip_entries(FileStream& file, size_t max_member_bytes,
                                           uint64_t max_ratio, size_t max_window) {
  if (seven_zip_window(file, max_window) > max_window)
    return damage_entry(window_too_large("7z", max_window));
  return std::make_unique<SevenZipEntries>(file, max_member_bytes, max_ratio);
}

}  // namespace newsmill
