#include "newsmill/report.h"

#include <gtest/gtest.h>

#include "core/result.h"
#include "scratch.h"
#include "shard/dataset_writer.h"

namespace newsmill {
namespace {

TEST(Report, InputsRejectsAndDatasets) {
  const Scratch scratch;
  const auto archive = std::make_shared<const std::string>("a|b.tar");
  Batch<Issue> batch;
  batch.items.emplace_back().pages = {{.origin = {.archive = archive}}};
  for (int i = 0; i < 2; ++i)
    batch.rejects.push_back(
        {{archive, "x.txt", 1, 0}, Stage::kDecode, {"INVALID_UTF8", "not\nUTF-8", 7}, ""});
  DatasetWriter writer(scratch / "out", {});
  writer.write(EncodeShards(1)(std::move(batch)));
  writer.finish({.batches = 1,
                 .inputs = {{.name = "a|b.tar", .members = 4, .skipped = 1},
                            {.name = "copy.tar", .duplicate_of = "a|b.tar"}}});
  const std::string report = report_of(scratch / "out");
  for (const char* line : {"| a\\|b.tar | 4 | 1 | 2 | 1 | 0 | no |  |\n",
                           "| copy.tar | 0 | 0 | 0 | 0 | 0 | no | same as a\\|b.tar |\n",
                           "| INVALID_UTF8 | 2 | a\\|b.tar x.txt: not UTF-8 (offset 7) |\n",
                           "| pages | 1 | 1 |", "| rejects | 2 | 1 |"})
    EXPECT_NE(report.find(line), std::string::npos) << line << report;
}

TEST(Report, NeedsAFinishedRun) {
  const Scratch scratch;
  EXPECT_THROW(report_of(scratch / "none"), FatalError);
}

}  // namespace
}  // namespace newsmill
