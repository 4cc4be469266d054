// Page 1 has one text that goes on at page 3, page 3 has one that came from page 1: they are one.
// Where several texts could be meant, none is joined. Tested by tests/assemble/stitch_test.cc.
#include <unordered_map>

#include "assemble/draft.h"

namespace newsmill {
namespace {

// The parts on either side of one seam between two pages.
struct Seam {
  std::vector<uint32_t> tails, heads;
};

// Is `part` reached from `start` by going on?
bool reaches(const std::vector<Part>& parts, uint32_t start, uint32_t part) {
  for (; start != Part::kNoPart; start = parts[start].next)
    if (start == part) return true;
  return false;
}

}  // namespace

void stitch(const std::vector<Page>&, const std::vector<std::string>& numbers,
            std::vector<Part>& parts) {
  std::unordered_map<std::string, Seam> seams;  // by "from>to"
  for (uint32_t i = 0; i < parts.size(); ++i) {
    const std::string& number = numbers[parts[i].page];
    if (number.empty()) continue;
    if (parts[i].jump_to && !parts[i].jump_to->empty())
      seams[number + ">" + *parts[i].jump_to].tails.push_back(i);
    if (parts[i].jump_from && !parts[i].jump_from->empty())
      seams[*parts[i].jump_from + ">" + number].heads.push_back(i);
  }
  for (uint32_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].jump_to) continue;
    const auto found = seams.find(numbers[parts[i].page] + ">" + *parts[i].jump_to);
    if (found == seams.end() || found->second.tails.size() != 1 || found->second.heads.size() != 1)
      continue;
    const uint32_t head = found->second.heads.front();
    if (parts[head].page == parts[i].page || reaches(parts, head, i)) continue;
    parts[i].next = head;
    parts[head].previous = i;
  }
}

}  // namespace newsmill
