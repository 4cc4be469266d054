// newsmill inspect PAGE: what became of each line of one page, and why.
#pragma once

#include <string>
#include <vector>

#include "core/article.h"
#include "core/page.h"
#include "rules/table.h"
#include "segment/segment_pages.h"

namespace newsmill {

// What the stages made of one page, line by line.
struct InspectedPage {
  // How a line goes on in the one below it.
  enum class Join : uint8_t { kNone, kTight, kSpace };
  struct PrintedLine {
    uint32_t number = 0;  // 1-based
    std::string text;     // as printed
    BlockKind kind = BlockKind::kParagraph;
    size_t block = 0;   // index into the page's blocks; of two, the first
    std::string owner;  // id of the article or ad
    bool first = true;  // of its block
    Join join = Join::kNone;
    std::vector<LineReason> reasons;  // strongest first
  };

  Masthead masthead;
  std::string id;
  Layout layout = Layout::kUnknown;
  std::vector<PrintedLine> lines;  // those that are not blank
  std::vector<Article> articles;   // with their metrics
  std::vector<Ad> ads;

  std::string date() const;  // of the masthead, ISO 8601; empty without one
};

// For people and for programs: "headline", "FLOWED".
const char* class_name(BlockKind kind);
const char* layout_name(Layout layout);

// Runs the page through segmentation, ad filter, assembly and extraction. The rules must outlive
// it.
InspectedPage inspect(const TextPage& text, const RuleSet& rules);

// For a terminal: a line of the page a line, `colour` by class.
std::string print_inspected(const InspectedPage& page, bool colour);
// One JSON object.
std::string inspected_json(const InspectedPage& page);

struct InspectOptions {
  std::string input, member, rules;
  std::string html;  // a file to write instead of printing; may be empty
  bool json = false;
  enum class Colour { kAuto, kAlways, kNever } colour = Colour::kAuto;
};

// `input` is a page or an archive; of an archive, `member` names the page. The result is the exit
// code. Throws FatalError.
int inspect_command(const InspectOptions& options);

}  // namespace newsmill
