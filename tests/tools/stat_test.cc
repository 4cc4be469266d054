#include "newsmill/stat.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "scratch.h"
#include "shard/dataset_writer.h"

namespace newsmill {
namespace {

Ad ad_of(AdCategory category, uint64_t fingerprint, std::string text) {
  return {.id = "00000000000000aa-n1",
          .text = std::move(text),
          .category = category,
          .fingerprint = fingerprint};
}

TEST(Stat, CountsAndRepeats) {
  const Scratch scratch;
  const auto archive = std::make_shared<const std::string>("a.tar");
  Batch<Issue> batch;
  Issue& issue = batch.items.emplace_back();
  issue.pages = {{.origin = {.archive = archive}, .masthead = {.publication = "柳浦日报"}},
                 {.origin = {.archive = archive}, .masthead = {.publication = "江滩日报"}},
                 {.origin = {.archive = archive}, .masthead = {.publication = "柳浦日报"}}};
  issue.ads = {ad_of(AdCategory::kListing, 7, "今日天气晴"),
               ad_of(AdCategory::kLostAndVoid, 8, "遗失公章一枚\n声明作废"),
               ad_of(AdCategory::kLostAndVoid, 8, "遗失公章一枚，声明作废"),
               ad_of(AdCategory::kLostAndVoid, 9, "遗失执照"),
               ad_of(AdCategory::kListing, 8, "遗失公章一枚声明作废")};
  batch.rejects.push_back({{archive, "x", 1, 0}, Stage::kDecode, {"INVALID_UTF8", "", 0}, ""});
  DatasetWriter writer(scratch / "out", {});
  writer.write(EncodeShards(1)(std::move(batch)));
  writer.finish({.batches = 1, .inputs = {{.name = "a.tar", .members = 4}}});

  const nlohmann::ordered_json json = statistics(scratch / "out", 2);
  EXPECT_EQ(json["counts"]["ads"], 5);
  EXPECT_EQ(json["publications"].dump(), R"({"柳浦日报":2,"江滩日报":1})");
  EXPECT_EQ(json["ad_categories"].dump(), R"({"LOST_AND_VOID":3,"LISTING":2})");
  EXPECT_EQ(json["reject_codes"].dump(), R"({"INVALID_UTF8":1})");
  ASSERT_EQ(json["repeated_ads"].size(), 1u);
  EXPECT_EQ(json["repeated_ads"][0]["times"], 3);
  EXPECT_EQ(json["repeated_ads"][0]["text"], "遗失公章一枚 声明作废");
}

}  // namespace
}  // namespace newsmill
