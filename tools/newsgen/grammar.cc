// Compiles the phrase tables. Everything is resolved to numbers once; expanding is a walk over
// flat arrays that appends to one string. Tested by tests/newsgen/grammar_test.cc.
#include "newsgen/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/result.h"
#include "newsgen/numerals.h"
#include "newsgen/tables.h"

namespace newsmill::newsgen {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Slot::kCount)> kSlotNames = {
    "city",     "province", "county",  "town",    "firm",  "paper",  "section", "page",
    "page2",    "pages",    "year",    "month",   "day",   "month2", "day2",    "weekday",
    "lastyear", "editor",   "editor2", "editor3", "phone", "phone2", "email",   "street",
    "dateline", "hero",     "theme",   "village", "org",   "term"};

uint32_t number(std::string_view text, const RuleTable& table, const RuleRow& row) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    table.fail(row, fmt::format("not a number: {}", text));
  return value;
}

// Texts may be read so far beyond their end. A short one is copied with what follows it, and that
// is cut off again: one way for all lengths, where a processor would have to guess.
constexpr size_t kSpare = 16;
constexpr uint32_t kFewWords = 24;  // too few for a story to choose among

void append_text(const char* text, size_t size, std::string& out) {
  const size_t end = out.size() + size;
  if (size > kSpare) {
    out.append(text, size);
  } else {
    out.append(text, kSpare);
    out.resize(end);
  }
}

template <class Visit>
void each_word(std::string_view words, const Visit& visit) {
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    if (end > 0) visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

}  // namespace

RuleTable builtin_table(std::string_view name) {
  for (const BuiltinTable& table : builtin_tables())
    if (table.name == name) return RuleTable(std::string(name), std::string(table.text));
  throw FatalError(fmt::format("newsgen has no table {}", name));
}

Grammar::Grammar() {
  // Topics come first: phrases refer to their lists.
  add_words(builtin_table("topics.tsv"), "topic");
  for (const std::string_view words :
       {"words.tsv", "nouns.tsv", "verbs.tsv", "qualities.tsv", "moods.tsv"})
    add_words(builtin_table(words), "");
  add_words(builtin_table("names.tsv"), "", false);
  for (const std::string_view phrases : {"phrases.tsv", "sentences.tsv"})
    add_phrases(builtin_table(phrases), "");
  add_phrases(builtin_table("notices.tsv"), "notice.");
  add_phrases(builtin_table("furniture.tsv"), "furniture.");
  pack();
  check_acyclic();
}

void Grammar::add_words(const RuleTable& table, std::string_view prefix_column, bool kept) {
  const size_t list = table.column("list"), words = table.column("words");
  for (const RuleRow& row : table.rows()) {
    std::string name(row[list]);
    if (!prefix_column.empty()) {
      const std::string topic(row[table.column(prefix_column)]);
      if (std::find(topics_.begin(), topics_.end(), topic) == topics_.end())
        topics_.push_back(topic);
      if (std::find(topic_lists_.begin(), topic_lists_.end(), name) == topic_lists_.end())
        topic_lists_.push_back(name);
      name = topic + "." + name;
    }
    const Symbol symbol = intern(name);
    if (!kept) afresh_.insert(symbol);
    each_word(row[words], [&](std::string_view word) { add(symbol, word, table, row); });
  }
}

void Grammar::add_phrases(const RuleTable& table, std::string_view prefix) {
  for (const RuleRow& row : table.rows())
    add(intern(fmt::format("{}{}", prefix, row[0])), row[1], table, row);
}

Symbol Grammar::intern(std::string_view name) {
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  const Symbol symbol = static_cast<Symbol>(names_.size());
  names_.emplace_back(name);
  gathering_.emplace_back();
  ids_.emplace(name, symbol);
  return symbol;
}

