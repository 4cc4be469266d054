// Walks the inputs: path -> entries -> batches. A batch ends where an issue ends (its directory
// changes), so that the pages of one issue stay together:
//
//   tzrb/2021-02-10/01.txt  tzrb/2021-02-10/02.txt | tzrb/2021-02-11/01.txt …
//
// Where batches are cut depends on the inputs alone, never on threads or time.
// Tested by tests/decompress/source_test.cc.
#include "decompress/source.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "decompress/entries.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

enum class Format : uint8_t { kTar, kTarZst, kPages, kUnknown };

Format format_of(std::string_view path) {
  if (path.ends_with(".tar")) return Format::kTar;
  if (path.ends_with(".tar.zst") || path.ends_with(".tzst")) return Format::kTarZst;
  return is_page_name(path) ? Format::kPages : Format::kUnknown;
}

// One input to open: an archive, or files of a directory (one file: a directory of one).
struct Input {
  std::shared_ptr<const std::string> name;
  Format format = Format::kUnknown;
  std::string directory;           // kPages
  std::vector<std::string> names;  // kPages, relative to `directory`
  uint64_t skipped = 0;            // found beside the pages, and no page
};

// Everything below a directory: its pages as one input, its archives as inputs of their own.
void expand_directory(const std::string& path, std::vector<Input>& inputs) {
  Input pages{std::make_shared<const std::string>(path), Format::kPages, path, {}, 0};
  std::vector<std::string> archives;
  std::error_code error;
  for (fs::recursive_directory_iterator
           it(path, fs::directory_options::skip_permission_denied, error),
       end;
       !error && it != end; it.increment(error)) {
    if (it->is_directory(error)) continue;
    const std::string name = it->path().lexically_relative(path).generic_string();
    const Format format = format_of(name);
    if (it->is_symlink(error) || !it->is_regular_file(error) || format == Format::kUnknown)
      ++pages.skipped;
    else if (format == Format::kPages)
      pages.names.push_back(name);
    else
      archives.push_back(it->path().generic_string());
  }
  std::sort(pages.names.begin(), pages.names.end());
  std::sort(archives.begin(), archives.end());
  if (!pages.names.empty() || pages.skipped > 0 || archives.empty())
    inputs.push_back(std::move(pages));
  for (const std::string& archive : archives)
    inputs.push_back(
        Input{std::make_shared<const std::string>(archive), format_of(archive), {}, {}, 0});
}

