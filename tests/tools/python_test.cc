// tools/python/newsmill.py must give the same records as `newsmill cat`.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "newsmill/cat.h"
#include "scratch.h"
#include "shard/dataset_writer.h"
#include "shard/random_records.h"

namespace newsmill {
namespace {

// Runs a Python program with newsmill.py at hand; its output goes to `to`. Returns its exit code.
int python(const std::string& program, const std::string& to) {
  const std::string command = "PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=" NEWSMILL_SOURCE
                              "/tools/python /usr/bin/python3 -c '" +
                              program + "' > " + to + " 2>&1";
  return std::system(command.c_str());
}

void write_random(const std::filesystem::path& out) {
  RandomRecords random(17);
  DatasetWriter writer(out, {20000}, {.version = "0.1.0"});
  const EncodeShards encode(1);
  InputFacts input{.name = "daily-二月.tar.zst"};
  for (uint64_t seq = 0; seq < 20; ++seq) {
    Batch<Issue> batch = random.batch(seq);
    for (const Issue& issue : batch.items) input.members += issue.pages.size();
    input.members += batch.rejects.size();
    writer.write(encode(std::move(batch)));
  }
  writer.finish({.batches = 20, .inputs = {input}});
}

std::vector<nlohmann::json> lines(const std::string& jsonl) {
  std::vector<nlohmann::json> out;
  std::istringstream stream(jsonl);
  for (std::string line; std::getline(stream, line);) out.push_back(nlohmann::json::parse(line));
  return out;
}

class Python : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (python("import google.protobuf, newsmill; newsmill._message_types()", "/dev/null") != 0)
      GTEST_SKIP() << "no python3 with protobuf";
    if (python(std::string(GetParam()) + "import newsmill; assert newsmill.zstandard",
               "/dev/null") != 0 &&
        std::system("zstd --version >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no way to decompress";
    write_random(scratch_ / "out");
  }
  // What newsmill.py prints as JSON lines.
  std::string printed(const std::string& body) {
    const std::string file = (scratch_ / "printed").string();
    const int code = python(std::string(GetParam()) +
                                "import newsmill, json\n"
                                "from google.protobuf.json_format import MessageToDict\n"
                                "out = \"" +
                                (scratch_ / "out").string() + "\"\n" + body,
                            file);
    EXPECT_EQ(code, 0) << contents(file);
    return contents(file);
  }
  Scratch scratch_;
};

TEST_P(Python, SameRecordsAsCat) {
  for (const auto& [name, records] : {std::pair("pages", Records::kPages),
                                      {"articles", Records::kArticles},
                                      {"ads", Records::kAds},
                                      {"rejects", Records::kRejects}}) {
    SCOPED_TRACE(name);
    const std::string got =
        printed(std::string("for r in newsmill.read(out, \"") + name +
                "\"): print(json.dumps(MessageToDict(r, preserving_proto_field_name=True)))");
    std::ostringstream want, messages;
    ASSERT_EQ(cat(scratch_ / "out", records, Format::kJsonl, want, messages), 0);
    EXPECT_EQ(lines(got), lines(want.str()));
  }
}

TEST_P(Python, FlatMetrics) {
  const std::vector<nlohmann::json> got =
      lines(printed("for m in newsmill.metrics(out): print(json.dumps(m))"));
  std::ostringstream out, messages;
  ASSERT_EQ(cat(scratch_ / "out", Records::kMetrics, Format::kJsonl, out, messages), 0);
  const std::vector<nlohmann::json> want = lines(out.str());
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i)
    for (const auto& [key, value] : want[i].items()) ASSERT_EQ(got[i].at(key), value) << key;
}

TEST_P(Python, RefusesAShardThatWasCut) {
  const std::filesystem::path shard = scratch_ / "out/ads/part-00000.pb.zst";
  std::filesystem::resize_file(shard, std::filesystem::file_size(shard) - 30);
  printed(
      "try: list(newsmill.read(out, \"ads\"))\n"
      "except newsmill.DamagedOutput: pass\n"
      "else: raise SystemExit(\"not noticed\")");
}

INSTANTIATE_TEST_SUITE_P(Zstandard, Python,
                         testing::Values("", "import sys; sys.modules[\"zstandard\"] = None\n"),
                         [](const auto& test) { return test.index == 0 ? "Package" : "Command"; });

}  // namespace
}  // namespace newsmill
