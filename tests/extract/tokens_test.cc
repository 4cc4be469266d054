// Tokens against those of a slow twin, which looks at every character and lists everything.
#include "extract/tokens.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "rules/lexicon.h"
#include "seed.h"

namespace newsmill {
namespace {

struct Grammar {
  RuleSet rules = RuleSet::builtin();
  Numerals numerals{rules.table("numerals.zh.tsv")};
  Units units{rules.table("units.zh.tsv")};
  Cues cues{rules};
  QuantityReader quantities{numerals, units, cues};
  PeriodReader periods{rules.table("periods.zh.tsv"), rules.table("holidays.zh.tsv"), numerals};
  Tokenizer tokenizer{rules.table("lexical.zh.tsv"), numerals, quantities, periods};
  Lexicon lexical;
  Grammar() {
    const RuleTable& table = rules.table("lexical.zh.tsv");
    for (const RuleRow& row : table.rows()) lexical.add(row[table.column("written")], 0);
  }
};

Clock march_2026() {
  using namespace std::chrono;
  return {Date(year(2026) / March / 18), 2026, false};
}

// A kept sentence: where it stands, then its tokens.
using Reading = std::vector<std::string>;

std::string describe(int kind, size_t begin, size_t end) {
  return std::to_string(kind) + "@" + std::to_string(begin) + "-" + std::to_string(end);
}

std::vector<Reading> fast(const Grammar& grammar, const std::string& text) {
  Tokens tokens;
  Clock clock = march_2026();
  grammar.tokenizer.tokenize(text, clock, tokens);
  std::vector<Reading> sentences;
  for (const Sentence& s : tokens.sentences) {
    Reading& reading = sentences.emplace_back();
    reading.push_back(describe(-1, s.begin, s.end));
    for (size_t i = s.from; i < s.to; ++i) {
      const Token& token = tokens.all[i];
      reading.push_back(describe(int(token.kind), token.begin, token.end));
    }
  }
  return sentences;
}

// No brackets here: what the fast way does with them is the same code.
std::vector<Reading> slow(const Grammar& grammar, const std::string& text) {
  const std::u32string stops = U"。！？\n", pauses = U"；：，、";
  std::vector<Reading> sentences;
  Clock clock = march_2026();
  size_t begin = 0, floor = 0;
  bool telling = false, one = false, bare = false;
  Reading reading;
  const auto close = [&](size_t end, size_t next) {
    reading.insert(reading.begin(), describe(-1, begin, end));
    if (!telling) reading.resize(1);
    if (telling || sentences.empty()) sentences.push_back(reading);
    reading.clear();
    begin = floor = next;
    telling = one = bare = false;
    clock.year = 2026;
  };
  const auto add = [&](TokenKind kind, size_t from, size_t to) {
    reading.push_back(describe(int(kind), from, to));
    floor = to;
  };
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const size_t next = pos + c.size;
    if (stops.find(c.code) != stops.npos) {
      close(pos, next);
    } else if (const size_t pause = pauses.find(c.code); pause != pauses.npos) {
      add(static_cast<TokenKind>(int(TokenKind::kSemicolon) + int(pause)), pos, next);
    } else if (Period period = grammar.periods.read(text, pos, clock); period.end > pos) {
      add(TokenKind::kPeriod, std::max(period.begin, floor), period.end);
      telling = true;
      pos = period.end;
      continue;
    } else if (const Lexicon::Match word = grammar.lexical.longest_at(text, pos)) {
      pos = word.end;
      continue;
    } else if (grammar.numerals.starts(c.code) || c.code == U'第' || c.code == U'前' ||
               c.code == U'翻') {
      Quantity quantity;
      const Number number = grammar.numerals.read(text, pos);
      pos = grammar.quantities.read(text, pos, number, quantity);
      if (quantity.end != 0) {
        add(TokenKind::kQuantity, std::max(quantity.begin, floor), quantity.end);
        one |= quantity.idle() == Quantity::Idle::kOne;
        bare |= quantity.idle() == Quantity::Idle::kBare;
        telling |= quantity.idle() == Quantity::Idle::kNo || (one && bare);
      }
      continue;
    }
    pos = next;
  }
  close(text.size(), text.size());
  return sentences;
}

TEST(Tokens, MatchSlowTwin) {
  const Grammar grammar;
  std::vector<std::string> pieces = {"，",   "，",   "、",   "；",  "：",    "。", "！", "\n",
                                     "全县", "增长", "5",    "3.2", "1,278", "%",  "个", "三",
                                     "十",   "万",   "亿元", "第",  "前",    "翻", "年", "月",
                                     "日",   "2025", "—",    "至",  "以上",  "的", "这", "一",
                                     "A",    "·",    "é",    "𠮷",  "公园",  "统", "今", "去"};
  for (const char* name : {"lexical.zh.tsv", "periods.zh.tsv"}) {
    const RuleTable& table = grammar.rules.table(name);
    for (const RuleRow& row : table.rows()) pieces.emplace_back(row[table.column("written")]);
  }
  std::mt19937 random(test_seed());
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (size_t n = random() % 24; n-- > 0;) {
      const size_t common = 40;
      text += pieces[random() % (random() % 2 == 0 ? common : pieces.size())];
    }
    ASSERT_EQ(fast(grammar, text), slow(grammar, text)) << text << "\nseed " << test_seed();
  }
}

// Commas before the first value are found, too, and a sentence without end is cut.
TEST(Tokens, ListWhatWasSkimmed) {
  const Grammar grammar;
  std::string text;
  for (int i = 0; i < 500; ++i) text += "齐，";
  const size_t commas = text.size() / 6;
  EXPECT_EQ(commas, 500u);
  const std::vector<Reading> sentences = fast(grammar, text + "公园5个，路3公里。");
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0].size(), 1u);                  // the first, cut, names nothing
  EXPECT_EQ(sentences[1].size(), 1 + 500 % 192 + 3u);  // 5个 ， 3公里
}

}  // namespace
}  // namespace newsmill
