#include "shard/locate.h"

#include <gtest/gtest.h>

#include "scratch.h"
#include "shard/dataset_writer.h"
#include "shard/reader.h"

namespace newsmill {
namespace {

// Seven batches, the third without articles, of so many articles each.
constexpr uint64_t kArticles[] = {3, 1, 0, 4, 2, 5, 1};

std::string page_of(uint64_t seq) {
  return "00000000000000a" + std::to_string(seq);
}

void write_dataset(const std::filesystem::path& out) {
  DatasetWriter writer(out, {.records = 6});
  InputFacts input{.name = "a.tar", .members = std::size(kArticles)};
  const auto archive = std::make_shared<const std::string>(input.name);
  for (uint64_t seq = 0; seq < std::size(kArticles); ++seq) {
    Batch<Issue> batch{.seq = seq};
    Issue& issue = batch.items.emplace_back();
    issue.pages.push_back({.origin = {.archive = archive}, .id = page_of(seq)});
    for (uint32_t i = 0; i < kArticles[seq]; ++i)
      issue.articles.push_back({.id = {issue.pages[0].id, 'a', i + 1}});
    writer.write(EncodeShards(1)(std::move(batch)));
  }
  writer.finish({.batches = std::size(kArticles), .inputs = {input}});
}

// Ids of the records at a spot.
std::vector<std::string> ids_at(const std::filesystem::path& out, const Spot& spot) {
  Result<ShardReader> reader =
      ShardReader::open(out / shard_path(Dataset::kArticles, spot.place.shard));
  EXPECT_TRUE(reader && reader->seek(spot.place.offset));
  std::vector<std::string> ids;
  std::string_view message;
  for (uint64_t i = 0; i < spot.records && reader->next(message).value_or(false); ++i)
    ids.emplace_back(id_of(message));
  return ids;
}

TEST(Locate, EveryNumber) {
  const Scratch scratch;
  const std::filesystem::path out = scratch / "out";
  write_dataset(out);
  EXPECT_TRUE(std::filesystem::exists(out / shard_path(Dataset::kArticles, 1)));
  uint64_t number = 0;
  for (uint64_t seq = 0; seq < std::size(kArticles); ++seq)
    for (uint32_t i = 0; i < kArticles[seq]; ++i, ++number) {
      SCOPED_TRACE(number);
      const Result<std::optional<Spot>> spot = locate_number(out, Dataset::kArticles, number);
      ASSERT_TRUE(spot && *spot);
      EXPECT_EQ(ids_at(out, **spot).at(number - (*spot)->number),
                page_of(seq) + "-a" + std::to_string(i + 1));
    }
  EXPECT_FALSE(*locate_number(out, Dataset::kArticles, number));
}

TEST(Locate, EveryId) {
  const Scratch scratch;
  const std::filesystem::path out = scratch / "out";
  write_dataset(out);
  for (uint64_t seq = 0; seq < std::size(kArticles); ++seq)
    for (uint32_t i = 0; i < kArticles[seq]; ++i) {
      const std::string id = page_of(seq) + "-a" + std::to_string(i + 1);
      const Result<std::vector<Spot>> spots = locate_id(out, Dataset::kArticles, id);
      ASSERT_TRUE(spots && spots->size() == 1) << id;
      EXPECT_EQ(ids_at(out, spots->front()).at(i), id);
    }
  EXPECT_TRUE(locate_id(out, Dataset::kArticles, "00000000000000b1-a1")->empty());
  EXPECT_TRUE(locate_id(out, Dataset::kArticles, "nothing like an id")->empty());
}

TEST(Locate, LogThatIsGone) {
  const Scratch scratch;
  EXPECT_EQ(locate_number(scratch / "none", Dataset::kPages, 0).error().code, "CANNOT_READ");
}

TEST(Locate, IdOfAMessage) {
  using namespace std::string_view_literals;
  EXPECT_EQ(id_of("\x0A\x02n1\x12\x00"sv), "n1");
  EXPECT_EQ(id_of("\x0A\x7Fn1"sv), "n1");  // cut
  EXPECT_EQ(id_of("\x12\x02n1"sv), "");
  EXPECT_EQ(id_of(""sv), "");
}

}  // namespace
}  // namespace newsmill
