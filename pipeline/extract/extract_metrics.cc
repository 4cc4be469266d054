// Paragraph by paragraph: tokens, then sentences, then metrics; period and status are carried on.
// Tested by tests/extract/extract_test.cc.
#include "extract/extract_metrics.h"

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
#include "extract/words.h"

namespace newsmill {

namespace {

constexpr size_t kMetrics = 8;  // of an article that has any

// Room to work in, used again from article to article.
struct Room {
  Tokens tokens;
  std::vector<Reading> readings;
  Notes notes;
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
        periods_(rules.table("periods.zh.tsv"), numerals_),
        tokenizer_(rules.table("lexical.zh.tsv"), numerals_, quantities_, periods_),
        phrases_(cues_),
        status_(rules.table("status.zh.tsv")),
        sentences_(cues_, phrases_, status_),
        english_(rules) {}
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  void extract(Article& article, Room& room) const;

 private:
  void read_paragraph(std::string_view text, uint32_t index, Room& room, Context& context,
                      std::vector<Metric>& metrics) const;

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

// Does the text begin with nine Chinese characters? Most do, and are not English.
bool begins_chinese(std::string_view text) {
  constexpr size_t kHead = 27;
  if (text.size() < kHead) return false;
  unsigned char all = 0x80;
  for (size_t i = 0; i < kHead; ++i) all &= static_cast<unsigned char>(text[i]);
  return all != 0;
}

// Where the text proper begins: behind 本报北京6月3日电 （记者…）
size_t dateline_end(std::string_view text) {
  constexpr WordList kAgencies("本报", "新华社", "中新社", "人民网", "新华网", "据新华社");
  const std::string_view head = text.substr(0, 300);
  size_t first = 0;
  for (utf8::Char c; is_blank((c = utf8::at(head, first)).code);) first += c.size;
  if (kAgencies.at(head, first) == 0) return 0;
  const size_t start = text.size() - utf8::trim(text).size();
  const size_t wire = head.find("电", start);
  const size_t open = wire == std::string_view::npos ? wire : head.find("（", wire);
  const size_t close = open == std::string_view::npos || open > wire + 12 ? std::string_view::npos
                                                                          : head.find("）", open);
  return close == std::string_view::npos ? 0 : close + 3;
}

}  // namespace

void Grammar::extract(Article& article, Room& room) const {
  article.metrics.clear();
  room.tokens.allowance.start_article();
  room.english.clear();
  Context context(article, status_);
  Tokens& tokens = room.tokens;
  tokenizer_.tokenize(article.headline.title, context.clock(), tokens);
  context.headline(tokens);
  for (uint32_t i = 0; i < article.paragraphs.size(); ++i) {
    const Paragraph& paragraph = article.paragraphs[i];
    if (!begins_chinese(paragraph.text) && is_english(paragraph.text)) {
      if (!room.english.begun) room.english.start_article(article);
      if (paragraph.kind == ParagraphKind::kHeading)
        english_.heading(paragraph.text, article.date, room.english);
      else
        english_.read(paragraph.text, i, article.date, room.english, article.metrics);
      continue;
    }
    tokenizer_.tokenize(paragraph.text, context.clock(), tokens);
    if (paragraph.kind == ParagraphKind::kHeading) {
      context.heading(paragraph.text, tokens);
      continue;
    }
    context.start_paragraph();
    read_paragraph(paragraph.text, i, room, context, article.metrics);
  }
}

void Grammar::read_paragraph(std::string_view text, uint32_t index, Room& room, Context& context,
                             std::vector<Metric>& metrics) const {
  const Tokens& tokens = room.tokens;
  // Most articles have no more, so few metrics are moved.
  if (!tokens.quantities.empty() && metrics.capacity() == 0) metrics.reserve(kMetrics);
  if (tokens.all.empty() && !context.report()) return;  // nothing to read, no section to set
  Subjects subjects;
  room.notes.clear();
  const size_t start = dateline_end(text);
  for (const Sentence& sentence : tokens.sentences) {
    const bool first = &sentence == &tokens.sentences.front();
    const Span span{first ? start : sentence.begin, sentence.end};
    context.start_sentence(span.of(text), first && start == 0, tokens, sentence.from, sentence.to);
    if (sentence.from < sentence.to)
      sentences_.read(text, tokens, sentence.from, sentence.to, span, index, context, subjects,
                      room.readings, room.notes, metrics);
  }
}

ExtractMetrics::ExtractMetrics(const RuleSet& rules) : grammar_(std::make_shared<Grammar>(rules)) {}

void ExtractMetrics::extract(Article& article) const {
  Room room;
  grammar_->extract(article, room);
}

Batch<Issue> ExtractMetrics::operator()(Batch<Issue> in) const {
  Room room;
  for (Issue& issue : in.items)
    for (Article& article : issue.articles) grammar_->extract(article, room);
  return in;
}

}  // namespace newsmill
