#include "decompress/members.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

Batch<RawPage> batch_of(const Members& members) {
  Batch<RawPage> batch;
  batch.seq = 7;
  for (const auto& [name, bytes] : members) {
    batch.store.push_back(bytes);
    batch.items.push_back(
        RawPage{Origin{std::make_shared<const std::string>("in"), name, bytes.size(), 0},
                batch.store.back()});
  }
  return batch;
}

TEST(DecompressMembers, InflatesByNameAndHashesWhatWasStored) {
  const std::string packed = pack_zstd("二版");
  const Batch<RawPage> out =
      DecompressMembers()(batch_of({{"01.txt", "头版"}, {"02.txt.zst", packed}}));
  EXPECT_EQ(out.seq, 7u);
  ASSERT_EQ(out.items.size(), 2u);
  EXPECT_EQ(out.items[0].bytes, "头版");
  EXPECT_EQ(out.items[1].bytes, "二版");
  EXPECT_EQ(out.items[1].origin.xxh3, XXH3_64bits(packed.data(), packed.size()));
}

TEST(DecompressMembers, HashKnowsNamesAndBytes) {
  const auto hash_of = [](const Members& members) {
    return DecompressMembers()(batch_of(members)).read;
  };
  const uint64_t hash = hash_of({{"01.txt", "春耕"}, {"02.txt", "秋收"}});
  EXPECT_EQ(hash, hash_of({{"01.txt", "春耕"}, {"02.txt", "秋收"}}));
  for (const Members& other :
       {Members{{"01.txt", "春耕"}}, Members{{"01.txt", "春耕"}, {"02.txt", "秋种"}},
        Members{{"01.txt", "春耕"}, {"03.txt", "秋收"}},
        Members{{"02.txt", "秋收"}, {"01.txt", "春耕"}},
        Members{{"01.txt", "春耕0"}, {"2.txt", "秋收"}}})
    EXPECT_NE(hash_of(other), hash);
  Batch<RawPage> damaged = batch_of({{"01.txt", "春耕"}, {"02.txt", "秋收"}});
  damaged.rejects.push_back({{}, Stage::kRead, {"TRUNCATED_TAR", "cut", 9}, ""});
  EXPECT_NE(hash_members(damaged), hash);
}

TEST(DecompressMembers, DamageIsRejectedWithItsBytes) {
  const std::string cut = pack_zstd("二版二版").substr(0, 9);
  const Batch<RawPage> out =
      DecompressMembers()(batch_of({{"02.txt.zst", cut}, {"03.txt", "三版"}}));
  ASSERT_EQ(out.items.size(), 1u);
  ASSERT_EQ(out.rejects.size(), 1u);
  EXPECT_EQ(out.rejects[0].bytes, cut);
  EXPECT_EQ(out.rejects[0].origin.member, "02.txt.zst");
  EXPECT_EQ(out.rejects[0].error.code, "TRUNCATED_ZSTD");
  EXPECT_EQ(out.rejects[0].stage, Stage::kDecompress);
}

TEST(DecompressMembers, Bomb) {
  const std::string bomb = pack_zstd(std::string(4 << 20, '\0'));
  const Batch<RawPage> out = DecompressMembers(1 << 20)(batch_of({{"bomb.txt.zst", bomb}}));
  ASSERT_EQ(out.rejects.size(), 1u);
  EXPECT_EQ(out.rejects[0].error.code, "TOO_LARGE");
}

}  // namespace
}  // namespace newsmill