void Grammar::add(Symbol symbol, std::string_view phrase, const RuleTable& table,
                  const RuleRow& row) {
  const uint32_t begin = static_cast<uint32_t>(ops_.size());
  while (!phrase.empty()) {
    const size_t open = std::min(phrase.find('{'), phrase.size());
    if (open > 0) add_text(phrase.substr(0, open));
    phrase.remove_prefix(open);
    if (phrase.empty()) break;
    const size_t close = phrase.find('}');
    if (close == std::string_view::npos) table.fail(row, "{ without }");
    add_reference(phrase.substr(1, close - 1), table, row);
    phrase.remove_prefix(close + 1);
  }
  gathering_[symbol].push_back({begin, static_cast<uint32_t>(ops_.size()) - begin});
}

void Grammar::add_text(std::string_view text) {
  ops_.push_back(
      {Kind::kText, static_cast<uint32_t>(texts_.size()), static_cast<uint32_t>(text.size())});
  texts_ += text;
}

void Grammar::add_reference(std::string_view name, const RuleTable& table, const RuleRow& row) {
  if (name.empty()) return;
  const std::string_view rest = name.substr(1);
  if (name[0] == '$') {
    const auto slot = std::find(kSlotNames.begin(), kSlotNames.end(), rest);
    if (slot == kSlotNames.end()) table.fail(row, fmt::format("no slot {}", name));
    ops_.push_back({Kind::kSlot, static_cast<uint32_t>(slot - kSlotNames.begin()), 0});
  } else if (name[0] == '~') {
    const auto list = std::find(topic_lists_.begin(), topic_lists_.end(), rest);
    if (list == topic_lists_.end()) table.fail(row, fmt::format("no topic list {}", name));
    ops_.push_back({Kind::kTopic, static_cast<uint32_t>(list - topic_lists_.begin()), 0});
  } else if (name[0] == '#') {
    ops_.push_back({Kind::kInsert, static_cast<uint32_t>(rest.empty() ? '?' : rest[0]), 0});
  } else if (name[0] == '%') {
    const size_t dash = rest.find('-');
    if (dash == std::string_view::npos) {
      ops_.push_back({Kind::kDigits, number(rest, table, row), 0});
    } else {
      ops_.push_back({Kind::kNumber, number(rest.substr(0, dash), table, row),
                      number(rest.substr(dash + 1), table, row)});
    }
  } else {
    ops_.push_back({Kind::kSymbol, intern(name), 0});
  }
}

uint32_t Grammar::slot_width(Symbol symbol) const {
  constexpr uint32_t kLongest = 255;  // the length is one byte
  uint32_t longest = 0;
  for (const Run& one : gathering_[symbol]) {
    if (one.count != 1 || ops_[one.begin].kind != Kind::kText || ops_[one.begin].b > kLongest)
      return 0;
    longest = std::max(longest, ops_[one.begin].b);
  }
  return longest + 1;
}

void Grammar::add_slot(const Op& word, uint32_t width) {
  const size_t end = words_.size() + width;
  words_ += static_cast<char>(word.b);
  words_.append(texts_, word.a, word.b);
  words_.resize(end);
}

// Lays the alternatives of a symbol side by side.
void Grammar::pack() {
  for (Symbol symbol = 0; symbol < names_.size(); ++symbol) {
    const std::vector<Run>& gathered = gathering_[symbol];
    if (gathered.empty())
      throw FatalError(fmt::format("newsgen: no phrase or list is called {}", names_[symbol]));
    const uint32_t width = slot_width(symbol);
    const size_t begin = width > 0 ? words_.size() : alternatives_.size();
    symbols_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(gathered.size()), width,
                        gathered.size() > kFewWords && !afresh_.contains(symbol)});
    for (const Run& alternative : gathered) {
      if (width > 0)
        add_slot(ops_[alternative.begin], width);
      else
        alternatives_.push_back(alternative);
    }
  }
  gathering_.clear();
  for (std::string* texts : {&texts_, &words_}) texts->append(kSpare, '\0');
  for (const std::string& topic : topics_)
    for (const std::string& list : topic_lists_)
      topic_symbols_.push_back(symbol(topic + "." + list));
}

