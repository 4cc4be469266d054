// Tar. A header whose checksum is wrong is not looked into, so that half of the inputs have all of
// theirs put right.
#include <array>

#include "decompress/packing.h"
#include "entries_check.h"

namespace newsmill {
namespace {

constexpr size_t kBlock = 512, kSum = 148, kSumSize = 8, kMagic = 257;

void put_sums_right(std::string& tar) {
  for (size_t at = 0; at + kBlock <= tar.size(); at += kBlock) {
    if (tar.compare(at + kMagic, 5, "ustar") != 0) continue;
    tar.replace(at + kSum, kSumSize, kSumSize, ' ');
    unsigned sum = 0;
    for (size_t i = 0; i < kBlock; ++i) sum += static_cast<unsigned char>(tar[at + i]);
    char digits[kSumSize];
    std::snprintf(digits, sizeof digits, "%06o", sum);
    tar.replace(at + kSum, 7, digits, 7);
  }
}

std::string link_tar() {
  return pack_archive(archive_write_set_format_ustar, {{"02.txt", "01.txt"}}, "", AE_IFLNK);
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  const std::string long_name = "jiangtan/" + std::string(150, 'x') + "/01.txt";
  const Members pages = {{"柳浦/01.txt", page_text(700)}, {"a/02.txt", ""}, {"../03.txt", "三"}};
  std::vector<std::string> seeds;
  for (const char choice : {'\0', '\1', '\2', '\7'}) {
    for (const bool pax : {false, true}) {
      seeds.push_back(choice + pack_tar(pages, pax));
      seeds.push_back(choice + pack_tar({{long_name, "一\n"}, {"02.txt", page_text(3000)}}, pax));
    }
    seeds.push_back(choice + link_tar() + pack_tar(pages));
  }
  for (std::string& seed : seeds) {  // less padding
    const size_t ink = seed.find_last_not_of('\0') + 1;
    seed.resize(std::min(seed.size(), (ink + kBlock - 1) / kBlock * kBlock + 2 * kBlock + 1));
  }
  return seeds;
}

std::vector<std::string> fuzz_words() {
  return {"ustar  ",
          "ustar\00000",
          std::string(512, '\0'),
          "0",
          "1",
          "2",
          "5",
          "L",
          "K",
          "S",
          "x",
          "g",
          "00000000000",
          "77777777777",
          "\x80\0\0\0\xFF\xFF\xFF\xFF",
          "30 mtime=1700000000.000000000\n",
          "22 GNU.sparse.major=1\n",
          "22 GNU.sparse.minor=0\n",
          "26 GNU.sparse.name=03.txt\n",
          "29 GNU.sparse.realsize=9999\n",
          "19 size=1000000000\n",
          "16 path=02.txt\n",
          "999999999 path=x\n",
          "12 path=\xFF\xFE\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  FuzzInput input(data, size);
  std::string tar(input.bytes);
  if (input.choose(2) == 1) put_sums_right(tar);
  constexpr std::array<size_t, 4> kBlocks = {10'000, 512, 700, 97};
  FleetingBlocks blocks(tar, kBlocks[input.choose(kBlocks.size())]);
  check_entries(*tar_entries(blocks, kMaxMember), tar.size() / kBlock + 2);
  return 0;
}
