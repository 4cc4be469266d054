// Paragraphs are folded and cut into sentences; english_clauses reads each.
// Tested by tests/extract/english_test.cc.
#include "extract/english_reader.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr size_t kSectionReach = 240;

// Where the sentence that starts at `pos` ends: a point within a number or "u.s." is none.
size_t sentence_end(std::string_view text, size_t pos) {
  for (; pos < text.size(); ++pos) {
    const char c = text[pos];
    if (c == ';' || c == '!' || c == '?') return pos;
    if (c == '.' && !is_word(byte_at(text, pos + 1)) && byte_at(text, pos + 1) != ',' &&
        !(pos >= 2 && text[pos - 2] == '.') && !(pos >= 2 && text.substr(pos - 2, 2) == "no"))
      return pos;
  }
  return pos;
}

}  // namespace

EnglishReader::EnglishReader(const RuleSet& rules) : sentences_(rules) {
  for (const RuleRow& row : rules.table("en_status.tsv").rows()) {
    if (row[1] == "section") sections_.add(row[0], static_cast<int>(plans_.size()));
    plans_.push_back(row[2] == "target"     ? Status::kTarget
                     : row[2] == "achieved" ? Status::kAchieved
                                            : Status::kExpected);
  }
}

void EnglishReader::read(std::string_view text, uint32_t index, const std::optional<Date>& date,
                         EnglishRoom& room, std::vector<Metric>& out) const {
  room.folded.assign(text);
  room.sentence.allowance.earn(text.size());
  const std::string_view folded = room.folded.text;
  const int year = date ? int(date->year()) : 0;
  if (!room.listing) room.section = Status::kAchieved;
  for (size_t pos = 0; pos < folded.size();) {
    while (pos < folded.size() && folded[pos] == ' ') ++pos;
    const size_t end = sentence_end(folded, pos);
    sections_.scan(folded.substr(pos, std::min(end - pos, kSectionReach)),
                   [&](const Lexicon::Match& section) {
                     room.section = plans_[static_cast<size_t>(section.id)];
                   });
    if (pos < end) {
      sentences_.read(folded, pos, end, year, room.sentence);
      EnglishClauses(sentences_, plans_, text, index, year, room, out).read(pos, end);
    }
    pos = end + 1;
  }
  room.listing = text.ends_with(':') || text.ends_with(';');
}

}  // namespace newsmill
