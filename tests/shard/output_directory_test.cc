#include "shard/output_directory.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/result.h"
#include "shard/scratch.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

TEST(OutputDirectory, CommitShowsAllAtOnce) {
  const Scratch scratch;
  const fs::path out = scratch / "deep/out";
  EXPECT_EQ(output_state(out), OutputState::kFree);
  OutputDirectory directory(out);
  EXPECT_EQ(output_state(out), OutputState::kUnfinished);
  write_file(directory.partial() / "ads/part", "x");
  write_file(directory.partial() / "manifest.json", "{}");
  EXPECT_FALSE(fs::exists(out / "ads"));
  directory.commit();
  EXPECT_EQ(output_state(out), OutputState::kFinished);
  EXPECT_EQ(contents(out / "ads/part"), "x");
  EXPECT_FALSE(fs::exists(out / ".newsmill-partial"));
  EXPECT_THROW(OutputDirectory{out}, FatalError);
}

TEST(OutputDirectory, WithoutCommitNothingStays) {
  const Scratch scratch;
  const fs::path out = scratch / "out";
  {
    const OutputDirectory directory(out);
    write_file(directory.partial() / "ads/part", "x");
  }
  EXPECT_TRUE(fs::is_empty(out));
  EXPECT_EQ(output_state(out), OutputState::kFree);
}

TEST(OutputDirectory, RefusesWhatIsNotOurs) {
  const Scratch scratch;
  write_file(scratch / "out/thesis.txt", "x");
  EXPECT_EQ(output_state(scratch / "out"), OutputState::kForeign);
  EXPECT_THROW(OutputDirectory{scratch / "out"}, FatalError);
  EXPECT_EQ(contents(scratch / "out/thesis.txt"), "x");
  EXPECT_THROW(output_state(scratch / "out/thesis.txt"), FatalError);
}

TEST(OutputDirectory, StartsAgainAfterARunThatWasKilled) {
  const Scratch scratch;
  const fs::path out = scratch / "out";
  write_file(out / ".newsmill-partial/ads/part", "old");
  write_file(out / "pages/part", "old");
  write_file(out / "slurm.log", "not ours");
  OutputDirectory directory(out);
  EXPECT_TRUE(fs::is_empty(directory.partial() / "ads"));
  EXPECT_FALSE(fs::exists(out / "pages"));
  EXPECT_EQ(contents(out / "slurm.log"), "not ours");
  directory.commit();
}

TEST(OutputDirectory, OneRunAtATime) {
  const Scratch scratch;
  const OutputDirectory first(scratch / "out");
  EXPECT_THROW(OutputDirectory{scratch / "out"}, FatalError);
  EXPECT_TRUE(fs::exists(first.partial()));
}

}  // namespace
}  // namespace newsmill
