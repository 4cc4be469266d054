// Papers name these columns as they like, but of few words:
//
//   房屋|租售|信息   招聘|·|求职   法律|文书|公告   ->  headers
//   遗失                                      ->  one word alone is a title
//   招聘会                                    ->  会 is none of them
//
// Test: SectionHeaders.*.
#include "filter/section_headers.h"

#include <array>
#include <string>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

constexpr size_t kLongest = 36;  // bytes
constexpr size_t kFewestWords = 2;

}  // namespace

SectionHeaders::SectionHeaders(const RuleTable& table) {
  constexpr std::array<std::string_view, 2> kRoles = {"topic", "kind"};
  for (const RuleRow& row : table.rows()) {
    const std::string_view role = row[table.column("role")];
    if (role != kRoles[kTopic] && role != kRoles[kKind])
      table.fail(row, "no such role: " + std::string(role));
    const std::string_view words = row[table.column("words")];
    for (size_t begin = 0; begin <= words.size();) {
      const size_t end = std::min(words.find('|', begin), words.size());
      words_.add(words.substr(begin, end - begin), role == kRoles[kTopic] ? kTopic : kKind);
      begin = end + 1;
    }
  }
}

bool SectionHeaders::is_one(std::string_view text) const {
  if (text.size() > kLongest) return false;
  size_t words = 0, topics = 0;
  for (size_t pos = 0; pos < text.size();) {
    if (const Lexicon::Match match = words_.longest_at(text, pos)) {
      ++words;
      topics += match.id == kTopic;
      pos = match.end;
      continue;
    }
    const utf8::Char c = utf8::at(text, pos);
    if ((classes_of(c.code) & (kBlankOrBreak | kOrnament | kPoint)) == 0) return false;
    pos += c.size;
  }
  return words >= kFewestWords && topics > 0;
}

}  // namespace newsmill
