#include "flow/kept_batches.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "decompress/members.h"

namespace newsmill {
namespace {

Batch<RawPage> batch_of(const std::vector<std::pair<std::string, std::string>>& pages) {
  static const auto archive = std::make_shared<const std::string>("a.tar");
  Batch<RawPage> batch;
  for (const auto& [name, bytes] : pages) {
    batch.store.push_back(bytes);
    batch.items.push_back({Origin{archive, name, bytes.size(), 0}, batch.store.back()});
  }
  return batch;
}

class FiveBatches : public Source {
 public:
  std::optional<Batch<RawPage>> next() override {
    if (seq_ == 5) return std::nullopt;
    Batch<RawPage> batch = batch_of({{std::to_string(seq_), "x"}});
    batch.seq = seq_++;
    return batch;
  }
  const std::vector<InputFacts>& inputs() const override { return none_; }

 private:
  uint64_t seq_ = 0;
  std::vector<InputFacts> none_;
};

class KeepingSink : public Sink {
 public:
  explicit KeepingSink(uint64_t kept) : kept_(kept) {}
  bool keep(uint64_t seq, uint64_t read) override {
    Batch<RawPage> same = batch_of({{std::to_string(seq), "x"}});
    EXPECT_EQ(read, hash_members(same));
    return seq < kept_;
  }
  void write(EncodedBatch) override {}
  Manifest finish(RunFacts) override { return {}; }

 private:
  uint64_t kept_;
};

TEST(KeptBatches, UpToTheFirstThatIsNot) {
  for (const uint64_t kept : {0, 1, 4, 5}) {
    FiveBatches source;
    KeepingSink sink(kept);
    const KeptBatches result = pass_over_kept(source, sink, [] { return false; });
    EXPECT_EQ(result.count, kept);
    EXPECT_EQ(result.next.has_value(), kept < 5);
    if (result.next) {
      EXPECT_EQ(result.next->seq, kept);
    }
  }
}

TEST(KeptBatches, UntilStopped) {
  FiveBatches source;
  KeepingSink sink(5);
  int asked = 0;
  EXPECT_EQ(pass_over_kept(source, sink, [&] { return ++asked > 2; }).count, 2u);
}

}  // namespace
}  // namespace newsmill
