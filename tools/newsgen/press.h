// Prints issues of invented newspapers, page after page, until so many bytes of text are reached.
// The same options give the same bytes, on every machine.
//
//   Press press({.seed = 1, .bytes = 8'000'000});
//   for (PrintedIssue issue; press.next(issue);) …
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsgen/grammar.h"
#include "newsgen/quantities.h"
#include "newsgen/sheet.h"
#include "newsgen/story.h"
#include "newsgen/truth.h"

namespace newsmill::newsgen {

struct Options {
  uint64_t seed = 1;
  uint64_t bytes = 8'000'000;  // of page text, met within a few hundred
  uint32_t papers = 12;        // 1 … kMaxPapers
  Density density = Density::kOrdinary;
  bool truth = false;  // fill PrintedPage::truth; the text does not depend on it
};

inline constexpr uint32_t kMaxPapers = 88;
inline constexpr uint64_t kMinBytes = 4000;

struct PrintedPage {
  std::string name;  // jiangtan/2024-03-18/02.txt
  std::string text;  // UTF-8, each line ends in LF
  PageTruth truth;   // its labels are always there
};

struct PrintedIssue {
  std::vector<PrintedPage> pages;
};

class Press {
 public:
  // Throws FatalError when an option is out of range.
  explicit Press(const Options& options);

  // False, and no pages, once the bytes asked for are printed.
  bool next(PrintedIssue& issue);
  uint64_t bytes() const { return printed_; }

 private:
  struct Paper {
    std::string city, folder, province, name;
    Style style;
  };
  // The rest of a story on its way to a later page.
  struct Rest {
    Story story;
    std::string id;
    size_t piece = 0, from = 0;
    uint32_t from_page = 0, to_page = 0;
  };
  class IssueRun;

  Paper make_paper(uint32_t number) const;

  const Options options_;
  const Grammar grammar_;
  const Quantities quantities_;
  const StoryWriter::Symbols symbols_;
  std::vector<Paper> papers_;
  uint64_t issue_ = 0, printed_ = 0;
};

}  // namespace newsmill::newsgen
