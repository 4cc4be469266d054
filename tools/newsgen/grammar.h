// A phrase grammar compiled from tables, fast enough to write hundreds of megabytes of text a
// second: a symbol has alternatives, an alternative is a list of operations.
//
//   clause   {adv}{~verb}{the}，{$city}有{%2}       alternatives are equally likely; repeat a row
//   to weigh it. Of a list of words the early ones are drawn more often, and a story keeps to some.
//
//   {adv}      another symbol (a word list or phrases)
//   {~verb}    the list of that name of the story's topic (topics.tsv)
//   {$city}    a slot that the story has filled
//   {%4}       four random digits; {%1-28} a number of that range
//   {#q}       text that the caller inserts
//   {}         nothing
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "newsgen/random.h"
#include "rules/table.h"

namespace newsmill::newsgen {

// What a story or page fixes for all its sentences. Names as in the tables: {$city} …
enum class Slot : uint8_t {
  kCity,
  kProvince,
  kCounty,
  kTown,
  kFirm,
  kPaper,
  kSection,
  kPage,
  kPage2,
  kPages,
  kYear,
  kMonth,
  kDay,
  kMonth2,
  kDay2,
  kWeekday,
  kLastyear,
  kEditor,
  kEditor2,
  kEditor3,
  kPhone,
  kPhone2,
  kEmail,
  kStreet,
  kDateline,
  kHero,
  kTheme,
  kVillage,
  kOrg,
  kTerm,
  kCount,
};

class Slots {
 public:
  std::string& operator[](Slot slot) { return values_[static_cast<size_t>(slot)]; }
  const std::string& operator[](Slot slot) const { return values_[static_cast<size_t>(slot)]; }

 private:
  std::array<std::string, static_cast<size_t>(Slot::kCount)> values_;
};

using Symbol = uint32_t;

// Writes what the grammar does not know: quantities and periods.
class Inserts {
 public:
  virtual ~Inserts() = default;
  // {#name}: appends to `out`, the paragraph so far.
  virtual void insert(char name, std::string& out) = 0;
};

class Grammar {
 public:
  struct Context {
    Random& dice;
    const Slots& slots;
    uint32_t topic = 0;
    uint32_t story = 0;          // not 0: a story's words come back in it, see draw_word
    Inserts* inserts = nullptr;  // needed by phrases with {#…}
    uint64_t last = 0;           // the list and the word drawn last: never twice in a row
  };

  // Throws FatalError when a phrase names an unknown symbol or refers to itself.
  Grammar();

  // Throws FatalError when there is none.
  Symbol symbol(std::string_view name) const;
  const std::vector<std::string>& topics() const { return topics_; }

  void expand(Symbol symbol, Context& context, std::string& out) const;
  std::string text(Symbol symbol, Context& context) const;

 private:
  enum class Kind : uint8_t { kText, kSymbol, kTopic, kSlot, kDigits, kNumber, kInsert };
  struct Op {
    Kind kind;
    uint32_t a, b;  // offset and size of the text; symbol; …
  };
  struct Run {
    uint32_t begin, count;
  };
  // A list of words has them in slots of `width` bytes in words_, each its length and its text: a
  // drawn word is one place in memory, wherever in the list it stands. Other symbols have width 0.
  struct Choices {
    uint32_t begin, count, width;
    bool kept;  // a story keeps to some of these words
  };

  // Of a list of words: the early ones more often, and of those that this story keeps to.
  static uint32_t draw_word(const Choices& choices, Symbol list, Context& context);
  inline void append(Symbol symbol, Context& context, std::string& out) const;
  void expand_phrase(const Choices& choices, Context& context, std::string& out) const;
  Symbol intern(std::string_view name);
  void add(Symbol symbol, std::string_view phrase, const RuleTable& table, const RuleRow& row);
  void add_text(std::string_view text);
  void add_reference(std::string_view name, const RuleTable& table, const RuleRow& row);
  void add_words(const RuleTable& table, std::string_view prefix_column, bool kept = true);
  void add_phrases(const RuleTable& table, std::string_view prefix);
  void pack();
  // The width of the slots that hold a symbol's words; 0 when it has phrases.
  uint32_t slot_width(Symbol symbol) const;
  void add_slot(const Op& word, uint32_t width);
  void check_acyclic() const;

  std::string texts_;
  std::vector<Op> ops_;
  std::vector<Run> alternatives_;  // runs of ops_
  std::string words_;
  std::vector<Choices> symbols_;             // runs of alternatives_ or slots of words_
  std::vector<std::vector<Run>> gathering_;  // alternatives by symbol, until pack()
  std::vector<std::string> names_;
  std::set<Symbol> afresh_;  // lists of which a story keeps nothing
  std::map<std::string, Symbol, std::less<>> ids_;
  std::vector<std::string> topics_, topic_lists_;
  std::vector<Symbol> topic_symbols_;  // topic * topic_lists_.size() + list
};

}  // namespace newsmill::newsgen
