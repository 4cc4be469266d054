// Walks the inputs: path -> entries -> batches. A batch ends where an issue ends (its directory or
// the date in its name changes), so that the pages of one issue stay together:
//
//   tzrb/2021-02-10/01.txt  tzrb/2021-02-10/02.txt | tzrb/2021-02-11/01.txt …
//
// Where batches are cut depends on the inputs alone, never on threads or time. While the batches of
// one input are made, idle threads read it ahead; and where that is not enough, so that the reader
// has to wait for it, they begin with the inputs behind it:
//
//   a.tar.bz2  read by whoever comes first   b.tar.xz  c.tar.gz  …  each by one thread at a time
//
// Tested by tests/decompress/source_test.cc.
#include "decompress/source.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <utility>

#include "decompress/input_ahead.h"

namespace newsmill {
namespace {

// How the member of that name stands in the input.
Origin::Within place_in(const Input& input, std::string_view member) {
  if (input.is_directory) return Origin::Within::kDirectory;
  std::string_view file = *input.name;
  file.remove_prefix(file.rfind('/') + 1);  // 0 without one
  return member == file || member == without_codec(file) ? Origin::Within::kFile
                                                         : Origin::Within::kArchive;
}

int64_t modified(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mtime : 0;
}

// Batches that an issue may fill, see SourceOptions.
constexpr size_t kMostOfIssue = 4, kMostOfSureIssue = 32;

// Of the input that is being read; those behind it may have more.
constexpr size_t kMostReady = 4 << 20;

class InputSource : public Source {
 public:
  InputSource(std::vector<Input> inputs, SourceOptions options)
      : inputs_(std::move(inputs)), options_(std::move(options)), ahead_(inputs_.size()) {}

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
  // An entry is looked at before it is added, to see whether its issue is still the batch's.
  bool full(const Batch<RawPage>& batch) {
    if (batch.bytes < options_.batch_bytes) return false;
    if (batch.items.empty() || !peek() || entry_->kind != Entry::Kind::kMember) return true;
    const IssueKey::Name name = options_.issue_key.of(batch.items.back().origin);
    if (batch.bytes >= (name.sure ? kMostOfSureIssue : kMostOfIssue) * options_.batch_bytes)
      return true;
    return !(name == options_.issue_key.of(origin_of(*entry_)));
  }

  Origin origin_of(const Entry& entry) const {
    const Input& input = inputs_[at_ - 1];
    return {input.name, entry.name, entry.bytes.size(), entry.xxh3, place_in(input, entry.name)};
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
      if (!open_ && !open_next()) return false;
      entry_.emplace();
      bool was_ready = true;
      const bool more = open_->next(*entry_, was_ready);
      open_->offer(std::min(kMostReady, options_.read.ahead_bytes));
      if (!was_ready) read_ahead();
      if (more) return true;
      entry_.reset();
      close();
    }
    return true;
  }

  // The inputs behind the one that is open.
  void read_ahead() {
    if (!options_.read.start) return;
    for (size_t i = at_; i < std::min(inputs_.size(), at_ + kMostInputsAhead - 1); ++i) {
      if (!ahead_[i] && may_be_duplicate(i)) continue;
      ahead_of(i)->offer(options_.read.ahead_bytes);
    }
  }

  // Of a file before it, by its size.
  bool may_be_duplicate(size_t i) {
    const auto size_of = [&](size_t n) {
      struct stat status {};
      return ::stat(inputs_[n].name->c_str(), &status) == 0 ? status.st_size : 0;
    };
    if (inputs_[i].is_directory) return false;
    const off_t size = size_of(i);
    if (by_size_.contains(static_cast<uint64_t>(size))) return true;
    for (size_t before = at_ - 1; before < i; ++before)
      if (!inputs_[before].is_directory && size_of(before) == size) return true;
    return false;
  }

  std::unique_ptr<InputAhead>& ahead_of(size_t i) {
    if (!ahead_[i]) ahead_[i] = std::make_unique<InputAhead>(inputs_[i], options_.read, held_);
    return ahead_[i];
  }

  void add(Batch<RawPage>& batch, Entry entry) {
    const Input& input = inputs_[at_ - 1];
    InputFacts& facts = facts_.back();
    const bool damage_between_members = entry.kind == Entry::Kind::kBad && entry.name.empty();
    facts.members += !damage_between_members;
    if (entry.kind == Entry::Kind::kSkipped) {
      ++facts.skipped;
      return;
    }
    if (input.is_directory) facts.bytes += entry.bytes.size();
    Origin origin = origin_of(entry);
    batch.bytes += entry.bytes.size();
    if (entry.kind == Entry::Kind::kBad) {
      batch.rejects.push_back(
          Reject{std::move(origin), Stage::kRead, std::move(entry.error), std::move(entry.bytes)});
      return;
    }
    batch.store.push_back(std::move(entry.bytes));
    batch.items.push_back(RawPage{std::move(origin), batch.store.back()});
  }

  bool open_next() {
    while (at_ < inputs_.size()) {
      const Input& input = inputs_[at_++];
      facts_.push_back({.name = *input.name,
                        .mtime = modified(*input.name),
                        .members = input.skipped,
                        .skipped = input.skipped});
      if (is_duplicate(input)) {
        ahead_[at_ - 1].reset();
        continue;
      }
      open_ = std::move(ahead_of(at_ - 1));
      return true;
    }
    return false;
  }

  // Only a file that is as long as one before it is read to learn whether it is the same.
  bool is_duplicate(const Input& input) {
    struct stat status {};
    if (input.is_directory || ::stat(input.name->c_str(), &status) != 0 || status.st_size == 0)
      return false;
    const auto [first, last] = by_size_.equal_range(static_cast<uint64_t>(status.st_size));
    if (first == last) return false;
    FileStream file(*input.name);
    file.read_rest();
    InputFacts& facts = facts_.back();
    for (auto other = first; other != last; ++other) {
      const InputFacts& original = facts_[other->second];
      if (file.bytes() != original.bytes || file.xxh3() != original.xxh3) continue;
      facts.bytes = original.bytes;
      facts.xxh3 = original.xxh3;
      facts.duplicate_of = original.name;
      return true;
    }
    return false;
  }

  void close() {
    open_->close(facts_.back());
    open_.reset();
    by_size_.emplace(facts_.back().bytes, facts_.size() - 1);
  }

  std::vector<Input> inputs_;
  SourceOptions options_;
  std::vector<InputFacts> facts_;
  std::unordered_multimap<uint64_t, size_t> by_size_;  // bytes of what was read -> its facts
  size_t at_ = 0;                                      // of the input after the one that is open
  std::vector<std::unique_ptr<InputAhead>> ahead_;     // of inputs_; empty where none was begun
  std::shared_ptr<std::atomic<size_t>> held_ = std::make_shared<std::atomic<size_t>>(0);
  std::unique_ptr<InputAhead> open_;
  std::optional<Entry> entry_;
  uint64_t seq_ = 0;
};

}  // namespace

std::unique_ptr<Source> open_inputs(const std::vector<std::string>& paths, SourceOptions options) {
  return std::make_unique<InputSource>(list_inputs(paths), std::move(options));
}

}  // namespace newsmill
