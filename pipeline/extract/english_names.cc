// "officials said that the town's grain output was" -> town's grain output
// Tested by tests/extract/english_test.cc.
#include "extract/english_names.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr uint32_t kReach = 240;    // bytes
constexpr size_t kMostPieces = 96;  // that are looked at for one name

}  // namespace

bool EnglishNames::is_word_in(size_t i, std::string_view ending) const {
  const EnglishPiece& piece = pieces_[i];
  return piece.kind == EnglishPiece::kWord && piece.roles == 0 &&
         text_.substr(piece.begin, piece.end - piece.begin).ends_with(ending);
}

bool EnglishNames::is_article(size_t i) const {
  if (i >= pieces_.size()) return false;
  const std::string_view word = word_of(i);
  return word == "a" || word == "an" || word == "the" || word == "its" || word == "their";
}

// Does a name start only behind piece `i`?
bool EnglishNames::bounds(size_t i) const {
  const EnglishPiece& piece = pieces_[i];
  return piece.kind == EnglishPiece::kComma || piece.kind == EnglishPiece::kColon ||
         piece.plan >= 0 || has_role(i, EnglishRole::kCut) || is_cue(i, EnglishCue::kVerb);
}

EnglishSpan EnglishNames::trimmed(EnglishSpan span) const {
  // A number that is still here is part of the name: the "new three".
  const auto no_name = [&](size_t i, unsigned role) {
    const EnglishPiece& piece = pieces_[i];
    if (piece.kind == EnglishPiece::kQuantity) return false;
    return piece.kind != EnglishPiece::kWord || (piece.roles & role) != 0;
  };
  while (!span.empty() && no_name(span.first, EnglishRole::kLead)) ++span.first;
  while (!span.empty() && no_name(span.end - 1, EnglishRole::kTail) && !closes(span)) --span.end;
  return span;
}

// Does the span end with a bracket or a quotation mark that opens inside it?
bool EnglishNames::closes(EnglishSpan span) const {
  const EnglishPiece& last = pieces_[span.end - 1];
  if (last.kind != EnglishPiece::kMark) return false;
  const char mark = text_[last.begin] == ')' ? '(' : text_[last.begin];
  const auto opens = [&](const EnglishPiece& piece) {
    return piece.kind == EnglishPiece::kMark && text_[piece.begin] == mark;
  };
  const auto at = [&](size_t i) { return pieces_.begin() + static_cast<ptrdiff_t>(i); };
  return (mark == '(' || mark == '"') && std::any_of(at(span.first), at(span.end - 1), opens);
}

EnglishSpan EnglishNames::before(size_t end, size_t from) const {
  if (end <= from || end > pieces_.size()) return {};
  from = std::max(from, end > kMostPieces ? end - kMostPieces : 0);
  const size_t whole = end;
  end = trimmed({from, end}).end;  // "output will": a plan is no bound there
  if (end <= from) return {};
  const uint32_t reach = pieces_[end - 1].end;
  size_t first = end;
  while (first > from && !bounds(first - 1) && reach - pieces_[first - 1].begin <= kReach) --first;
  // "12 million were lifted out of poverty and [the poverty rate] fell": another clause
  if (first == from && first > 0 && pieces_[first - 1].kind == EnglishPiece::kQuantity)
    for (size_t i = first; i + 1 < end; ++i)
      if (word_of(i) == "and") {
        first = i + 1;
        break;
      }
  // "tax [cuts] totaled"
  std::string_view direction;
  const EnglishPiece& last = pieces_[whole - 1];
  const bool noun =
      last.kind == EnglishPiece::kCue && tables_.amount(text_, last.begin, direction) == last.end;
  return noun ? EnglishSpan{trimmed({first, whole}).first, whole} : trimmed({first, end});
}

EnglishSpan EnglishNames::behind(size_t first) const {
  EnglishSpan span{first, first};
  if (first == 0 || first >= pieces_.size()) return span;
  const std::string_view word(text_.substr(pieces_[first].begin, 4));
  if (word == "and " || word.starts_with("or ")) return span;
  const uint32_t reach = pieces_[first].begin;
  for (; span.end < pieces_.size(); ++span.end) {
    const size_t i = span.end;
    const EnglishPiece& piece = pieces_[i];
    const bool apart = piece.begin != pieces_[i - 1].end + 1;
    if (piece.kind != EnglishPiece::kWord || apart || piece.end - reach > kReach / 2) break;
    if (has_role(i, EnglishRole::kStop)) break;
    if (word_of(i) == "and" && (is_article(i + 1) || is_article(i + 2))) break;
    const bool attribute = i > first && is_word_in(i - 1, "total");
    if (i > first && ((is_word_in(i, "ed") && !attribute) || piece.plan >= 0))
      break;  // 12 schools visited
  }
  return trimmed(span);
}

EnglishSpan EnglishNames::behind_article(EnglishSpan span) const {
  for (size_t i = span.end; i-- > span.first;)
    if (const std::string_view word = word_of(i); word == "a" || word == "an")
      return i + 1 < span.end ? trimmed({i + 1, span.end}) : span;
  return span;
}

EnglishSpan EnglishNames::between(size_t first, size_t end) const {
  while (first < end && (is_word_in(first, "ly") || pieces_[first].kind == EnglishPiece::kPeriod))
    ++first;
  if (first >= end || end - first > kMostPieces) return {};
  if (has_role(first, EnglishRole::kStop | EnglishRole::kJoint)) return {};
  for (size_t i = first; i < end; ++i) {
    const EnglishPiece::Kind kind = pieces_[i].kind;
    if (kind == EnglishPiece::kCue || kind == EnglishPiece::kComma || kind == EnglishPiece::kColon)
      return {};
  }
  return trimmed({first, end});
}

std::string EnglishNames::text_of(EnglishSpan span, std::string_view original,
                                  const Folded& folded) const {
  std::string out;
  if (span.empty()) return out;
  for (size_t i = pieces_[span.first].begin; i < pieces_[span.end - 1].end; ++i) {
    const char c = folded.text[i];
    if (c != ' ' || (!out.empty() && out.back() != ' '))
      out += is_letter(c) ? original[folded.at[i]] : c;
  }
  return out;
}

}  // namespace newsmill
