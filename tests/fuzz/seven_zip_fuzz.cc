// 7z. Its directory stands under two checksums, which half of the inputs have put right:
//
//   "7z\xBC\xAF\x27\x1C" version crc32 { directory's offset, size, crc32 } … directory
#include <isa-l/crc.h>

#include <cstring>

#include "decompress/packing.h"
#include "entries_check.h"
#include "memory_file.h"

namespace newsmill {
namespace {

constexpr size_t kStart = 32, kStartSum = 8, kOffset = 12, kSize = 20, kSum = 28;

uint32_t crc32_of(std::string_view bytes) {
  return crc32_gzip_refl(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

void put_sums_right(std::string& archive) {
  if (archive.size() < kStart) return;
  uint64_t offset = 0, size = 0;
  std::memcpy(&offset, archive.data() + kOffset, sizeof offset);
  std::memcpy(&size, archive.data() + kSize, sizeof size);
  const std::string_view behind = std::string_view(archive).substr(kStart);
  if (offset < behind.size()) {
    const uint32_t sum = crc32_of(behind.substr(offset, size));
    std::memcpy(archive.data() + kSum, &sum, sizeof sum);
  }
  const uint32_t sum = crc32_of(std::string_view(archive).substr(kOffset, kStart - kOffset));
  std::memcpy(archive.data() + kStartSum, &sum, sizeof sum);
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  const Members pages = {{"柳浦/01.txt", page_text(900)}, {"b.png", "?"}, {"../03.txt", "三"}};
  std::vector<std::string> seeds;
  for (const char* compression : {"store", "deflate", "bzip2", "lzma1", "lzma2", "ppmd"})
    for (const char choice : {'\0', '\1'})
      seeds.push_back(choice +
                      pack_7z(pages, (std::string("7zip:compression=") + compression).c_str()));
  return seeds;
}

std::vector<std::string> fuzz_words() {
  using namespace std::string_literals;
  return {"7z\xBC\xAF\x27\x1C"s,
          "\x21\x21\x01\x00"s,
          "\x23\x03\x01\x01\x05\x5D\0\0\x80\0"s,
          "\x03\x04\x01"s,
          "\x04\x01\x08"s,
          "\x04\x02\x02"s,
          "\x03\x03\x01\x03"s,
          "\x17"s,
          "\x01"s,
          "\x05"s,
          "\x06"s,
          "\x07\x0B\x01\0"s,
          "\x0E"s,
          "\x19\x04\0\0\0\0"s,
          "\xFF\xFF\xFF\xFF"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const MemoryFile memory;
  FuzzInput input(data, size);
  std::string archive(input.bytes);
  if (input.choose(2) == 1) put_sums_right(archive);
  memory.write(archive);
  FileStream file(memory.path());
  constexpr uint64_t kRatio = 100;
  constexpr size_t kWindow = 8 << 20;
  check_entries(*seven_zip_entries(file, kMaxMember, kRatio, kWindow), 8 * archive.size() + 2);
  return 0;
}
