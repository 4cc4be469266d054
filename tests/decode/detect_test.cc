#include "decode/detect.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "decode/transcode.h"
#include "seed.h"

namespace newsmill {
namespace {

const RuleSet& rules() {
  static const RuleSet set = RuleSet::builtin();
  return set;
}

std::string converted(std::string_view encoding, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 8, '\0');
  out.resize(static_cast<size_t>(ucnv_convert(std::string(encoding).c_str(), "UTF-8", out.data(),
                                              static_cast<int32_t>(out.size()), text.data(),
                                              static_cast<int32_t>(text.size()), &status)));
  return out;
}

// Each row of the table in each encoding that has its characters.
TEST(DetectEncoding, ExamplesOfTheTable) {
  const DetectEncoding detect(rules());
  const RuleTable& table = rules().table("common_characters.tsv");
  for (const RuleRow& row : table.rows())
    for (int i = 1; i < 8; ++i) {
      const auto encoding = static_cast<Encoding>(i);
      const std::string text(row[table.column("example")]);
      const std::string bytes = converted(name_of(encoding), text);
      if (to_utf8(bytes, encoding).text != text) continue;  // not all scripts are in all encodings
      EXPECT_EQ(detect(bytes), encoding) << text << " in " << name_of(encoding);
    }
}

TEST(DetectEncoding, DamagedUtf8IsUtf8) {
  const DetectEncoding detect(rules());
  EXPECT_EQ(detect("今天，市政府公布了新的\xB9\xAB工作方案。"), Encoding::kUtf8);
}

TEST(DetectEncoding, NoiseIsNoText) {
  const DetectEncoding detect(rules());
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  int taken = 0;
  for (int round = 0; round < 200; ++round) {
    std::string bytes(400, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    taken += detect(bytes).has_value();
  }
  EXPECT_EQ(taken, 0);
  EXPECT_FALSE(detect(std::string(100, '\0')));
}

// Real files; the encoding is the beginning of their names.
TEST(DetectEncoding, SharedFiles) {
  const std::filesystem::path folder =
      std::filesystem::path(NEWSMILL_SHARED) / "data/encodings/chardet";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  const DetectEncoding detect(rules());
  int files = 0, right = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = file.path().filename().string();
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const std::string labelled = name.substr(0, name.find("__"));
    if (labelled == "UTF-16") continue;  // it has a byte order mark
    const std::optional<Encoding> found = detect(bytes);
    ++files;
    const bool good = found && found == encoding_of_name(labelled);
    right += good;
    if (!good) std::cout << name << ": " << (found ? name_of(*found) : "none") << "\n";
  }
  EXPECT_GE(right, files * 95 / 100) << files << " files";
}

}  // namespace
}  // namespace newsmill
