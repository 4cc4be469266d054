// One dataset after the other: records are written into one buffer, and the buffer is compressed
// whenever it holds a frame's worth. A batch is usually one frame a dataset.
//
//   2 issues of 8 pages, 31 articles, 5 ads  ->  frames: pages 1, articles 1, ads 1, rejects 0
//
// Tested by tests/shard/encode_test.cc.
#include "shard/encode.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "shard/records.h"
#include "shard/wire.h"

namespace newsmill {
namespace {

// Large enough that larger compresses no better, small enough to hold a few per thread.
constexpr size_t kFrameContent = size_t{1} << 20;

// Fills frames of one dataset after another with records.
class FrameBuilder {
 public:
  explicit FrameBuilder(int level) : level_(level), compressor_(level) {}

  int level() const { return level_; }

  // Forgets what a batch that was given up in the middle left behind.
  void clear() {
    content_.clear();
    records_ = 0;
  }

  template <class Record>
  void add(std::vector<Frame>& frames, const Record& record) {
    write_record(content_, record);
    ++records_;
    if (content_.size() >= kFrameContent) finish(frames);
  }

  void finish(std::vector<Frame>& frames) {
    if (records_ > 0) frames.push_back(compressor_.compress(content_.bytes(), records_));
    clear();
  }

 private:
  int level_;
  FrameCompressor compressor_;
  WireWriter content_;
  uint64_t records_ = 0;
};

// The calling thread's builder, empty. Each thread keeps one: its buffers and zstd's work space are
// megabytes, and the kernel takes as long to hand them out afresh for each batch as half the
// compression does.
FrameBuilder& builder_of_thread(int level) {
  thread_local std::optional<FrameBuilder> builder;
  if (!builder || builder->level() != level) builder.emplace(level);
  builder->clear();
  return *builder;
}

// The counts of the archive that `origin` names; a new run when it is another than the last.
InputCounts& counts_of(EncodedBatch& batch, const Origin& origin) {
  if (batch.inputs.empty() || batch.inputs.back().archive != origin.archive)
    batch.inputs.push_back({origin.archive});
  return batch.inputs.back();
}

void count(EncodedBatch& out, const Batch<Issue>& in) {
  for (const Issue& issue : in.items) {
    for (const Page& page : issue.pages) {
      ++counts_of(out, page.origin).pages;
      out.page_ids.push_back(page_key(page.id));
    }
    for (const Article& article : issue.articles) {
      out.metrics += article.metrics.size();
      const std::string_view id = article.id;
      if (const auto& jump = article.jump_from)
        out.open_jumps.push_back({std::string(id), false, jump->page, jump->ambiguous});
      if (const auto& jump = article.jump_to)
        out.open_jumps.push_back({std::string(id), true, jump->page, jump->ambiguous});
    }
  }
  for (const Reject& reject : in.rejects) {
    InputCounts& counts = counts_of(out, reject.origin);
    ++(reject.origin.member.empty() ? counts.damage : counts.rejected);
  }
}

}  // namespace

uint64_t page_key(std::string_view id) {
  constexpr size_t kDigits = 16;
  uint64_t number = 0;
  const char* const end = id.data() + std::min(id.size(), kDigits);
  const bool whole = std::from_chars(id.data(), end, number, 16).ptr == end;
  return whole && id.size() >= kDigits ? number : 0;
}

EncodeShards::EncodeShards(int zstd_level) : level_(zstd_level) {
  if (!is_zstd_level(level_)) throw FatalError(fmt::format("zstd has no level {}", level_), 2);
}

EncodedBatch EncodeShards::operator()(Batch<Issue> in) const {
  EncodedBatch out;
  out.seq = in.seq;
  out.bytes = in.bytes;
  out.read = in.read;
  count(out, in);

  FrameBuilder& builder = builder_of_thread(level_);
  // Writes all records that `list` takes from the issues. Each is freed once it is written: later,
  // when compression has driven it out of the cache, that would take as long as the writing.
  const auto encode = [&](Dataset dataset, auto Issue::*list) {
    for (Issue& issue : in.items)
      for (auto& record : issue.*list) {
        const auto freed = std::move(record);
        builder.add(out.frames[dataset], freed);
      }
    builder.finish(out.frames[dataset]);
  };
  encode(Dataset::kPages, &Issue::pages);
  encode(Dataset::kArticles, &Issue::articles);
  encode(Dataset::kAds, &Issue::ads);
  for (const Reject& reject : in.rejects) builder.add(out.frames[Dataset::kRejects], reject);
  builder.finish(out.frames[Dataset::kRejects]);
  return out;
}

}  // namespace newsmill
