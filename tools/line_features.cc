// Prints what the line model sees, for fitting its weights (tools/fit_lines.py):
//   line_features FILE…
// A line "# FILE" for each page, then for each line of it that is not blank: its number, its
// features, and those of the break before it after a first and after a later line of a paragraph,
// parted by tabs; features are names parted by blanks.
#include <fstream>
#include <iostream>
#include <iterator>

#include "rules/table.h"
#include "segment/characters.h"
#include "segment/column_widths.h"
#include "segment/line_cues.h"
#include "segment/line_features.h"

namespace {

void print(const newsmill::FeatureList& features) {
  std::cout << '\t';
  for (size_t i = 0; i < features.count; ++i)
    std::cout << (i ? " " : "") << newsmill::feature_name(features.on[i]);
}

}  // namespace

int main(int argc, char** argv) {
  const newsmill::RuleSet rules = newsmill::RuleSet::builtin();
  const newsmill::Characters characters(rules.table("characters.tsv"));
  const newsmill::CueReader cue_reader(rules);
  for (int arg = 1; arg < argc; ++arg) {
    std::ifstream file(argv[arg], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<newsmill::Line> lines = newsmill::read_lines(text, characters);
    newsmill::find_column_widths(lines);
    const std::vector<uint32_t> cues = cue_reader.read(text, lines);
    newsmill::FeatureReader reader(lines, cues);
    newsmill::LineFeatures features;
    std::cout << "# " << argv[arg] << '\n';
    for (size_t i = 0; i < lines.size(); ++i) {
      reader.read(i, features);
      std::cout << lines[i].number << ' ' << lines[i].columns << '/' << lines[i].width;
      print(features.line);
      print(features.after_first);
      print(features.after_later);
      std::cout << '\n';
    }
  }
}
