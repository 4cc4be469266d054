// The page segmenter: whatever the text, every line that is not blank stands in one block or in
// two, or in some of each column.
#include "decode/decode.h"
#include "fuzz.h"
#include "segment/segment_pages.h"
#include "segment/side_by_side.h"
#include "text_seeds.h"

namespace newsmill {
namespace {

void check_text_of(const std::string& text) {
  must(valid_utf8_prefix(text) == text.size(), "a block's text is UTF-8");
}

// How many blocks each line stands in; the first line is at 1.
std::vector<uint8_t> blocks_of_lines(const Page& page, size_t lines) {
  std::vector<uint8_t> blocks(lines + 1);
  for (const Block& block : page.blocks) {
    check_text_of(block.text);
    for (const LineRange& range : block.lines) {
      must(range.first >= 1 && range.first <= range.last && range.last <= lines,
           "a block's lines are lines of the page");
      for (uint32_t line = range.first; line <= range.last; ++line) ++blocks[line];
    }
  }
  return blocks;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
  }
  return lines;
}

void check(const Page& page, std::string_view text) {
  std::vector<bool> filled(1);
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    filled.push_back(!utf8::trim(text.substr(at, end - at)).empty());
    at = end + 1;
  }
  const std::vector<uint8_t> blocks = blocks_of_lines(page, filled.size() - 1);
  for (size_t line = 1; line < filled.size(); ++line) {
    must(!filled[line] || blocks[line] >= 1, "a line that is not blank stands in a block");
    must(blocks[line] <= 2 || page.layout == Layout::kInterleaved,
         "a line stands in two blocks at the most");
  }
}

}  // namespace
}  // namespace newsmill

std::vector<std::string> fuzz_seeds() {
  using namespace newsmill;
  std::vector<std::string> seeds = pieces_of_pages(400, newsgen::Density::kOrdinary);
  for (const std::string& page : pieces_of_pages(2000, newsgen::Density::kReport))
    if (seeds.size() % 16 == 0) seeds.push_back(page);
  for (size_t i = 0; i + 3 < seeds.size(); i += 40)
    seeds.push_back(
        side_by_side({lines_of(seeds[i]), lines_of(seeds[i + 1]), lines_of(seeds[i + 2])}, 24));
  for (std::string& seed : seeds) seed.insert(0, 1, '\0');
  return seeds;
}

std::vector<std::string> fuzz_words() {
  return newsmill::rule_words({"brackets.tsv", "line_cues.tsv", "masthead.tsv", "jumps.tsv"});
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const SegmentPages segment(builtin_rules());
  const std::string text = mended(FuzzInput(data, size).bytes);
  TextPage page;
  page.origin.member = "柳浦/01.txt";
  page.text = text;
  const Result<Page> segmented = segment.segment(page);
  must(segmented.has_value(), "any text gives a page");
  check(*segmented, text);
  return 0;
}
