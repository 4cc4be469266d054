// Paragraphs are folded and cut into sentences; english_clauses reads each.
// Tested by tests/extract/english_test.cc.
#include "extract/english_reader.h"

#include <algorithm>

#include "extract/word_lists.h"

namespace newsmill {
namespace {

constexpr size_t kSectionReach = 240;

// Does the point at `pos` only shorten a word? "no. 5", "mr. wu", "aug. 5"
bool shortens(std::string_view text, size_t pos) {
  size_t begin = pos;
  while (begin > 0 && pos - begin < 5 && is_letter(text[begin - 1])) --begin;
  if (begin > 0 && is_word(text[begin - 1])) return false;
  return begin < pos && lists::kAbbreviations.has(text.substr(begin, pos - begin));
}

// Where the sentence that starts at `pos` ends: a point within a number or "u.s." is none.
size_t sentence_end(std::string_view text, size_t pos) {
  for (; pos < text.size(); ++pos) {
    const char c = text[pos];
    if (c == ';' || c == '!' || c == '?') return pos;
    if (c == '.' && !is_word(byte_at(text, pos + 1)) && byte_at(text, pos + 1) != ',' &&
        !(pos >= 2 && text[pos - 2] == '.') && !shortens(text, pos))
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
  if (!room.listing) {
    room.section = room.planned;
    room.period = room.heading;
  }
  Status carried = room.section;
  for (size_t pos = 0; pos < folded.size();) {
    while (pos < folded.size() && folded[pos] == ' ') ++pos;
    const size_t end = sentence_end(folded, pos);
    sections_.scan(folded.substr(pos, std::min(end - pos, kSectionReach)),
                   [&](const Lexicon::Match& section) {
                     carried = room.section = plans_[static_cast<size_t>(section.id)];
                   });
    if (pos < end) {
      sentences_.read(folded, pos, end, date, room.sentence);
      const Status section = room.section;
      room.section = carried;
      const Status last =
          EnglishClauses(sentences_, plans_, text, index, year, room, out).read(pos, end);
      room.section = section;
      // "growth of 5 percent; 12 million jobs": of one list
      carried = end < folded.size() && folded[end] == ';' ? last : section;
    }
    pos = end + 1;
  }
  room.listing = text.ends_with(':') || text.ends_with(';');
}

void EnglishReader::heading(std::string_view text, const std::optional<Date>& date,
                            EnglishRoom& room) const {
  room.folded.assign(text);
  const std::string_view folded = std::string_view(room.folded.text).substr(0, kSectionReach);
  room.listing = false;
  room.planned = Status::kAchieved;
  room.heading.reset();
  sections_.scan(folded, [&](const Lexicon::Match& section) {
    room.planned = plans_[static_cast<size_t>(section.id)];
  });
  sentences_.read(folded, 0, folded.size(), date, room.sentence);
  if (!room.sentence.periods.empty()) room.heading = room.sentence.periods.front();
}

}  // namespace newsmill
