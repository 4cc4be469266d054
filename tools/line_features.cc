// Prints what the line model sees, for fitting its weights (tools/fit_lines.py):
//   line_features [--old] FILE…
// A line "# FILE" for each page, then for each line of it that is not blank: its number, its
// features, and those of the break before it after a first and after a later line of a paragraph,
// parted by tabs; features are names parted by blanks. --old takes the pages for those of old
// papers.
#include <fstream>
#include <iostream>
#include <iterator>

#include "rules/table.h"
#include "segment/characters.h"
#include "segment/column_widths.h"
#include "segment/early_breaks.h"
#include "segment/latin_lines.h"
#include "segment/line_cues.h"
#include "segment/line_features.h"
#include "segment/old_print.h"

namespace {

// The names of the features from `first` to `end`, every `step`-th.
void print(const newsmill::LineFeatures& features, size_t first, size_t end, size_t step) {
  const char* separator = "\t";
  for (size_t f = first; f < end; f += step) {
    if (!features.has(static_cast<newsmill::Feature>(f))) continue;
    std::cout << separator << newsmill::feature_name(static_cast<newsmill::Feature>(f));
    separator = " ";
  }
  if (*separator == '\t') std::cout << '\t';
}

}  // namespace

int main(int argc, char** argv) {
  const newsmill::RuleSet rules = newsmill::RuleSet::builtin();
  const newsmill::Characters characters(rules.table("characters.tsv"));
  const newsmill::CueReader cue_reader(rules);
  const newsmill::OldPrint old_print(rules.table("old_print.tsv"));
  const bool old = argc > 1 && std::string_view(argv[1]) == "--old";
  const auto print_of_pages = old ? newsmill::Print::kOld : newsmill::Print::kModern;
  for (int arg = old ? 2 : 1; arg < argc; ++arg) {
    std::ifstream file(argv[arg], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<newsmill::Line> lines = newsmill::read_lines(text, characters);
    newsmill::find_column_widths(lines);
    newsmill::read_latin_lines(text, lines);
    newsmill::read_early_breaks(text, characters, lines);
    std::vector<uint32_t> cues = cue_reader.read(text, lines);
    if (old) old_print.add_cues(text, lines, cues);
    const std::vector<newsmill::LineFeatures> features =
        newsmill::read_features(lines, cues, print_of_pages);
    std::cout << "# " << argv[arg] << '\n';
    for (size_t i = 0; i < lines.size(); ++i) {
      std::cout << lines[i].number << ' ' << lines[i].columns << '/' << lines[i].width;
      const size_t breaks = newsmill::kLineFeatureCount, end = newsmill::kFeatureCount;
      print(features[i], 0, breaks, 1);
      print(features[i], breaks, end, 2);
      print(features[i], breaks + 1, end, 2);
      std::cout << '\n';
    }
  }
}
