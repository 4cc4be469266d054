// What newsgen printed, as data: the answers to the questions that a reader of the page must solve.
// Positions are bytes here; write_truth turns them into code points.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill::newsgen {

enum class Label : uint8_t {
  kBlank,
  kFurniture,
  kAd,
  kHeadline,
  kByline,
  kHeading,
  kBody,
  kCaption
};

struct Lines {
  uint32_t first = 0, last = 0;  // numbered from 1, inclusive
};

// Bytes [begin, end) of a text.
struct Span {
  uint32_t begin = 0, end = 0;
};

struct Period {
  std::string begin, end;  // ISO dates, inclusive; empty where the sentence names none
  std::string_view source = "IMPLICIT";
};

// The words are those of the records' enums. All views here are of literals.
struct MetricTruth {
  uint32_t paragraph = 0;       // index into the article's paragraphs on this page
  uint32_t begin = 0, end = 0;  // of the value in the paragraph
  std::string indicator;
  double value = 0;
  std::optional<double> baseline;
  std::string unit;
  std::string kind, delta, direction, comparator, compared_with;
  std::string_view status = "ACHIEVED";
  Period period;
};

struct ParagraphTruth {
  std::string_view kind = "BODY";             // BODY HEADING CAPTION
  std::string text;                           // its lines joined, without blanks and jump marks
  Lines lines;                                // blank lines inside included
  bool open_start = false, open_end = false;  // cut by the end of a page
};

// The part of a story that stands on one page.
struct ArticleTruth {
  std::string story;  // the same for all parts of a story in an issue: "s3"
  std::string kicker, title, subtitle;
  std::vector<std::string> authors;
  std::string agency, dateline;
  std::string jump_from, jump_to;  // page numbers as printed
  std::vector<ParagraphTruth> paragraphs;
  std::vector<MetricTruth> metrics;
};

struct AdTruth {
  std::string_view category;
  std::string text;  // paragraphs joined by LF
  Lines lines;
};

// A mark printed in a line that is no part of any paragraph: （上接第一版）.
struct MarkTruth {
  uint32_t line = 0;
  std::string text;
};

struct MastheadTruth {
  std::string publication, date, page_number, section;
  std::vector<std::string> editors, phones, emails;
};

struct PageTruth {
  std::string page;       // its name in the archive
  std::string_view mode;  // default, raw: the extraction mode it imitates
  MastheadTruth masthead;
  std::vector<Label> labels;  // one a line
  std::vector<ArticleTruth> articles;
  std::vector<AdTruth> ads;
  std::vector<MarkTruth> marks;
};

// One JSON object, ending in LF.
std::string truth_line(const PageTruth& page);

}  // namespace newsmill::newsgen
