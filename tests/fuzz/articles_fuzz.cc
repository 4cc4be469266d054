// All from text to records: two pages of an issue are segmented, filtered and assembled, and what
// comes out is read back.
#include <google/protobuf/stubs/logging.h>

#include "assemble/assemble_issues.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "fuzz.h"
#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "segment/segment_pages.h"
#include "shard/records.h"
#include "shard/wire.h"
#include "text_seeds.h"

namespace newsmill {
namespace {

struct Stages {
  SegmentPages segment{builtin_rules()};
  FilterAds filter{builtin_rules()};
  AssembleIssues assemble{builtin_rules()};
  ExtractMetrics extract{builtin_rules()};
};

Batch<TextPage> two_pages(std::string_view bytes) {
  Batch<TextPage> batch;
  for (const std::string_view half :
       {bytes.substr(0, bytes.size() / 2), bytes.substr(bytes.size() / 2)}) {
    batch.store.push_back(mended(half));
    TextPage page;
    page.origin.member = "liupu/2024-05-08/0" + std::to_string(batch.store.size()) + ".txt";
    page.text = batch.store.back();
    page.encoding = "UTF-8";
    batch.items.push_back(std::move(page));
  }
  return batch;
}

template <class Message, class Record>
void read_back(WireWriter& out, const Record& record) {
  out.clear();
  write_record(out, record);
  size_t at = 0;
  uint64_t size = 0;
  must(read_varint(out.bytes(), at, size) && size == out.size() - at, "a record has its length");
  Message message;
  must(message.ParseFromArray(out.bytes().data() + at, static_cast<int>(size)),
       "a record can be read");
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  std::vector<std::string> seeds = pieces_of_pages(1500, newsgen::Density::kOrdinary);
  for (std::string& seed : seeds) seed.insert(0, 1, '\0');
  return seeds;
}

std::vector<std::string> fuzz_words() {
  return newsmill::rule_words({"ads.tsv", "ads.old.tsv", "ads.hant.tsv", "ads.headers.tsv",
                               "ads.sections.tsv", "advertorials.tsv", "bylines.tsv",
                               "notices.items.tsv", "notices.words.tsv", "jumps.tsv",
                               "line_cues.tsv", "masthead.tsv", "units.zh.tsv"});
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const Stages stages;
  static const google::protobuf::LogSilencer silent;
  const Batch<Issue> issues = stages.extract(
      stages.assemble(stages.filter(stages.segment(two_pages(FuzzInput(data, size).bytes)))));
  must(issues.rejects.empty(), "any text gives a page");
  size_t pages = 0;
  WireWriter out;
  for (const Issue& issue : issues.items) {
    pages += issue.pages.size();
    for (const Page& page : issue.pages) read_back<v1::Page>(out, page);
    for (const Article& article : issue.articles) read_back<v1::Article>(out, article);
    for (const Ad& ad : issue.ads) read_back<v1::Ad>(out, ad);
  }
  must(pages == 2, "no page is lost");
  return 0;
}
