#include "newsmill/cat.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "core/result.h"
#include "scratch.h"
#include "shard/dataset_writer.h"

namespace newsmill {
namespace {

using namespace std::chrono;

Metric metric(uint32_t begin, uint32_t end) {
  Metric metric;
  metric.paragraph = 1;
  metric.value_begin = begin, metric.value_end = end;
  metric.evidence_begin = 0, metric.evidence_end = end;
  metric.indicator = "粮食产量";
  metric.value = 117600;
  metric.unit = "t";
  metric.kind = MetricKind::kChange;
  metric.direction = Direction::kIncrease;
  metric.comparator = Comparator::kGe;
  metric.period_end = 2020y / 12 / 31;
  return metric;
}

Batch<Issue> sample() {
  const Origin origin{std::make_shared<const std::string>("二月.tar"), "p02.txt", 1000, 0xFF};
  Issue issue;
  issue.pages.push_back({.origin = origin, .id = "00aa", .encoding = "UTF-8"});
  Page& page = issue.pages[0];
  page.masthead = {.publication = "柳浦日报",
                   .date = 2021y / 2 / 10,
                   .page_number = "2",
                   .editors = {"许诺", "李,四"}};
  page.layout = Layout::kFlowed;
  page.blocks.resize(2);
  page.blocks[0] = {.kind = BlockKind::kFurniture, .lines = {{2, 2}}, .text = "柳浦日报"};
  page.blocks[1] = {.kind = BlockKind::kParagraph, .lines = {{4, 9}, {12, 14}}, .owner = "00aa-a1"};
  issue.articles.push_back({.id = "00aa-a1",
                            .page_ids = {"00aa"},
                            .publication = "柳浦日报",
                            .date = 2021y / 2 / 10,
                            .page_number = "2"});
  Article& article = issue.articles[0];
  article.headline = {"", "粮食\"丰收\"", ""};
  article.byline = {{"许诺"}, "", ""};
  article.paragraphs = {{.text = "第一段。"}, {.text = "产量达到11.76万吨。"}};
  article.metrics = {metric(12, 23)};
  issue.ads.push_back({.id = "00aa-n1",
                       .page_id = "00aa",
                       .text = "遗失公章一枚，声明作废。",
                       .category = AdCategory::kLostAndVoid,
                       .confidence = 0.98});
  Batch<Issue> batch;
  batch.items.push_back(std::move(issue));
  batch.rejects.push_back({{origin.archive, "p03.txt", 2, 0},
                           Stage::kDecode,
                           {"INVALID_UTF8", "not text", 1},
                           "\xFF\xFE"});
  return batch;
}

void write_sample(const std::filesystem::path& out) {
  DatasetWriter writer(out, {1 << 20}, {.version = "0.1.0"});
  writer.write(EncodeShards(1)(sample()));
  writer.finish({.batches = 1, .inputs = {{.name = "二月.tar", .members = 2}}});
}

struct Printed {
  std::string out, messages;
  int code;
};

Printed run_cat(const std::filesystem::path& directory, Records records, Format format) {
  std::ostringstream out, messages;
  const int code = cat(directory, records, format, out, messages);
  return {out.str(), messages.str(), code};
}

Printed cat_sample(Records records, Format format) {
  const Scratch scratch;
  write_sample(scratch / "out");
  Printed printed = run_cat(scratch / "out", records, format);
  EXPECT_EQ(printed.code, 0);
  EXPECT_EQ(printed.messages, "");
  return printed;
}

TEST(Cat, ArticlesAsJson) {
  const nlohmann::json article =
      nlohmann::json::parse(cat_sample(Records::kArticles, Format::kJsonl).out);
  EXPECT_EQ(article["id"], "00aa-a1");
  EXPECT_EQ(article["date"], "2021-02-10");
  EXPECT_EQ(article["paragraphs"][1]["kind"], "BODY");
  const nlohmann::json& metric = article["metrics"][0];
  EXPECT_EQ(metric["surface"], "11.76万吨");
  EXPECT_EQ(metric["evidence"], "产量达到11.76万吨");
  EXPECT_EQ(metric["value_begin"], 4);
  EXPECT_EQ(metric["value"], 117600);
  EXPECT_EQ(metric["kind"], "CHANGE");
  EXPECT_EQ(metric["comparator"], "GE");
  EXPECT_EQ(metric["status"], "ACHIEVED");
  EXPECT_FALSE(metric.contains("baseline"));
}

TEST(Cat, OtherRecordsAsJson) {
  const nlohmann::json page =
      nlohmann::json::parse(cat_sample(Records::kPages, Format::kJsonl).out);
  EXPECT_EQ(page["source"]["member"], "p02.txt");
  EXPECT_EQ(page["masthead"]["editors"][1], "李,四");
  EXPECT_EQ(page["layout"], "FLOWED");
  EXPECT_EQ(page["blocks"][0]["kind"], "FURNITURE");
  EXPECT_EQ(page["blocks"][1]["lines"][1]["last"], 14);
  const nlohmann::json ad = nlohmann::json::parse(cat_sample(Records::kAds, Format::kJsonl).out);
  EXPECT_EQ(ad["category"], "LOST_AND_VOID");
  const nlohmann::json reject =
      nlohmann::json::parse(cat_sample(Records::kRejects, Format::kJsonl).out);
  EXPECT_EQ(reject["stage"], "DECODE");
  EXPECT_EQ(reject["bytes"], "//4=");
}

TEST(Cat, MetricsAsFlatRows) {
  const nlohmann::json metric =
      nlohmann::json::parse(cat_sample(Records::kMetrics, Format::kJsonl).out);
  EXPECT_EQ(metric["article_id"], "00aa-a1");
  EXPECT_EQ(metric["title"], "粮食\"丰收\"");
  EXPECT_EQ(metric["indicator"], "粮食产量");
  EXPECT_EQ(metric["period_end"], "2020-12-31");
  EXPECT_EQ(cat_sample(Records::kMetrics, Format::kCsv).out,
            "article_id,publication,date,page_number,title,paragraph,value_begin,value_end,"
            "evidence_begin,evidence_end,surface,evidence,indicator,value,value_high,baseline,unit,"
            "unit_implied,kind,delta,direction,comparator,period_begin,period_end,"
            "period_aggregation,period_source,compared_with,status,scope,denominator,group,"
            "group_position,qualifier_of,rule,confidence\n"
            "00aa-a1,柳浦日报,2021-02-10,2,\"粮食\"\"丰收\"\"\",1,4,11,0,11,11.76万吨,"
            "产量达到11.76万吨,粮食产量,117600,,,t,false,CHANGE,NONE,INCREASE,GE,,2020-12-31,POINT,"
            "IMPLICIT,,ACHIEVED,,,,,,,0\n");
}

TEST(Cat, Csv) {
  EXPECT_EQ(cat_sample(Records::kPages, Format::kCsv).out,
            "id,source.archive,source.member,source.bytes,source.xxh3,encoding,repaired_bytes,"
            "masthead.publication,masthead.date,masthead.page_number,masthead.section,"
            "masthead.editors,masthead.phones,masthead.emails,layout,blocks,repairs,mojibake\n"
            "00aa,二月.tar,p02.txt,1000,255,UTF-8,0,柳浦日报,2021-02-10,2,,\"许诺; "
            "李,四\",,,FLOWED,2,0,0\n");
  const std::string articles = cat_sample(Records::kArticles, Format::kCsv).out;
  EXPECT_NE(articles.find(",1,\"第一段。\n产量达到11.76万吨。\"\n"), std::string::npos) << articles;
}

TEST(Cat, Text) {
  EXPECT_EQ(cat_sample(Records::kArticles, Format::kText).out,
            "## 00aa-a1 柳浦日报 2021-02-10 2\n\n粮食\"丰收\"\n\n许诺\n\n第一段。\n\n"
            "产量达到11.76万吨。\n\n");
  EXPECT_EQ(cat_sample(Records::kAds, Format::kText).out,
            "## 00aa-n1 LOST_AND_VOID 0.98\n\n遗失公章一枚，声明作废。\n\n");
  EXPECT_EQ(cat_sample(Records::kPages, Format::kText).out,
            "## 00aa 柳浦日报 2021-02-10 2 p02.txt\n\n2 FURNITURE 柳浦日报\n"
            "4-9,12-14 PARAGRAPH 00aa-a1\n\n");
  EXPECT_EQ(cat_sample(Records::kRejects, Format::kText).out,
            "二月.tar p03.txt: DECODE INVALID_UTF8: not text (offset 1, 2 bytes kept)\n");
  EXPECT_EQ(cat_sample(Records::kMetrics, Format::kText).out,
            "2021-02-10 00aa-a1 粮食产量 = 117600 t INCREASE GE 2020-12-31 | 产量达到11.76万吨\n");
}

TEST(Cat, UnfinishedOutput) {
  const Scratch scratch;
  EXPECT_THROW(run_cat(scratch / "none", Records::kPages, Format::kJsonl), FatalError);
  write_sample(scratch / "out");
  std::filesystem::remove(scratch / "out/_SUCCESS");
  EXPECT_THROW(run_cat(scratch / "out", Records::kPages, Format::kJsonl), FatalError);
}

TEST(Cat, DamagedShard) {
  const Scratch scratch;
  write_sample(scratch / "out");
  const std::filesystem::path shard = scratch / "out/ads/part-00000.pb.zst";
  const std::string whole = contents(shard);
  write_file(shard, whole.substr(0, whole.size() - 5));
  Printed printed = run_cat(scratch / "out", Records::kAds, Format::kJsonl);
  EXPECT_EQ(printed.code, 1);
  EXPECT_EQ(printed.out, "");
  EXPECT_NE(printed.messages.find("NO_SEEK_TABLE"), std::string::npos) << printed.messages;

  write_file(shard, contents(scratch / "out/rejects/part-00000.pb.zst"));
  printed = run_cat(scratch / "out", Records::kAds, Format::kJsonl);
  EXPECT_EQ(printed.code, 1);
  EXPECT_NE(printed.messages.find("BAD_MESSAGE"), std::string::npos) << printed.messages;
}

// 60 batches of one ad each, in shards of four.
void write_ads(const std::filesystem::path& out) {
  DatasetWriter writer(out, {.records = 4});
  const auto archive = std::make_shared<const std::string>("a.tar");
  for (uint64_t seq = 0; seq < 60; ++seq) {
    Batch<Issue> batch{.seq = seq};
    Issue& issue = batch.items.emplace_back();
    issue.pages.push_back(
        {.origin = {.archive = archive}, .id = "00000000000000" + std::to_string(10 + seq)});
    issue.ads.push_back({.id = {issue.pages[0].id, 'n', 1}, .text = std::to_string(seq)});
    writer.write(EncodeShards(1)(std::move(batch)));
  }
  writer.finish({.batches = 60, .inputs = {{.name = "a.tar", .members = 60}}});
}

TEST(Cat, RandomAccess) {
  const Scratch scratch;
  write_ads(scratch / "out");
  const auto texts = [&](const Selection& selection) {
    std::ostringstream out, messages;
    const int code = cat(scratch / "out", Records::kAds, Format::kJsonl, out, messages, selection);
    EXPECT_EQ(code == 0, messages.str().empty());
    std::vector<std::string> numbers;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);)
      numbers.push_back(nlohmann::json::parse(line)["text"]);
    return numbers;
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts({.from = 0, .limit = 2}), (Texts{"0", "1"}));
  EXPECT_EQ(texts({.from = 6, .limit = 4}), (Texts{"6", "7", "8", "9"}));
  EXPECT_EQ(texts({.from = 58}), (Texts{"58", "59"}));
  EXPECT_EQ(texts({.from = 60}), Texts{});
  EXPECT_EQ(texts({}).size(), 60u);
  EXPECT_EQ(texts({.ids = {"0000000000000047-n1", "0000000000000012-n1"}}), (Texts{"37", "2"}));
  EXPECT_EQ(texts({.ids = {"0000000000000047-n2", "0000000000000012-n1"}}), Texts{"2"});
}

TEST(Cat, StopsWhenOutputTakesNoMore) {
  const Scratch scratch;
  write_sample(scratch / "out");
  std::ostringstream out, messages;
  out.setstate(std::ios::failbit);
  EXPECT_EQ(cat(scratch / "out", Records::kPages, Format::kJsonl, out, messages), 0);
  EXPECT_EQ(messages.str(), "");
}

}  // namespace
}  // namespace newsmill
