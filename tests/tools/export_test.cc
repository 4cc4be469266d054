#include "newsmill/export.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "core/result.h"
#include "newsmill/cat.h"
#include "newsmill/duckdb.h"
#include "scratch.h"
#include "shard/dataset_writer.h"
#include "shard/random_records.h"

namespace newsmill {
namespace {

void write_random(const std::filesystem::path& out) {
  RandomRecords random(19);
  DatasetWriter writer(out, {});
  InputFacts input{.name = "daily-二月.tar.zst"};
  for (uint64_t seq = 0; seq < 8; ++seq) {
    EncodedBatch batch = EncodeShards(1)(random.batch(seq));
    for (const InputCounts& counts : batch.inputs) input.members += counts.pages + counts.rejected;
    writer.write(std::move(batch));
  }
  writer.finish({.batches = 8, .inputs = {input}});
}

std::string printed(const std::filesystem::path& out, Records records, Format format) {
  std::ostringstream text, messages;
  EXPECT_EQ(cat(out, records, format, text, messages), 0);
  return text.str();
}

class Export : public testing::Test {
 protected:
  void SetUp() override { write_random(out_); }
  std::string to(const std::string& name, Records records, FileFormat format) const {
    const std::string file = (scratch_ / name).string();
    export_command({out_, file, records, format, true});
    return file;
  }
  Scratch scratch_;
  const std::string out_ = (scratch_ / "out").string();
};

TEST_F(Export, JsonAndCsvAreWhatCatPrints) {
  EXPECT_EQ(contents(to("a.jsonl", Records::kArticles, FileFormat::kJsonl)),
            printed(out_, Records::kArticles, Format::kJsonl));
  EXPECT_EQ(contents(to("m.csv", Records::kMetrics, FileFormat::kCsv)),
            printed(out_, Records::kMetrics, Format::kCsv));
}

TEST_F(Export, NothingIsLeftOfAnExportThatFailed) {
  EXPECT_THROW(export_command({(scratch_ / "none").string(), (scratch_ / "x").string(),
                               Records::kAds, FileFormat::kJsonl, true}),
               FatalError);
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "x"));
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "x.partial"));
}

TEST_F(Export, SaysHowToGetDuckDb) {
  const char* const before = std::getenv("NEWSMILL_DUCKDB");
  const std::string kept = before != nullptr ? before : "";
  setenv("NEWSMILL_DUCKDB", "/none/libduckdb.so", 1);
  try {
    to("a.parquet", Records::kArticles, FileFormat::kParquet);
    ADD_FAILURE() << "wrote Parquet with no library";
  } catch (const FatalError& error) {
    EXPECT_NE(std::string(error.what()).find("npm install"), std::string::npos) << error.what();
  }
  before != nullptr ? setenv("NEWSMILL_DUCKDB", kept.c_str(), 1) : unsetenv("NEWSMILL_DUCKDB");
}

// Every record comes back from Parquet as it went in.
TEST_F(Export, Parquet) {
  try {
    DuckDb();
  } catch (const FatalError&) {
    GTEST_SKIP() << "no libduckdb.so; NEWSMILL_DUCKDB says where it is";
  }
  for (const Records records :
       {Records::kPages, Records::kArticles, Records::kAds, Records::kRejects, Records::kMetrics}) {
    const std::string parquet = to("r.parquet", records, FileFormat::kParquet);
    const std::string json = (scratch_ / "r.jsonl").string();
    write_file(json, printed(out_, records, Format::kWholeJsonl));
    const std::string from_json =
        "SELECT * FROM read_json(" + sql_string(json) +
        ", format = 'newline_delimited', columns = " + sql_columns(records) + ")";
    const std::string from_parquet = "SELECT * FROM read_parquet(" + sql_string(parquet) + ")";
    DuckDb().run("SELECT CASE WHEN count(*) > 0 THEN error('differs') END FROM (" + from_json +
                 " EXCEPT ALL " + from_parquet + ")");
    DuckDb().run("SELECT CASE WHEN count(*) = 0 THEN error('empty') END FROM (" + from_parquet +
                 ")");
  }
}

TEST(SqlColumns, OfNestedMessages) {
  const std::string columns = sql_columns(Records::kPages);
  EXPECT_NE(columns.find("'id': 'VARCHAR'"), std::string::npos) << columns;
  EXPECT_NE(columns.find("\"lines\" STRUCT(\"first\" UINTEGER, \"last\" UINTEGER)[]"),
            std::string::npos)
      << columns;
  EXPECT_TRUE(sql_columns(Records::kMetrics).starts_with("{'article_id': 'VARCHAR'"));
}

}  // namespace
}  // namespace newsmill
