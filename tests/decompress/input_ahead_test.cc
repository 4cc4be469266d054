#include "decompress/input_ahead.h"

#include <gtest/gtest.h>

#include <thread>

#include "decompress/open_input.h"
#include "decompress/packing.h"
#include "decompress/source.h"

namespace newsmill {
namespace {

// Several portions of a megabyte.
Members pages(size_t count = 24, size_t bytes = 100'000) {
  Members members;
  for (size_t i = 0; i < count; ++i)
    members.push_back({"d/" + std::to_string(i) + ".txt", page_text(bytes) + std::to_string(i)});
  return members;
}

Input input_of(const std::filesystem::path& path) {
  return {std::make_shared<const std::string>(path.string()), false, {}, 0};
}

std::filesystem::path archive(const std::string& name, const std::string& bytes) {
  static const std::filesystem::path dir = fresh_directory("input_ahead");
  write_file(dir / name, bytes);
  return dir / name;
}

struct Reading {
  std::vector<std::string> entries;
  InputFacts facts;
  int waits = 0;
};

Reading read(InputAhead& ahead, size_t most_ready = SIZE_MAX) {
  Reading reading;
  for (Entry entry;;) {
    ahead.offer(most_ready);
    bool was_ready = false;
    const bool more = ahead.next(entry, was_ready);
    reading.waits += !was_ready;
    if (!more) break;
    reading.entries.push_back(summary({entry})[0]);
  }
  ahead.close(reading.facts);
  return reading;
}

Reading directly(const Input& input) {
  Reading reading;
  OpenInput open(input, {});
  for (Entry entry; open.next(entry); entry = {}) reading.entries.push_back(summary({entry})[0]);
  open.close(reading.facts);
  return reading;
}

void at_once(const std::function<void()>& task) {
  task();
}
void never(const std::function<void()>&) {}

TEST(InputAhead, GivesWhatOpenInputGivesWhoeverReads) {
  const std::string tar = pack_tar(pages());
  for (const std::filesystem::path& path :
       {archive("a.tar", tar), archive("a.tar.bz2", pack(Codec::kBzip2, tar)),
        archive("cut.tar.zst", pack_zstd(tar).substr(0, 9'000)), archive("empty.zip", ""),
        archive("a.zip", pack_zip(pages())), std::filesystem::path("/no/such.tar")}) {
    SCOPED_TRACE(path);
    const Input input = input_of(path);
    const Reading want = directly(input);
    std::vector<std::jthread> threads;
    for (const Start& start :
         {Start(at_once), Start(never), Start(),
          Start([&](std::function<void()> task) { threads.emplace_back(std::move(task)); })}) {
      InputAhead ahead(input, {.start = start}, std::make_shared<std::atomic<size_t>>(0));
      const Reading got = read(ahead);
      EXPECT_TRUE(got.entries == want.entries);
      EXPECT_EQ(got.facts.xxh3, want.facts.xxh3);
      EXPECT_EQ(got.facts.bytes, want.facts.bytes);
      EXPECT_EQ(got.facts.verifiable, want.facts.verifiable);
    }
  }
}

TEST(InputAhead, NobodyWaitsForWhatWasReadAhead) {
  const Input input = input_of(archive("ready.tar", pack_tar(pages())));
  InputAhead ahead(input, {.start = at_once}, std::make_shared<std::atomic<size_t>>(0));
  EXPECT_EQ(read(ahead).waits, 0);
  InputAhead alone(input, {}, std::make_shared<std::atomic<size_t>>(0));
  EXPECT_GE(read(alone).waits, 2);
}

TEST(InputAhead, WhatWaitsIsBoundedAndGivenBack) {
  const Input input = input_of(archive("bounded.tar", pack_tar(pages())));
  const auto held = std::make_shared<std::atomic<size_t>>(0);
  {
    InputAhead ahead(input, {.ahead_bytes = 2 << 20, .start = at_once}, held);
    for (int i = 0; i < 20; ++i) ahead.offer(SIZE_MAX);
    EXPECT_GE(*held, 2u << 20);
    EXPECT_LE(*held, 3u << 20);
    InputAhead other(input, {.ahead_bytes = 2 << 20, .start = at_once}, held);
    other.offer(SIZE_MAX);  // nothing is left for it
    EXPECT_LE(*held, 3u << 20);
  }
  EXPECT_EQ(*held, 0u);
}

TEST(InputAhead, MayEndBeforeItsTasks) {
  const Input input = input_of(archive("left.tar", pack_tar(pages())));
  std::vector<std::function<void()>> tasks;
  {
    InputAhead ahead(
        input, {.start = [&](std::function<void()> task) { tasks.push_back(std::move(task)); }},
        std::make_shared<std::atomic<size_t>>(0));
    ahead.offer(SIZE_MAX);
    ahead.offer(SIZE_MAX);
  }
  EXPECT_EQ(tasks.size(), 1u);  // the second offer found it asked
  for (const auto& task : tasks) task();
}

// The inputs behind the one that is read are begun where the reader had to wait.
TEST(Source, SeveralArchivesAtOnce) {
  std::vector<std::string> paths;
  for (int i = 0; i < 4; ++i)
    paths.push_back(
        archive("several" + std::to_string(i) + ".tar.gz",
                pack(Codec::kGzip, pack_tar(pages(30, 100'000 + 1000 * static_cast<size_t>(i)))))
            .string());
  paths.push_back(paths[1] + ".copy.gz");
  std::filesystem::copy_file(paths[1], paths.back());
  const auto members = [&](const Start& start) {
    const std::unique_ptr<Source> source = open_inputs(paths, {.read = {.start = start}});
    std::vector<std::pair<uint64_t, std::string>> all;
    while (const std::optional<Batch<RawPage>> batch = source->next())
      for (const RawPage& page : batch->items)
        all.emplace_back(batch->seq, *page.origin.archive + std::string(page.bytes));
    EXPECT_EQ(source->inputs().size(), 5u);
    EXPECT_EQ(source->inputs().back().duplicate_of, paths[1]);
    return all;
  };
  const auto want = members({});
  EXPECT_EQ(want.size(), 4u * 30);
  EXPECT_TRUE(members(at_once) == want);
  EXPECT_TRUE(members(never) == want);
  std::vector<std::jthread> threads;
  EXPECT_TRUE(members([&](std::function<void()> task) { threads.emplace_back(std::move(task)); }) ==
              want);
}

}  // namespace
}  // namespace newsmill
