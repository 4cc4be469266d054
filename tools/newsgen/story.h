// Writes the text of stories, before anything is set into lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsgen/grammar.h"
#include "newsgen/quantities.h"
#include "newsgen/truth.h"

namespace newsmill::newsgen {

enum class Density : uint8_t {
  kOrdinary,  // about one reported quantity per 500 bytes of text
  kReport,    // one per 107, as in a government's work report
};

enum class PieceKind : uint8_t { kBody, kHeading, kCaption };

struct Piece {
  PieceKind kind = PieceKind::kBody;
  std::string text;                  // no blanks inside
  std::vector<Span> spans;           // of its quantities
  std::vector<MetricTruth> metrics;  // the same; only where truth is wanted
};

struct Story {
  std::string kicker, title, subtitle;  // as printed, blanks included
  std::string byline;                   // a line of its own; may be empty
  std::vector<std::string> authors;
  std::string agency, dateline;
  std::vector<Piece> pieces;
};

// One issue's writer: keeps the density of quantities over its stories. Not for several threads.
class StoryWriter final : private Inserts {
 public:
  struct Symbols {
    explicit Symbols(const Grammar& grammar);
    Symbol title, kicker, subtitle, report_title, report_byline, opening, plain, qsentence, qreport,
        preport, pledge, past_opening, target_opening, runin, h1, h2, subhead, caption, hardneg,
        person, zhnum, theme, village, org_name;
  };

  StoryWriter(const Grammar& grammar, const Quantities& quantities, const Symbols& symbols,
              Density density, bool truth, Random& dice, Slots& slots);

  // About `bytes` of text; the shortest story is one sentence.
  Story news(size_t bytes);
  Story report(size_t bytes);
  // News about lost seals, auctions, job fairs: words of notices in a story.
  Story hard_negative(size_t bytes);

  // Told how many bytes were printed besides stories, so that the density is that of the pages.
  void printed(size_t bytes) { bytes_ += bytes; }

 private:
  void insert(char name, std::string& out) override;
  void write_period(std::string& out);
  void write_byline(Story& story);
  // Draws a topic, and whom and what the story keeps coming back to.
  void draw_subject();
  Piece& piece(Story& story, PieceKind kind);
  // Adds sentences until the piece holds `bytes`.
  void fill(Piece& piece, size_t bytes, Symbol plain, Symbol quantity);
  void sentence(Piece& piece, Symbol symbol);
  void report_part(Story& story, size_t bytes, bool target);
  std::string text(Symbol symbol) { return grammar_.text(symbol, context_); }

  const Grammar& grammar_;
  const Quantities& quantities_;
  const Symbols& symbols_;
  const Density density_;
  const bool truth_;
  Random& dice_;
  Slots& slots_;
  Grammar::Context context_;
  size_t bytes_ = 0, metrics_ = 0;  // written so far
  // Of the sentence being written:
  Piece* piece_ = nullptr;
  Quantities::Use use_ = Quantities::Use::kPast;
  Period period_;
};

}  // namespace newsmill::newsgen
