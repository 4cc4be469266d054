// Stages are values that many threads call at once. Here plain threads do, so that ThreadSanitizer
// sees all of it (Debian's oneTBB is not built for it), and each must get what one thread gets.
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "assemble/assemble_issues.h"
#include "decode/decode.h"
#include "decompress/members.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "newsgen/press.h"
#include "seed.h"
#include "segment/segment_pages.h"
#include "shard/encode.h"

namespace newsmill {
namespace {

// Two papers, a few pages to the batch.
std::deque<Batch<RawPage>> batches_of_pages() {
  const auto archive = std::make_shared<const std::string>("papers.tar");
  newsgen::Press press({.seed = test_seed(), .bytes = 400'000, .papers = 2});
  std::deque<Batch<RawPage>> batches;
  for (newsgen::PrintedIssue issue; press.next(issue);) {
    for (newsgen::PrintedPage& page : issue.pages) {
      if (batches.empty() || batches.back().items.size() == 4)
        batches.emplace_back().seq = batches.size() - 1;
      Batch<RawPage>& batch = batches.back();
      batch.bytes += page.text.size();
      batch.store.push_back(std::move(page.text));
      batch.items.push_back(
          RawPage{Origin{archive, page.name, batch.store.back().size(), 0}, batch.store.back()});
    }
  }
  return batches;
}

struct Stages {
  explicit Stages(const RuleSet& rules)
      : decode(rules), segment(rules), filter(rules), assemble(rules), extract(rules), encode(1) {}

  std::string operator()(Batch<RawPage> batch) const {
    const EncodedBatch encoded =
        encode(extract(assemble(filter(segment(decode(decompress(std::move(batch))))))));
    std::string bytes;
    for (const Dataset dataset : kDatasets)
      for (const Frame& frame : encoded.frames[dataset]) bytes += frame.bytes;
    return bytes;
  }

  DecompressMembers decompress;
  DecodeText decode;
  SegmentPages segment;
  FilterAds filter;
  AssembleIssues assemble;
  ExtractMetrics extract;
  EncodeShards encode;
};

TEST(Stages, SameBytesFromManyThreadsAtOnce) {
  const RuleSet rules = RuleSet::builtin();
  const Stages stages(rules);
  std::vector<std::string> alone;
  for (Batch<RawPage>& batch : batches_of_pages()) alone.push_back(stages(std::move(batch)));
  ASSERT_GT(alone.size(), 4u);
  std::vector<std::vector<std::string>> together(4);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& mine : together)
    threads.emplace_back([&stages, &mine] {
      for (Batch<RawPage>& batch : batches_of_pages()) mine.push_back(stages(std::move(batch)));
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& mine : together) EXPECT_TRUE(mine == alone);
}

}  // namespace
}  // namespace newsmill
