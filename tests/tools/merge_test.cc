#include "newsmill/merge.h"

#include <gtest/gtest.h>

#include <sstream>

#include "newsmill/cat.h"
#include "scratch.h"
#include "shard/random_records.h"
#include "shard/verify.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

// One run over an archive of so many random batches.
void write_run(const fs::path& out, const std::string& archive, uint64_t seed, uint64_t batches = 6,
               uint64_t configuration = 7) {
  RandomRecords random(seed);
  DatasetWriter writer(out, {30000}, {"0.1.0", configuration, stamp_inputs({archive})});
  InputFacts input{.name = archive};
  for (uint64_t seq = 0; seq < batches; ++seq) {
    EncodedBatch batch = EncodeShards(1)(random.batch(seq));
    batch.read = seed * 100 + seq;
    for (InputCounts& counts : batch.inputs) {
      counts.archive = std::make_shared<const std::string>(archive);
      input.members += counts.pages + counts.rejected;
    }
    writer.write(std::move(batch));
  }
  writer.finish({.batches = batches, .inputs = {input}});
}

std::string records_of(const fs::path& out, Records records) {
  std::ostringstream text, messages;
  EXPECT_EQ(cat(out, records, Format::kJsonl, text, messages), 0) << messages.str();
  return text.str();
}

class Merge : public testing::Test {
 protected:
  void SetUp() override {
    write_run(a_, "a.tar", 1);
    write_run(b_, "b.tar", 2);
  }
  Scratch scratch_;
  const std::string a_ = (scratch_ / "a").string(), b_ = (scratch_ / "b").string(),
                    out_ = (scratch_ / "out").string();
};

TEST_F(Merge, HasAllRecordsInOrder) {
  const Manifest manifest = merge({a_, b_}, out_, {});
  for (const Records records :
       {Records::kPages, Records::kArticles, Records::kAds, Records::kRejects})
    EXPECT_EQ(records_of(out_, records), records_of(a_, records) + records_of(b_, records));
  EXPECT_EQ(manifest.inputs.size(), 2u);
  EXPECT_EQ(manifest.shards.size(), kDatasets.size());  // the shards' size is the merge's
  for (const Error& error : verify(out_, Depth::kRecords)) ADD_FAILURE() << error.message;
}

TEST_F(Merge, OfMerged) {
  write_run(scratch_ / "c", "c.tar", 3);
  const std::string c = (scratch_ / "c").string();
  merge({a_, b_}, out_, {});
  merge({out_, c}, scratch_ / "left", {});
  merge({a_, b_, c}, scratch_ / "flat", {});
  for (const char* file :
       {"articles/part-00000.pb.zst", "pages/part-00000.pb.zst", "manifest.json"})
    EXPECT_EQ(contents(scratch_ / "left" / file), contents(scratch_ / "flat" / file));
}

TEST_F(Merge, Refuses) {
  write_run(scratch_ / "other", "c.tar", 3, 2, 8);
  write_run(scratch_ / "again", "a.tar", 4);
  fs::create_directories(scratch_ / "empty");
  for (const char* name : {"other", "again", "empty", "none"})
    EXPECT_THROW(merge({a_, (scratch_ / name).string()}, out_, {}), FatalError) << name;
  EXPECT_THROW(merge({a_}, b_, {}), FatalError);  // finished
}

TEST_F(Merge, DamagedOutput) {
  const fs::path shard = fs::path(b_) / "articles/part-00000.pb.zst";
  std::string bytes = contents(shard);
  bytes[bytes.size() / 2] ^= 1;
  write_file(shard, bytes);
  EXPECT_THROW(merge({a_, b_}, out_, {}), FatalError);
  EXPECT_NE(output_state(out_), OutputState::kFinished);
}

TEST_F(Merge, GoesOn) {
  const fs::path shard = fs::path(b_) / "articles/part-00000.pb.zst";
  const std::string whole = contents(shard);
  write_file(shard, whole.substr(0, whole.size() / 2));
  EXPECT_THROW(merge({a_, b_}, out_, {}), FatalError);
  write_file(shard, whole);
  merge({a_, b_}, out_, {});
  EXPECT_EQ(records_of(out_, Records::kArticles),
            records_of(a_, Records::kArticles) + records_of(b_, Records::kArticles));
}

}  // namespace
}  // namespace newsmill
