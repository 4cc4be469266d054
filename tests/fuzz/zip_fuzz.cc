// Zip, by its directory and as a stream.
#include <array>

#include "decompress/packing.h"
#include "entries_check.h"
#include "memory_file.h"

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  const Members pages = {{"a/01.txt", page_text(900)}, {"b.png", "?"}, {"../03.txt", "三"}};
  std::vector<std::string> zips = {pack_zip(pages),
                                   pack_zip(pages, "zip:compression=store"),
                                   pack_zip(pages, "zip:zip64"),
                                   pack_zip({{"01.txt", "secret"}}, "zip:encryption=zipcrypt"),
                                   pack_zip({{"01.txt", "secret"}}, "zip:encryption=aes256"),
                                   pack_zip({})};
  std::vector<std::string> seeds;
  for (const std::string& zip : zips)
    for (const char choice : {'\0', '\1', '\3'}) seeds.push_back(choice + zip);
  return seeds;
}

std::vector<std::string> fuzz_words() {
  using namespace std::string_literals;
  return {"PK\x01\x02"s,       "PK\x03\x04"s,   "PK\x05\x06"s,     "PK\x06\x06"s, "PK\x06\x07"s,
          "PK\x07\x08"s,       "\x01\0\x10\0"s, "\x01\x99\x07\0"s, "up"s,         "UT\x05\0"s,
          "\x08\0"s,           "\x0C\0"s,       "\x0E\0"s,         "\x5F\0"s,     "\x63\0"s,
          "\xFF\xFF\xFF\xFF"s, "\xFF\xFF"s,     "01.txt"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const MemoryFile memory;
  FuzzInput input(data, size);
  const size_t most = input.bytes.size() / 22 + 2;
  constexpr uint64_t kRatio = 100;
  if (input.choose(2) == 0) {
    memory.write(input.bytes);
    FileStream file(memory.path());
    check_entries(*zip_entries(file, kMaxMember, kRatio), most);
  } else {
    constexpr std::array<size_t, 3> kBlocks = {10'000, 512, 97};
    FleetingBlocks blocks(input.bytes, kBlocks[input.choose(kBlocks.size())]);
    check_entries(*zip_entries(blocks, kMaxMember), most);
  }
  return 0;
}
