// English paragraphs: the same record as for Chinese, from the en_*.tsv tables.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "extract/english_periods.h"
#include "extract/english_quantity.h"
#include "extract/english_text.h"

namespace newsmill {

// Room to work in, and what one paragraph of an article hands to the next.
struct EnglishRoom {
  Folded folded;
  std::vector<std::pair<size_t, size_t>> parts;  // of a listed subject, behind "respectively"
  std::optional<Period> period;
  Status section = Status::kAchieved;
};

// Holds no mutable state; many threads may share one. Linear: each word is looked at once, and
// what stands round a value within 240 bytes of it.
class EnglishReader {
 public:
  // Throws FatalError when a table is missing or a row cannot be used.
  explicit EnglishReader(const RuleSet& rules);
  // Appends the metrics of `text`, paragraph `index`, to `out`.
  void read(std::string_view text, uint32_t index, const std::optional<Date>& date,
            EnglishRoom& room, std::vector<Metric>& out) const;

 private:
  enum class Cue : uint8_t {
    kChange,
    kNoun,
    kLevel,
    kCross,
    kHold,
    kShare,
    kVerb,
    kAdd,
    kDouble,
    kHalve,
    kComparator,
    kBase,
    kAverage,
    kStop
  };
  struct Word {
    Cue cue;
    std::string_view value;
  };
  struct Sentence;
  void read_sentence(Sentence& sentence, const std::optional<Date>& date, EnglishRoom& room,
                     std::vector<Metric>& out) const;
  void read_cue(Sentence& s, const Lexicon::Match& match, std::vector<Metric>& out) const;
  void read_quantity(Sentence& s, const EnglishQuantity& quantity, std::vector<Metric>& out) const;
  void judge(const Sentence& s, const EnglishQuantity& quantity, Metric& metric) const;
  std::pair<size_t, size_t> noun_behind(const Sentence& s, size_t pos) const;
  std::pair<size_t, size_t> trimmed(const Sentence& s, size_t begin, size_t end) const;

  EnglishQuantities quantities_;
  EnglishPeriods periods_;
  std::vector<Word> words_;
  std::vector<std::pair<std::string_view, Status>> states_;
  Lexicon cues_, status_, sections_;
};

}  // namespace newsmill
