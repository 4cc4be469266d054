#include "newsgen/quantities.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "newsgen/numerals.h"

namespace newsmill::newsgen {
namespace {

struct Written {
  std::string text;
  std::vector<MetricTruth> metrics;
};

Written write(uint64_t seed, Quantities::Use use) {
  static const Grammar grammar;
  static const Quantities quantities(grammar);
  const Slots slots;
  Random dice(seed, 0);
  Grammar::Context context{dice, slots, static_cast<uint32_t>(seed % grammar.topics().size()), 0,
                           nullptr};
  Written out{"开头，", {}};
  std::vector<Span> spans;
  quantities.write(use, context, out.text, spans, &out.metrics);
  EXPECT_EQ(spans.size(), out.metrics.size());
  return out;
}

TEST(Numerals, Cases) {
  struct Case {
    int64_t number;
    int decimals;
    const char *decimal, *chinese;
  };
  for (const Case& c : std::vector<Case>{{5, 0, "5", "五"},
                                         {10, 1, "1", "十"},
                                         {12, 1, "1.2", "十二"},
                                         {105, 2, "1.05", "一百零五"},
                                         {112, 0, "112", "一百一十二"},
                                         {2003, 3, "2.003", "二千零三"},
                                         {5550, 3, "5.55", "五千五百五十"}}) {
    std::string decimal, chinese;
    append_decimal(c.number, c.decimals, decimal);
    append_chinese(c.number, chinese);
    EXPECT_EQ(decimal, c.decimal);
    EXPECT_EQ(chinese, c.chinese);
  }
}

TEST(Quantities, SpansHoldTheirValue) {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    const Written written =
        write(seed, seed % 2 == 0 ? Quantities::Use::kPast : Quantities::Use::kTarget);
    ASSERT_FALSE(written.metrics.empty());
    for (const MetricTruth& metric : written.metrics) {
      ASSERT_LT(metric.begin, metric.end);
      ASSERT_LE(metric.end, written.text.size());
      const std::string surface = written.text.substr(metric.begin, metric.end - metric.begin);
      EXPECT_TRUE(std::isfinite(metric.value)) << surface;
      EXPECT_GT(metric.value, 0) << surface;
      EXPECT_EQ(metric.unit == "%", surface.find('%') != std::string::npos) << surface;
      EXPECT_FALSE(metric.kind.empty());
      EXPECT_FALSE(metric.indicator.empty());
      EXPECT_EQ(metric.indicator.find('{'), std::string::npos) << metric.indicator;
      if (!metric.baseline) continue;
      EXPECT_EQ(metric.direction == "INCREASE", metric.value > *metric.baseline) << surface;
      EXPECT_EQ(surface.find("从") == 0 || surface.find("由") == 0, true) << surface;
    }
  }
}

TEST(Quantities, TextDoesNotDependOnTruth) {
  static const Grammar grammar;
  static const Quantities quantities(grammar);
  const Slots slots;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::string with, without;
    std::vector<Span> spans;
    std::vector<MetricTruth> metrics;
    Random first(seed, 0), second(seed, 0);
    Grammar::Context one{first, slots, 0, 0, nullptr}, two{second, slots, 0, 0, nullptr};
    quantities.write(Quantities::Use::kPast, one, with, spans, &metrics);
    quantities.write(Quantities::Use::kPast, two, without, spans, nullptr);
    EXPECT_EQ(with, without);
  }
}

TEST(Quantities, AllKindsAreWritten) {
  std::set<std::string> kinds, comparators;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    for (const MetricTruth& metric :
         write(seed, seed % 2 == 0 ? Quantities::Use::kPast : Quantities::Use::kTarget).metrics) {
      kinds.insert(metric.kind);
      comparators.insert(metric.comparator);
    }
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"LEVEL", "COUNT", "CHANGE", "TRANSITION", "SHARE", "RANK",
                                          "THRESHOLD"}));
  EXPECT_EQ(comparators, (std::set<std::string>{"EQ", "GE", "GT", "LE", "APPROX"}));
}

}  // namespace
}  // namespace newsmill::newsgen
