// Paragraph by paragraph: tokens, then sentences; passage by passage: metrics.
// Tested by tests/extract/extract_test.cc.
#include "extract/extract_metrics.h"

#include <algorithm>

#include "core/utf8.h"
#include "extract/context.h"
#include "extract/cues.h"
#include "extract/english_reader.h"
#include "extract/numerals.h"
#include "extract/periods.h"
#include "extract/phrase.h"
#include "extract/sentence.h"
#include "extract/tokens.h"
#include "extract/units.h"
#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {

namespace {

constexpr size_t kEnough = 128;  // quantities of a passage, which may go on to the article's end

// Room to work in, used again from article to article.
struct Room {
  Passage passage;
  EnglishRoom english;
};

}  // namespace

// The rule tables, ready for use. Parts refer to each other, so it never moves.
class Grammar {
 public:
  explicit Grammar(const RuleSet& rules)
      : numerals_(rules.table("numerals.zh.tsv")),
        units_(rules.table("units.zh.tsv")),
        cues_(rules),
        quantities_(numerals_, units_, cues_),
        periods_(rules.table("periods.zh.tsv"), rules.table("holidays.zh.tsv"), numerals_),
        tokenizer_(rules.table("lexical.zh.tsv"), numerals_, quantities_, periods_),
        phrases_(cues_),
        status_(rules.table("status.zh.tsv")),
        sentences_(cues_, phrases_, status_),
        english_(rules) {}
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  // Reads the article, whose metrics are there when finish() returns. It must not move till then.
  void read(Article& article, Room& room) const;
  void finish(Room& room) const;

 private:
  void add_statements(std::string_view text, uint32_t paragraph, size_t first, Sections& sections,
                      Passage& passage) const;

  Numerals numerals_;
  Units units_;
  Cues cues_;
  QuantityReader quantities_;
  PeriodReader periods_;
  Tokenizer tokenizer_;
  PhraseReader phrases_;
  StatusWords status_;
  SentenceReader sentences_;
  EnglishReader english_;
};

namespace {

// Is the text's beginning, as is_english() looks at it, surely too Chinese for that?
bool begins_chinese(std::string_view text) {
  text = text.substr(0, 64);
  uint8_t wide = 0;  // as narrow, many are counted at once
  for (const char c : text)
    wide = static_cast<uint8_t>(wide + (static_cast<unsigned char>(c) >> 7));
  return wide * 10 > static_cast<int>(text.size()) * 4;
}

// Where the text proper begins: behind 本报北京6月3日电 （记者…）
size_t dateline_end(std::string_view text) {
  const std::string_view head = text.substr(0, 300);
  size_t first = 0;
  for (utf8::Char c; is_blank((c = utf8::at(head, first)).code);) first += c.size;
  if (lists::kAgencies.at(head, first) == 0) return 0;
  const size_t start = text.size() - utf8::trim(text).size();
  const size_t wire = head.find("电", start);
  const size_t open = wire == std::string_view::npos ? wire : head.find("（", wire);
  const size_t close = open == std::string_view::npos || open > wire + 12 ? std::string_view::npos
                                                                          : head.find("）", open);
  return close == std::string_view::npos ? 0 : close + 3;
}

// The texts of a batch lie scattered, last seen when the articles were put together. The processor
// foresees how a text goes on, not which one comes next: so the beginnings of an article's
// paragraphs are asked for while the article before is read.
void ask_for(const std::vector<Paragraph>& paragraphs) {
  constexpr size_t kMost = 32;               // paragraphs: few articles have more
  constexpr size_t kHead = 256, kLine = 64;  // bytes
  for (size_t i = 0; i < std::min(paragraphs.size(), kMost); ++i) {
    const std::string_view head = std::string_view(paragraphs[i].text).substr(0, kHead);
    for (size_t at = 0; at < head.size(); at += kLine) __builtin_prefetch(head.data() + at);
  }
}

}  // namespace

void Grammar::read(Article& article, Room& room) const {
  article.metrics.clear();
  Passage& passage = room.passage;
  Tokens& tokens = passage.tokens;
  tokens.allowance.start_article();
  room.english.clear();
  Sections sections(article, status_);
  const auto tokenize = [&](std::string_view text) {
    const size_t from = tokens.all.size();
    tokenizer_.tokenize(text, sections.clock(), tokens);
    return from;
  };
  sections.headline(tokens, tokenize(article.headline.title));
  passage.scenes.push_back(sections.scene());
  size_t quantities = 0;
  for (uint32_t i = 0; i < article.paragraphs.size(); ++i) {
    const Paragraph& paragraph = article.paragraphs[i];
    const std::string_view text = paragraph.text;
    const bool heading = paragraph.kind == ParagraphKind::kHeading;
    if (!begins_chinese(text) && is_english(text)) {
      if (!room.english.begun) room.english.start_article(article);
      if (heading) {
        english_.heading(text, article.date, room.english);
      } else {
        finish(room);
        english_.read(text, i, article.date, room.english, article.metrics);
        passage.scenes.push_back(sections.scene());
      }
    } else if (heading) {
      sections.heading(text, tokens, tokenize(text));
      passage.scenes.push_back(sections.scene());
    } else {
      const size_t first = tokens.sentences.size(), before = tokens.quantities.size();
      tokenize(text);
      quantities += tokens.quantities.size() - before;
      if (tokens.quantities.size() > before || sections.report())
        add_statements(text, i, first, sections, passage);
    }
  }
  // Hardly ever more metrics than quantities, so none is moved when one more comes.
  if (quantities > 0) article.metrics.reserve(article.metrics.size() + quantities);
  if (tokens.quantities.size() >= kEnough) finish(room);
}

// The sentences of a paragraph, those from `first` on. Behind the last value it has none to tell.
void Grammar::add_statements(std::string_view text, uint32_t paragraph, size_t first,
                             Sections& sections, Passage& passage) const {
  const Tokens& tokens = passage.tokens;
  const size_t start = dateline_end(text);
  bool opens = true;
  size_t told = passage.statements.size();
  for (size_t i = first; i < tokens.sentences.size(); ++i) {
    const Sentence& sentence = tokens.sentences[i];
    const Span span{i == first ? start : sentence.begin, sentence.end};
    if (sections.report()) {
      sections.sentence(span.of(text), i == first && start == 0, tokens, sentence.from,
                        sentence.to);
      passage.scenes.push_back(sections.scene());
    }
    if (sentence.from == sentence.to) continue;
    passage.statements.push_back({text, span, sentence.from, sentence.to, paragraph,
                                  static_cast<uint32_t>(passage.scenes.size() - 1), opens});
    opens = false;
    if (sentence.valued) told = passage.statements.size();
  }
  passage.statements.resize(told);
}

void Grammar::finish(Room& room) const {
  sentences_.read(room.passage);
  room.passage.clear();
}

ExtractMetrics::ExtractMetrics(const RuleSet& rules) : grammar_(std::make_shared<Grammar>(rules)) {}

void ExtractMetrics::extract(Article& article) const {
  Room room;
  grammar_->read(article, room);
  grammar_->finish(room);
}

Batch<Issue> ExtractMetrics::operator()(Batch<Issue> in) const {
  Room room;
  for (Issue& issue : in.items) {
    std::vector<Article>& all = issue.articles;
    for (size_t i = 0; i < all.size(); ++i) {
      if (i + 2 < all.size()) __builtin_prefetch(all[i + 2].paragraphs.data());
      if (i + 1 < all.size()) ask_for(all[i + 1].paragraphs);
      grammar_->read(all[i], room);
    }
  }
  grammar_->finish(room);
  return in;
}

}  // namespace newsmill