// A symbol may only refer to symbols that are finished: depth-first, grey on the way down.
void Grammar::check_acyclic() const {
  enum class Colour : uint8_t { kWhite, kGrey, kBlack };
  std::vector<Colour> colour(symbols_.size(), Colour::kWhite);
  const auto visit = [&](const auto& self, Symbol symbol) -> void {
    if (colour[symbol] == Colour::kBlack) return;
    if (colour[symbol] == Colour::kGrey)
      throw FatalError(fmt::format("newsgen: the phrase {} refers to itself", names_[symbol]));
    colour[symbol] = Colour::kGrey;
    const Choices span = symbols_[symbol];
    for (uint32_t i = span.begin; span.width == 0 && i < span.begin + span.count; ++i)
      for (uint32_t op = alternatives_[i].begin;
           op < alternatives_[i].begin + alternatives_[i].count; ++op)
        if (ops_[op].kind == Kind::kSymbol) self(self, ops_[op].a);
    colour[symbol] = Colour::kBlack;
  };
  for (Symbol symbol = 0; symbol < symbols_.size(); ++symbol) visit(visit, symbol);
}

Symbol Grammar::symbol(std::string_view name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end())
    throw FatalError(fmt::format("newsgen: no phrase or list is called {}", name));
  return found->second;
}

// One throw of the dice gives a place in the list (high half) and how to use it (low half): words
// of a language are not equally frequent, nor is a word once used as rare as before. All three
// places are worked out, since a processor that guesses which is wanted guesses wrong too often.
uint32_t Grammar::draw_word(const Choices& choices, Symbol list, Context& context) {
  constexpr uint32_t kKept = kFewWords / 4;  // words of a list that a story keeps to
  const uint32_t count = choices.count;
  const uint64_t thrown = context.dice.next();
  const uint64_t high = thrown >> 32, low = thrown & 0xFFFFFFFF;
  const uint32_t way = static_cast<uint32_t>(low & 7);  // of eight
  const uint64_t any = high * count >> 32, early = (low * (any + 1)) >> 32;
  const uint32_t first = (context.story ^ list) * 0x9E3779B1;
  uint64_t kept = (uint64_t{first} * count >> 32) + (high * kKept >> 32);
  kept = kept < count ? kept : kept - count;
  const bool keep = (way < 6) & choices.kept & (context.story != 0);
  const uint64_t drawn = keep ? kept : way < 7 ? any : early;
  const uint64_t word = uint64_t{list} << 32 | drawn;
  const bool again = word == context.last;
  context.last = word;
  return static_cast<uint32_t>(!again ? drawn : drawn + 1 < count ? drawn + 1 : 0);
}

void Grammar::append(Symbol symbol, Context& context, std::string& out) const {
  const Choices& choices = symbols_[symbol];
  if (choices.width == 0) return expand_phrase(choices, context, out);
  const char* word =
      words_.data() + choices.begin + choices.width * draw_word(choices, symbol, context);
  append_text(word + 1, static_cast<unsigned char>(*word), out);
}

void Grammar::expand(Symbol symbol, Context& context, std::string& out) const {
  append(symbol, context, out);
}

void Grammar::expand_phrase(const Choices& choices, Context& context, std::string& out) const {
  const Run chosen = alternatives_[choices.begin + context.dice.below(choices.count)];
  for (const Op *op = ops_.data() + chosen.begin, *end = op + chosen.count; op != end; ++op) {
    switch (op->kind) {
      case Kind::kText:
        append_text(texts_.data() + op->a, op->b, out);
        break;
      case Kind::kSymbol:
        append(op->a, context, out);
        break;
      case Kind::kTopic:
        append(topic_symbols_[context.topic * topic_lists_.size() + op->a], context, out);
        break;
      case Kind::kSlot:
        out += context.slots[static_cast<Slot>(op->a)];
        break;
      case Kind::kDigits:
        for (uint32_t i = 0; i < op->a; ++i) out += static_cast<char>('0' + context.dice.below(10));
        break;
      case Kind::kNumber:
        append_number(context.dice.between(op->a, op->b), out);
        break;
      case Kind::kInsert:
        context.inserts->insert(static_cast<char>(op->a), out);
        break;
    }
  }
}

std::string Grammar::text(Symbol symbol, Context& context) const {
  std::string out;
  expand(symbol, context, out);
  return out;
}

}  // namespace newsmill::newsgen
