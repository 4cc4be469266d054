#include <gtest/gtest.h>

#include "assemble/draft.h"

namespace newsmill {
namespace {

Part part(uint32_t page, std::optional<std::string> from, std::optional<std::string> to) {
  Part part;
  part.page = page;
  part.jump_from = std::move(from);
  part.jump_to = std::move(to);
  return part;
}

// Which part carries each one on, - for none.
std::string links(std::vector<Part> parts, const std::vector<std::string>& numbers) {
  stitch(std::vector<Page>(numbers.size()), numbers, parts);
  std::string all;
  for (const Part& part : parts)
    all += part.next == Part::kNoPart ? "-" : std::to_string(part.next);
  return all;
}

// PAGES.md 6.
TEST(Stitch, Cases) {
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "1", {})}, {"1", "3"}), "1-");
  EXPECT_EQ(links({part(0, {}, "A3"), part(1, "A1", {})}, {"A1", "A3"}), "1-");
  EXPECT_EQ(links({part(0, {}, "2"), part(1, "1", "3"), part(2, "2", {})}, {"1", "2", "3"}), "12-");
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "2", {})}, {"1", "3"}), "--");  // names another page
  EXPECT_EQ(links({part(0, {}, "3"), part(0, {}, "3"), part(1, "1", {})}, {"1", "3"}),
            "---");  // which one?
  EXPECT_EQ(links({part(0, "2", "2"), part(1, "1", "1")}, {"1", "2"}).find("01"),
            std::string::npos);  // no circle
  EXPECT_EQ(links({part(0, {}, "3"), part(1, "1", {})}, {"", ""}), "--");
}

}  // namespace
}  // namespace newsmill
