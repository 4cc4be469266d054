#include "shard/manifest.h"

#include <gtest/gtest.h>

#include "scratch.h"

namespace newsmill {
namespace {

Manifest sample() {
  Manifest manifest;
  manifest.version = "0.1.0";
  manifest.configuration = 0xFEDCBA9876543210;
  manifest.counts = {2, 3, 4, 5, 6};
  manifest.inputs = {{.name = "二月.tar.zst",
                      .bytes = 9,
                      .mtime = -1,
                      .xxh3 = ~uint64_t{0},
                      .members = 4,
                      .skipped = 1,
                      .verifiable = true,
                      .pages = 2,
                      .rejected = 1,
                      .damage = 1}};
  manifest.shards = {{"pages/part-00000.pb.zst", 100, 2, 3, 0xAB}};
  manifest.open_jumps = {7, {{"00000000000000ab-a1", true, "3", true}}};
  return manifest;
}

TEST(Manifest, Golden) {
  EXPECT_EQ(to_json(sample()), R"({
  "version": "0.1.0",
  "configuration": "fedcba9876543210",
  "counts": {
    "pages": 2,
    "articles": 3,
    "metrics": 4,
    "ads": 5,
    "rejects": 6
  },
  "inputs": [
    {
      "name": "二月.tar.zst",
      "bytes": 9,
      "mtime": -1,
      "xxh3": "ffffffffffffffff",
      "members": 4,
      "pages": 2,
      "rejected": 1,
      "skipped": 1,
      "damage": 1,
      "verifiable": true
    }
  ],
  "shards": [
    {
      "path": "pages/part-00000.pb.zst",
      "bytes": 100,
      "frames": 2,
      "records": 3,
      "xxh3": "00000000000000ab"
    }
  ],
  "open_jumps": {
    "total": 7,
    "listed": [
      {
        "article_id": "00000000000000ab-a1",
        "mark": "to",
        "page": "3",
        "why": "AMBIGUOUS"
      }
    ]
  }
}
)");
}

TEST(Manifest, ReadBack) {
  const Scratch scratch;
  write_file(scratch / "manifest.json", to_json(sample()));
  const Result<Manifest> read = read_manifest(scratch / "");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json(*read), to_json(sample()));
}

TEST(Manifest, NameThatIsNoUtf8) {
  Manifest manifest = sample();
  manifest.inputs[0].name = "\xB6\xFE.tar";
  EXPECT_NE(to_json(manifest).find("\uFFFD"), std::string::npos);
}

TEST(Manifest, Damage) {
  const Scratch scratch;
  EXPECT_EQ(read_manifest(scratch / "").error().code, "NO_MANIFEST");
  const std::string whole = to_json(sample());
  for (const std::string& bytes :
       {std::string(), std::string("[]"), std::string("{}"), whole.substr(0, 300),
        std::string(whole).replace(whole.find("ffff"), 4, "zzzz"),
        std::string(whole).replace(whole.find("-1"), 2, "\"\"")}) {
    write_file(scratch / "manifest.json", bytes);
    EXPECT_EQ(read_manifest(scratch / "").error().code, "BAD_MANIFEST") << bytes;
  }
}

}  // namespace
}  // namespace newsmill
