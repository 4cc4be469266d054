#include "shard/match_finder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "shard/frame.h"

namespace newsmill {
namespace {

constexpr size_t kBlock = ZSTD_BLOCKSIZE_MAX;

// Block by block, as zstd asks for them.
std::vector<ZSTD_Sequence> find(MatchFinder& finder, std::string_view content) {
  std::vector<ZSTD_Sequence> all;
  finder.begin(content.data());
  for (size_t at = 0; at < content.size(); at += kBlock) {
    const std::string_view block = content.substr(at, kBlock);
    std::vector<ZSTD_Sequence> found(MatchFinder::most_sequences(block.size()));
    const size_t count = finder.find(block, found.data());
    EXPECT_LE(count, found.size());
    all.insert(all.end(), found.begin(), found.begin() + static_cast<ptrdiff_t>(count));
  }
  return all;
}

// What a decoder makes of sequences; checks that it may.
std::string replay(std::string_view content, const std::vector<ZSTD_Sequence>& sequences) {
  std::string out;
  size_t block = 0;
  for (const ZSTD_Sequence& sequence : sequences) {
    out += content.substr(out.size(), sequence.litLength);
    block += sequence.litLength + sequence.matchLength;
    EXPECT_LE(block, kBlock);
    if (sequence.offset == 0) {
      EXPECT_EQ(sequence.matchLength, 0);
      block = 0;
      continue;
    }
    EXPECT_GE(sequence.matchLength, 8);
    EXPECT_LE(sequence.offset, out.size());
    for (size_t i = 0; i < sequence.matchLength; ++i) out += out[out.size() - sequence.offset];
  }
  EXPECT_EQ(block, 0) << "the last block has an end";
  return out;
}

std::string unpacked(const Frame& frame) {
  std::string content(frame.entry.content_size, '\0');
  const size_t size =
      ZSTD_decompress(content.data(), content.size(), frame.bytes.data(), frame.bytes.size());
  return ZSTD_isError(size) ? ZSTD_getErrorName(size) : content.substr(0, size);
}

void expect_kept(std::string_view content) {
  MatchFinder finder;
  EXPECT_EQ(replay(content, find(finder, content)), content);
  EXPECT_EQ(unpacked(FrameCompressor(1).compress(content, 1)), content);
}

class Random {
 public:
  size_t below(size_t n) { return random_() % n; }
  std::string bytes(size_t n) {
    std::string out(n, '\0');
    for (char& c : out) c = static_cast<char>(random_());
    return out;
  }
  std::string han(size_t characters) {
    std::string out;
    while (characters-- > 0) utf8::append(out, static_cast<char32_t>(0x4E00 + below(2000)));
    return out;
  }
  // Phrases that come again, numbers, and bytes that are no text.
  std::string record_like(size_t size) {
    std::vector<std::string> phrases;
    for (int i = 0; i < 200; ++i) phrases.push_back(han(1 + below(12)));
    std::string out;
    while (out.size() < size) {
      out += phrases[below(phrases.size())];
      if (below(4) == 0) out += std::to_string(below(100000));
      if (below(16) == 0) out += bytes(below(20));
      if (below(64) == 0) out += "English words between them. ";
    }
    return out;
  }

 private:
  std::mt19937_64 random_{7};
};

TEST(MatchFinder, FindsWhatCameBefore) {
  const std::string phrase = "新建高标准农田", first = "今年" + phrase;
  const std::string content = first + "11.76万亩，" + phrase + "验收合格。";
  MatchFinder finder;
  const std::vector<ZSTD_Sequence> found = find(finder, content);
  ASSERT_EQ(found.size(), 2);  // the match, the end
  EXPECT_EQ(found[0].litLength, first.size() + 14);
  EXPECT_EQ(found[0].offset, phrase.size() + 14);
  EXPECT_EQ(found[0].matchLength, phrase.size());
}

TEST(MatchFinder, SmallContents) {
  for (size_t size = 0; size < 70; ++size) {
    expect_kept(std::string(size, 'a'));
    expect_kept(Random().bytes(size));
    expect_kept(Random().han(size));
  }
}

TEST(MatchFinder, KeepsWhatItIsGiven) {
  Random random;
  for (const size_t size : {1000, 100'000, 1'000'000}) {
    expect_kept(random.record_like(size));
    expect_kept(random.han(size / 3));
    expect_kept(random.bytes(size));
  }
}

// Phrases that stand a window apart, or a little less or more: places are told within one only.
TEST(MatchFinder, LooksBackNoFurtherThanItsWindow) {
  constexpr size_t kWindow = size_t{1} << MatchFinder::kWindowLog;
  const std::string phrase = "新建高标准农田11.76万亩，验收合格。";
  std::string content = phrase;
  for (const size_t apart : {kWindow - 3, kWindow, kWindow + 3}) {
    content += std::string(apart - phrase.size(), 'a') + phrase;
    MatchFinder finder;
    for (const ZSTD_Sequence& sequence : find(finder, content)) ASSERT_LT(sequence.offset, kWindow);
    expect_kept(content);
  }
}

// Literals and matches that end just before, at and behind the end of a block, or fill several.
TEST(MatchFinder, EndsOfBlocks) {
  Random random;
  const std::string noise = random.bytes(kBlock + 20), half = noise.substr(0, kBlock / 2);
  for (size_t size = kBlock - 20; size <= kBlock + 20; size += 3) {
    const std::string begin = noise.substr(0, size);
    expect_kept(begin);
    expect_kept(begin + begin.substr(1000, 9));
    expect_kept(begin + begin.substr(1000, 40) + half.substr(0, 30));
    expect_kept(begin.substr(0, 20) + std::string(2 * size, '\xE4'));
  }
  expect_kept(half + half + half.substr(100) + half + half + half);
}

TEST(MatchFinder, DoesNotDependOnWhatCameBefore) {
  Random random;
  const std::string a = random.record_like(50'000), b = random.record_like(80'000);
  FrameCompressor used(1);
  used.compress(a, 1);
  EXPECT_EQ(used.compress(b, 1).bytes, FrameCompressor(1).compress(b, 1).bytes);
}

TEST(MatchFinder, FindsAboutAsMuchAsZstd) {
  const std::string content = Random().record_like(1'000'000);
  std::vector<char> packed(ZSTD_compressBound(content.size()));
  const size_t zstd =
      ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), 1);
  EXPECT_LT(FrameCompressor(1).compress(content, 1).bytes.size(), zstd + zstd / 10);
}

}  // namespace
}  // namespace newsmill
