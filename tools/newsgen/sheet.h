// One page being printed: its lines, what each of them is, and where paragraphs stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsgen/random.h"
#include "newsgen/story.h"
#include "newsgen/truth.h"
#include "newsgen/typeset.h"

namespace newsmill::newsgen {

// How a paper is set; the same for all its issues.
struct Style {
  bool raw = false;  // as `pdftotext -raw`: no blank lines at all
  int columns = 34;  // of a full line
  Justify justify = Justify::kNone;
  bool hang = true;
  bool split_numbers = false;
  bool ideographic_indent = false;      // first lines keep two U+3000
  uint32_t blank_after_paragraph = 95;  // per cent; the rest are missing blank lines
  uint32_t false_blanks = 10;           // per cent of the likely places
  uint32_t jump_form = 0;               // 第一版, 第1版, 1版, A1版
  uint32_t masthead = 0;                // seeds the choice of form
};

class Sheet {
 public:
  Sheet(const Style& style, Random& dice, bool truth, size_t bytes)
      : style_(style), dice_(dice), wanted_(truth) {
    text_.reserve(bytes + bytes / 8);
  }

  size_t bytes() const { return text_.size(); }
  PageTruth& truth() { return truth_; }

  // Lines divided by ¶.
  void furniture(std::string_view lines);
  // Paragraphs divided by ¶, in a narrow box.
  void notice(std::string_view category, std::string_view paragraphs);

  // ---- stories: begin, deck or jump mark, pieces, end
  void begin_article(const Story& story, std::string_view id, std::string_view jump_from);
  void headline(const Story& story);
  // Sets a piece from byte `from` of its text. Stops inside it once the page holds `limit` bytes:
  // returns where the rest begins, or npos when all of it was set.
  size_t set_piece(const Piece& piece, size_t from, std::string_view mark, size_t limit);
  void end_article(std::string_view mark, std::string_view jump_to);

  void blank();
  std::string take_text() { return std::move(text_); }

 private:
  struct Setting {
    Label label;
    Measure measure;
    bool body = false;  // flows in columns
    bool ideographic_indent = false;
  };
  uint32_t lines() const { return static_cast<uint32_t>(truth_.labels.size()); }
  void end_line(Label label);
  void line(std::string_view text, Label label);
  Lines set(std::string_view text, const Setting& setting, size_t count);
  void column_break(std::string_view next, uint32_t line_of_paragraph);
  void centred(std::string_view text, int columns, Label label);
  Measure body_measure(bool indented);
  size_t cut_line(const Piece& piece, size_t from, size_t mark, size_t limit) const;
  void record(const Piece& piece, size_t from, size_t to, Lines lines);
  void new_column() { column_left_ = static_cast<uint32_t>(dice_.between(24, 70)); }

  const Style& style_;
  Random& dice_;
  const bool wanted_;
  PageTruth truth_;
  std::string text_;
  uint32_t column_left_ = 40;
  std::vector<Line> breaks_;  // of the paragraph being set
};

}  // namespace newsmill::newsgen
