// Each row of the lists of words carries an example, and what is read there.
#include <gtest/gtest.h>

#include "extract/reading.h"

namespace newsmill {
namespace {

// What is told of an example, whose paragraphs are parted by |, with its time.
std::string read_of(std::string_view example) {
  std::vector<std::string> paragraphs;
  for (size_t end = 0; end != std::string_view::npos; example.remove_prefix(end + 1)) {
    paragraphs.emplace_back(example.substr(0, end = example.find('|')));
    if (end == std::string_view::npos) break;
  }
  Article article = article_of(std::move(paragraphs));
  article.date = std::chrono::year(2022) / std::chrono::March / 20;
  extractor().extract(article);
  std::string out;
  for (const Metric& m : article.metrics) {
    if (!out.empty()) out += "; ";
    out += all_told({m}) + " " + iso(m.period_begin) + ".." + iso(m.period_end);
  }
  return out;
}

TEST(Lists, EachExampleIsReadAsTold) {
  for (const char* name : {"lists.zh.tsv", "lists.en.tsv"}) {
    const RuleTable& table = rules().table(name);
    const size_t written = table.column("written"), example = table.column("example"),
                 read = table.column("read");
    for (const RuleRow& row : table.rows()) {
      SCOPED_TRACE(name + (":" + std::to_string(row.line())));
      EXPECT_NE(row[example].find(row[written]), std::string_view::npos);
      EXPECT_EQ(read_of(row[example]), row[read]);
    }
  }
}

}  // namespace
}  // namespace newsmill
