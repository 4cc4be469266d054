#include "shard/output_directory.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/result.h"
#include "scratch.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;

// The files that every output has.
void fill(const OutputDirectory& directory) {
  write_file(directory.partial() / "manifest.json", "{}");
  write_file(directory.partial() / "batches.pb", "");
}

TEST(OutputDirectory, CommitShowsAllAtOnce) {
  const Scratch scratch;
  const fs::path out = scratch / "deep/out";
  EXPECT_EQ(output_state(out), OutputState::kFree);
  OutputDirectory directory(out);
  EXPECT_EQ(output_state(out), OutputState::kUnfinished);
  write_file(directory.partial() / "ads/part", "x");
  fill(directory);
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

TEST(OutputDirectory, WhatIsKeptIsThereForTheNextRun) {
  const Scratch scratch;
  const fs::path out = scratch / "out";
  {
    OutputDirectory directory(out);
    write_file(directory.partial() / "ads/part", "x");
    directory.keep();
  }
  EXPECT_EQ(output_state(out), OutputState::kUnfinished);
  const OutputDirectory directory(out);
  EXPECT_EQ(contents(directory.partial() / "ads/part"), "x");
}

TEST(OutputDirectory, TakesBackWhatWasBeingMovedUp) {
  const Scratch scratch;
  const fs::path out = scratch / "out";
  write_file(out / ".newsmill-partial/ads/part", "an ad");
  write_file(out / "pages/part", "a page");
  write_file(out / "manifest.json", "{}");
  write_file(out / "slurm.log", "not ours");
  OutputDirectory directory(out);
  EXPECT_EQ(contents(directory.partial() / "ads/part"), "an ad");
  EXPECT_EQ(contents(directory.partial() / "pages/part"), "a page");
  EXPECT_FALSE(fs::exists(out / "pages"));
  EXPECT_FALSE(fs::exists(out / "manifest.json"));
  EXPECT_EQ(contents(out / "slurm.log"), "not ours");
  fill(directory);
  directory.commit();
  EXPECT_EQ(contents(out / "ads/part"), "an ad");
}

TEST(OutputDirectory, TidiesBesideAFinishedRunOnly) {
  const Scratch scratch;
  write_file(scratch / "out/.newsmill-partial/x", "");
  tidy(scratch / "out");
  EXPECT_TRUE(fs::exists(scratch / "out/.newsmill-partial"));
  write_file(scratch / "out/manifest.json", "{}");
  write_file(scratch / "out/_SUCCESS", "");
  tidy(scratch / "out");
  EXPECT_FALSE(fs::exists(scratch / "out/.newsmill-partial"));
}

TEST(OutputDirectory, OneRunAtATime) {
  const Scratch scratch;
  const OutputDirectory first(scratch / "out");
  EXPECT_THROW(OutputDirectory{scratch / "out"}, FatalError);
  EXPECT_TRUE(fs::exists(first.partial()));
}

}  // namespace
}  // namespace newsmill
