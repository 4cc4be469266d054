// An article, stitched across the pages of its issue, and the quantities it reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.h"

namespace newsmill {

enum class ParagraphKind : uint8_t { kBody, kHeading, kCaption, kTable };

// Lines of one page that a paragraph was read from.
struct PageLines {
  uint32_t page = 0;  // index into Article::page_ids
  LineRange lines;
};

struct Paragraph {
  ParagraphKind kind = ParagraphKind::kBody;
  uint8_t level = 0;  // of a heading, as in Block
  std::string text;   // UTF-8
  Few<PageLines> lines;
};

struct Headline {
  std::string kicker, title, subtitle;
};

struct Byline {
  std::vector<std::string> authors;
  std::string agency;    // 新华社
  std::string dateline;  // 北京7月1日
};

// One side of 上接 / 下转.
struct Jump {
  std::string page;        // as named by the mark, canonical: "3", "A3"
  std::string article_id;  // the other half, where it was found; else empty
  bool ambiguous = false;  // several could be the other half; not part of the record
};

// Counts over the text of all paragraphs, in Unicode code points.
struct TextStats {
  uint32_t characters = 0;  // white space left out
  uint32_t han_characters = 0;
  uint32_t digits = 0;  // 0-9 and full-width
  uint32_t punctuation = 0;
  uint32_t sentences = 0;  // ends 。！？… and their closing quotes; an open rest counts as one
  uint32_t paragraphs = 0;  // of kind kBody
};

enum class MetricKind : uint8_t {
  kUnspecified,
  kLevel,
  kCount,
  kChange,
  kTransition,
  kShare,
  kRank,
  kStreak,
  kThreshold,
};
enum class Delta : uint8_t { kNone, kRel, kAbs };
enum class Direction : uint8_t { kNone, kIncrease, kDecrease, kFlat };
enum class Comparator : uint8_t { kEq, kGe, kGt, kLe, kLt, kApprox, kTop, kOrder, kRange };
enum class PeriodAggregation : uint8_t { kPoint, kTotal, kAnnualAverage };
enum class PeriodSource : uint8_t { kImplicit, kInherited, kExplicit };
enum class Status : uint8_t { kAchieved, kTarget, kExpected };

// A quantity that the article reports. Spans are byte offsets into the paragraph's text here; the
// encoder turns them into code points.
struct Metric {
  Metric() {}              // written out: else all of it is cleared first, by a slow instruction
  uint32_t paragraph = 0;  // index into Article::paragraphs
  uint32_t value_begin = 0, value_end = 0;        // the value, comparator words behind it included
  uint32_t evidence_begin = 0, evidence_end = 0;  // the clause it was read from
  std::string indicator;                          // what is measured, as a reader would name it
  double value = 0;                               // nearest to the exact decimal
  std::optional<double> value_high;               // the end of a range
  std::optional<double> baseline;                 // where a from-to change began
  std::string unit;           // canonical: "%", "pp", "x", "CNY", "km", "mu", "rank", "个", …
  bool unit_implied = false;  // the text names no unit; it follows from the noun
  MetricKind kind = MetricKind::kUnspecified;
  Delta delta = Delta::kNone;
  Direction direction = Direction::kNone;
  Comparator comparator = Comparator::kEq;
  std::optional<Date> period_begin, period_end;  // inclusive
  PeriodAggregation period_aggregation = PeriodAggregation::kPoint;
  PeriodSource period_source = PeriodSource::kImplicit;
  std::string compared_with;  // "yoy", "mom", or what is named
  Status status = Status::kAchieved;
  std::string scope;        // population or area
  std::string denominator;  // what a share or a rate is of
  int32_t group = -1;       // metrics read from one distribution share a number
  int32_t group_position = -1;
  int32_t qualifier_of = -1;  // index of the metric that this one only qualifies
  std::string_view rule;      // a literal, or a row of a rule table
  double confidence = 0;
};

struct Article {
  RecordId id;  // id of its first page + "-a1", "-a2", …
  Few<RecordId> page_ids;
  std::string publication;
  std::optional<Date> date;
  std::string page_number, section;  // of its first page
  Headline headline;
  Byline byline;
  std::vector<Paragraph> paragraphs;
  std::optional<Jump> jump_from, jump_to;
  TextStats stats;
  uint64_t fingerprint = 0;  // 64-bit SimHash: near-duplicates differ in few bits
  std::vector<Metric> metrics;
};

// The pages of one issue of one paper that came together in a batch, with what was read from them.
struct Issue {
  std::vector<Page> pages;
  std::vector<Ad> ads;
  std::vector<Article> articles;
};

}  // namespace newsmill
