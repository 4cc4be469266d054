#include "flow/run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "core/result.h"

namespace newsmill {
namespace {

// Pages made up on the fly; some are not UTF-8.
class FakeSource : public Source {
 public:
  FakeSource(uint64_t batches, size_t page_bytes) : batches_(batches), page_bytes_(page_bytes) {}
  std::optional<Batch<RawPage>> next() override {
    if (seq_ == batches_) return std::nullopt;
    if (seq_ == fail_at) throw FatalError("the disk is gone");
    Batch<RawPage> batch;
    batch.seq = seq_++;
    for (int i = 0; i < 3; ++i) {
      std::string text = "柳浦日报\n2024年5月" + std::to_string(1 + seq_ % 28) + "日\n\n";
      while (text.size() < page_bytes_)
        text += "去年全县粮食产量达到" + std::to_string(text.size()) + "吨，比上年增长百分之三。\n";
      if (seq_ % 5 == 0 && i == 1) text += '\xFF';
      batch.bytes += text.size();
      batch.store.push_back(std::move(text));
      batch.items.push_back(
          RawPage{Origin{name_, std::to_string(seq_) + "/" + std::to_string(i) + ".txt",
                         batch.store.back().size(), 0},
                  batch.store.back()});
    }
    read_bytes += batch.bytes;
    pages_read += batch.items.size();
    most_in_flight = std::max<uint64_t>(most_in_flight, read_bytes - written_bytes);
    inputs_[0].members += 3;
    return batch;
  }
  const std::vector<InputFacts>& inputs() const override { return inputs_; }

  uint64_t fail_at = UINT64_MAX;
  uint64_t read_bytes = 0, pages_read = 0, most_in_flight = 0;
  std::atomic<uint64_t> written_bytes = 0;

 private:
  uint64_t batches_, seq_ = 0;
  size_t page_bytes_;
  std::shared_ptr<const std::string> name_ = std::make_shared<const std::string>("fake");
  std::vector<InputFacts> inputs_ = {InputFacts{.name = *name_}};
};

class FakeSink : public Sink {
 public:
  void write(EncodedBatch batch) override {
    EXPECT_EQ(batch.seq, next_++);
    if (batch.seq == fail_at) throw FatalError("No space left on device");
    for (const Dataset dataset : kDatasets)
      for (const Frame& frame : batch.frames[dataset])
        bytes += frame.bytes, records[dataset] += frame.records;
  }
  Manifest finish(RunFacts facts) override {
    finished = true;
    EXPECT_EQ(facts.batches, next_);
    Manifest manifest;
    manifest.inputs = facts.inputs;
    return manifest;
  }

  std::string bytes;
  PerDataset<uint64_t> records;
  bool finished = false;
  uint64_t fail_at = UINT64_MAX;

 private:
  uint64_t next_ = 0;
};

const RuleSet& rules() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}

TEST(Run, SameBytesAtAnyThreadCount) {
  std::string first;
  for (const int threads : {1, 2, 4, 8}) {
    SCOPED_TRACE(threads);
    FakeSource source(40, 3000);
    FakeSink sink;
    run({.threads = threads, .batch_bytes = 4096}, rules(), source, sink);
    EXPECT_TRUE(sink.finished);
    EXPECT_EQ(sink.records[Dataset::kPages] + sink.records[Dataset::kRejects], 120u);
    EXPECT_EQ(sink.records[Dataset::kRejects], 8u);
    if (first.empty()) first = sink.bytes;
    EXPECT_TRUE(sink.bytes == first);
  }
}

TEST(Run, EveryPartCountsEveryBatch) {
  FakeSource source(40, 3000);
  FakeSink sink;
  Profile profile;
  run({.threads = 4, .batch_bytes = 4096}, rules(), source, sink, {}, nullptr, &profile);
  double sum = 0;
  for (const PartTimes& part : profile.parts()) {
    SCOPED_TRACE(name_of(part.part));
    sum += part.cpu;
    if (part.part < RunPart::kRead || part.part > RunPart::kWrite) continue;
    EXPECT_EQ(part.batches, 40u);
    EXPECT_EQ(part.bytes, source.read_bytes);
    EXPECT_GE(part.waited, 0);
  }
  EXPECT_LE(sum, profile.cpu());
  EXPECT_GT(sum, 0);
}

TEST(Run, NothingToRead) {
  FakeSource source(0, 0);
  FakeSink sink;
  run({.threads = 2}, rules(), source, sink);
  EXPECT_TRUE(sink.finished);
  EXPECT_TRUE(sink.bytes.empty());
}

TEST(Run, MemoryInFlightIsBounded) {
  FakeSource source(200, 2000);
  FakeSink sink;
  const uint64_t budget = 4 * 4 * 4096;  // four batches for each of four threads
  run({.threads = 4, .batch_bytes = 4096}, rules(), source, sink,
      [&](const Progress& p) { source.written_bytes = p.bytes; });
  EXPECT_LE(source.most_in_flight, budget + 2 * 3 * 2100);  // and the batch that passes it
  EXPECT_GT(source.most_in_flight, 0u);
}

TEST(Run, ABatchLargerThanTheBudgetStillPasses) {
  FakeSource source(5, 50'000);
  FakeSink sink;
  run({.threads = 2, .memory = 1000, .batch_bytes = 1000}, rules(), source, sink);
  EXPECT_EQ(sink.records[Dataset::kPages] + sink.records[Dataset::kRejects], 15u);
}

TEST(Run, AThrowingSourceOrSinkEndsTheRun) {
  for (const bool at_source : {true, false}) {
    FakeSource source(60, 1000);
    FakeSink sink;
    (at_source ? source.fail_at : sink.fail_at) = 17;
    EXPECT_THROW(run({.threads = 4, .batch_bytes = 4096}, rules(), source, sink), FatalError);
    EXPECT_FALSE(sink.finished);
  }
}

// Has the first batches already.
class HalfWrittenSink : public FakeSink {
 public:
  bool keep(uint64_t seq, uint64_t read) override {
    EXPECT_NE(read, 0u);
    if (seq == 25) return false;
    write({.seq = seq});
    return true;
  }
};

TEST(Run, MakesOnlyWhatIsMissing) {
  FakeSource source(40, 3000);
  HalfWrittenSink sink;
  run({.threads = 4, .batch_bytes = 4096}, rules(), source, sink);
  EXPECT_TRUE(sink.finished);
  EXPECT_EQ(sink.records[Dataset::kPages] + sink.records[Dataset::kRejects], 45u);
}

TEST(Run, StopsWhenAsked) {
  FakeSource source(100, 1000);
  FakeSink sink;
  std::atomic<bool> stop = false;
  try {
    run(
        {.threads = 2, .batch_bytes = 1000}, rules(), source, sink,
        [&](const Progress& progress) { stop = progress.batches >= 10; }, &stop);
    ADD_FAILURE() << "went on";
  } catch (const FatalError& error) {
    EXPECT_EQ(error.exit_code(), kStopped);
  }
  EXPECT_FALSE(sink.finished);
  EXPECT_LT(source.read_bytes, 60 * 3 * 1100u);
  EXPECT_EQ(sink.records[Dataset::kPages] + sink.records[Dataset::kRejects], source.pages_read);
}

TEST(Config, HashKnowsWhatChangesTheOutput) {
  const Config config;
  Config other = config;
  other.threads = 7, other.memory = 1;
  EXPECT_EQ(other.hash(rules()), config.hash(rules()));
  other.level = 3;
  EXPECT_NE(other.hash(rules()), config.hash(rules()));
}

}  // namespace
}  // namespace newsmill
