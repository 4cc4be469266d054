#include "core/record_id.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

TEST(RecordId, IsAText) {
  EXPECT_TRUE(RecordId().empty());
  const RecordId id = "9f86d081884c7d65-a1";
  EXPECT_EQ(std::string_view(id), "9f86d081884c7d65-a1");
  EXPECT_EQ(id, std::string("9f86d081884c7d65-a1"));
  EXPECT_LT(RecordId("a"), RecordId("b"));
}

TEST(RecordId, NamesTheRecordsOfAPage) {
  EXPECT_EQ(RecordId("9f86d081884c7d65", 'a', 1), "9f86d081884c7d65-a1");
  EXPECT_EQ(RecordId("9f86d081884c7d65", 'n', UINT32_MAX), "9f86d081884c7d65-n4294967295");
}

TEST(RecordId, CutsWhatIsTooLong) {
  const std::string text(40, 'x');
  EXPECT_EQ(RecordId(text), text.substr(0, RecordId::kLongest));
  EXPECT_EQ(RecordId(text, 'n', 12), text.substr(0, RecordId::kLongest - 4) + "-n12");
}

}  // namespace
}  // namespace newsmill
