#include "assemble/text_stats.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TextStats stats_of(std::string_view text) {
  Paragraph paragraph;
  paragraph.text = text;
  return count_text({paragraph});
}

TEST(CountText, Cases) {
  const TextStats stats = stats_of("今天开工。明天“收工。”后天 12 ３");
  EXPECT_EQ(stats.characters, 17u);
  EXPECT_EQ(stats.han_characters, 10u);
  EXPECT_EQ(stats.digits, 3u);
  EXPECT_EQ(stats.punctuation, 4u);
  EXPECT_EQ(stats.sentences, 3u);
  EXPECT_EQ(stats.paragraphs, 1u);
  EXPECT_EQ(stats_of("真的？！好……").sentences, 2u);
  EXPECT_EQ(stats_of("").sentences, 0u);
}

}  // namespace
}  // namespace newsmill
