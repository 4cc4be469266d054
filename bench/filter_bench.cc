// Ad filter: a page of long stories, the usual mix, a page of notices, and whole pages of newsgen's
// papers, rich in notices and short lines.
#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "core/simhash.h"
#include "filter/filter_ads.h"
#include "segment/segment_pages.h"
#include "staged.h"

namespace newsmill {
namespace {

constexpr const char* kStory =
    "开春以后，柳溪县的茶农每天天不亮就上山，赶在雨前把头一茬嫩芽采下来。全县茶园面积达到12."
    "6万亩，同比增长"
    "8.5%，带动1.2万户农民就业，预计实现产值3."
    "4亿元。县里组织28支科技小分队到田间地头指导，推动茶叶加工向"
    "标准化、品牌化方向发展，新增省级以上示范基地5个，茶旅融合项目接待游客46万人次。";
constexpr const char* kNotices[] = {
    "遗失柳溪县东岸茶行公章一枚，印章编号：3301200456789，声明作废。",
    "减资公告 "
    "柳溪县东岸茶行有限公司经股东会决议，拟将注册资本由五百万元减至一百万元，请债权人自公告之日起"
    "45日内申报债权。联系人：孙先生 电话：80001234",
    "钱大河：本院受理原告孙小山诉你买卖合同纠纷一案，现依法向你公告送达民事判决书。自公告之日起60日"
    "内来本院领"
    "取，逾期视为送达。柳溪县人民法院",
    "旺铺转让：东街60平方米，精装修，客源稳定，接手即可营业。13800000000"};

Page page_of(int stories, int notices) {
  Page page;
  page.id = "0123456789abcdef";
  uint32_t line = 1;
  const auto add = [&](const char* text, uint16_t columns) {
    Block block;
    block.text = text;
    block.columns = columns;
    block.lines = {{line, line + 5}};
    line += 6;
    page.blocks.push_back(std::move(block));
  };
  for (int i = 0; i < stories; ++i) add(kStory, 34);
  for (int i = 0; i < notices; ++i) add(kNotices[i % 4], 24);
  return page;
}

// As in a run: a batch of half a megabyte at a time, which the stage owns; copying it is not timed.
void screen(benchmark::State& state, int stories, int notices) {
  constexpr size_t kBatchBytes = 512 << 10;
  const Page page = page_of(stories, notices);
  size_t bytes = 0;
  for (const Block& block : page.blocks) bytes += block.text.size();
  bench::Corpus corpus;
  Batch<Page> batch;
  for (; corpus.bytes < kBatchBytes; corpus.bytes += bytes) batch.items.push_back(page);
  corpus.pages.resize(batch.items.size());
  const RuleSet rules = RuleSet::builtin();
  bench::time_stage(state, corpus, std::vector<Batch<Page>>{batch}, FilterAds(rules));
}
BENCHMARK_CAPTURE(screen, news_only, 40, 0);
BENCHMARK_CAPTURE(screen, usual_page, 40, 8);
BENCHMARK_CAPTURE(screen, notices_only, 0, 60);

void screen_corpus(benchmark::State& state, const bench::Corpus& corpus) {
  const RuleSet rules = RuleSet::builtin();
  const SegmentPages segment(rules);  // records have views into the stages' tables
  bench::time_stage(state, corpus, bench::through(bench::text_pages(corpus), segment),
                    FilterAds(rules));
}
BENCHMARK_CAPTURE(screen_corpus, ordinary, bench::ordinary_corpus())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(screen_corpus, report, bench::report_corpus())->Unit(benchmark::kMillisecond);

void simhash_of_story(benchmark::State& state) {
  const std::string text = kStory;
  for (auto _ : state) benchmark::DoNotOptimize(simhash(text));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(text.size()));
}
BENCHMARK(simhash_of_story);

void load_rules(benchmark::State& state) {
  const RuleSet rules = RuleSet::builtin();
  for (auto _ : state) benchmark::DoNotOptimize(FilterAds(rules));
}
BENCHMARK(load_rules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