std::vector<Input> expand(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    if (!seen.insert(path).second) continue;  // named twice, read once
    std::error_code error;
    if (fs::is_directory(path, error)) {
      expand_directory(path, inputs);
      continue;
    }
    Input input{std::make_shared<const std::string>(path), format_of(path), {}, {}, 0};
    if (input.format == Format::kPages) {
      input.directory = fs::path(path).parent_path().string();
      input.names = {fs::path(path).filename().string()};
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::string_view directory_of(std::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

// An input while it is being read, with the streams that its entries pull from.
struct OpenInput {
  std::unique_ptr<FileStream> file;
  std::unique_ptr<ZstdStream> zstd;
  std::unique_ptr<Entries> entries;
};

class InputSource : public Source {
 public:
  InputSource(const std::vector<std::string>& paths, SourceLimits limits)
      : inputs_(expand(paths)), limits_(limits) {}

  std::optional<Batch<RawPage>> next() override {
    Batch<RawPage> batch;
    while (!full(batch) && take(batch)) {
    }
    if (batch.items.empty() && batch.rejects.empty()) return std::nullopt;
    batch.seq = seq_++;
    return batch;
  }

  const std::vector<InputFacts>& inputs() const override { return facts_; }

 private:
  // An entry is looked at before it is added, to see whether its directory is still the batch's.
  bool full(const Batch<RawPage>& batch) {
    if (batch.bytes < limits_.batch_bytes) return false;
    if (batch.bytes >= 4 * limits_.batch_bytes || !peek()) return true;
    return entry_->kind != Entry::Kind::kMember || directory_of(entry_->name) != directory_;
  }

  bool take(Batch<RawPage>& batch) {
    if (!peek()) return false;
    add(batch, std::move(*entry_));
    entry_.reset();
    return true;
  }

  // Fills entry_ unless all inputs are at their end.
  bool peek() {
    while (!entry_) {
      if (!open_.entries && !open_next()) return false;
      entry_.emplace();
      if (open_.entries->next(*entry_)) return true;
      entry_.reset();
      close();
    }
    return true;
  }

  void add(Batch<RawPage>& batch, Entry entry) {
    InputFacts& facts = facts_.back();
    const bool damage_between_members = entry.kind == Entry::Kind::kBad && entry.name.empty();
    facts.members += !damage_between_members;
    if (entry.kind == Entry::Kind::kSkipped) {
      ++facts.skipped;
      return;
    }
    if (!open_.file) facts.bytes += entry.bytes.size();
    Origin origin{inputs_[at_ - 1].name, std::move(entry.name), entry.bytes.size(), 0};
    batch.bytes += entry.bytes.size();
    if (entry.kind == Entry::Kind::kBad) {
      batch.rejects.push_back(
          Reject{std::move(origin), Stage::kRead, std::move(entry.error), std::move(entry.bytes)});
      return;
    }
    directory_ = directory_of(origin.member);
    batch.store.push_back(std::move(entry.bytes));
    batch.items.push_back(RawPage{std::move(origin), batch.store.back()});
  }

  bool open_next() {
    if (at_ == inputs_.size()) return false;
    Input& input = inputs_[at_++];
    facts_.push_back({.name = *input.name,
                      .mtime = modified(*input.name),
                      .members = input.skipped,
                      .skipped = input.skipped});
    open_ = OpenInput{};
    if (input.format == Format::kPages) {
      open_.entries =
          file_entries(input.directory, std::move(input.names), limits_.max_member_bytes);
    } else {
      open_.file = std::make_unique<FileStream>(*input.name);
      if (input.format == Format::kTarZst) open_.zstd = std::make_unique<ZstdStream>(*open_.file);
      ByteStream& plain = open_.zstd ? static_cast<ByteStream&>(*open_.zstd) : *open_.file;
      open_.entries = input.format == Format::kUnknown
                          ? unknown(*input.name)
                          : tar_entries(plain, limits_.max_member_bytes);
    }
    return true;
  }

  void close() {
    InputFacts& facts = facts_.back();
    if (open_.file) {
      facts.bytes = open_.file->bytes();
      facts.xxh3 = open_.file->xxh3();
      facts.verifiable = open_.zstd && open_.zstd->verifiable();
    }
    open_ = OpenInput{};
  }

  static int64_t modified(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mtime : 0;
  }

  // An input that newsmill has no reader for: one bad entry.
  static std::unique_ptr<Entries> unknown(const std::string& path);

  std::vector<Input> inputs_;
  SourceLimits limits_;
  std::vector<InputFacts> facts_;
  size_t at_ = 0;  // of the input after the one that is open
  OpenInput open_;
  std::optional<Entry> entry_;
  std::string directory_;
  uint64_t seq_ = 0;
};

class UnknownInput : public Entries {
 public:
  explicit UnknownInput(const std::string& path) {
    std::error_code error;
    error_ = fs::exists(path, error)
                 ? Error{"UNKNOWN_FORMAT",
                         "not a .txt, .txt.zst, .tar or .tar.zst file, nor a directory", 0}
                 : Error{"CANNOT_OPEN", "no such file or directory", 0};
  }
  bool next(Entry& entry) override {
    if (std::exchange(done_, true)) return false;
    entry.kind = Entry::Kind::kBad;
    entry.error = error_;
    return true;
  }

 private:
  Error error_;
  bool done_ = false;
};

std::unique_ptr<Entries> InputSource::unknown(const std::string& path) {
  return std::make_unique<UnknownInput>(path);
}

}  // namespace

std::unique_ptr<Source> open_inputs(const std::vector<std::string>& paths, SourceLimits limits) {
  return std::make_unique<InputSource>(paths, limits);
}

}  // namespace newsmill
