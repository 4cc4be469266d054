// Pages of invented newspapers, and words of the rule tables: what fuzzers of text begin with.
#pragma once

#include <string>
#include <vector>

#include "core/utf8.h"
#include "newsgen/press.h"
#include "rules/table.h"

namespace newsmill {

inline const RuleSet& builtin_rules() {
  static const RuleSet rules = RuleSet::builtin();
  return rules;
}

// Of at most so many bytes each, from all over the pages.
inline std::vector<std::string> pieces_of_pages(size_t bytes, newsgen::Density density) {
  std::vector<std::string> pieces;
  newsgen::Press press({.seed = 7, .bytes = 200'000, .papers = 4, .density = density});
  for (newsgen::PrintedIssue issue; press.next(issue);)
    for (const newsgen::PrintedPage& page : issue.pages)
      for (size_t at = 0; at < page.text.size(); at += bytes)
        pieces.push_back(page.text.substr(at, bytes));
  return pieces;
}

// First cells of tables, and marks that text is cut by.
inline std::vector<std::string> rule_words(const std::vector<std::string>& tables) {
  std::vector<std::string> words = {"\n",
                                    "\n\n",
                                    "　　",
                                    " ",
                                    "，",
                                    "。",
                                    "：",
                                    "“",
                                    "”",
                                    "（",
                                    "）",
                                    "《",
                                    "、",
                                    "①",
                                    "●",
                                    "—",
                                    "…",
                                    "%",
                                    "2024年5月8日",
                                    "第3版",
                                    "（下转第二版）",
                                    "（上接第一版）",
                                    "1",
                                    "１",
                                    "\f",
                                    "\t",
                                    "é",
                                    "😀"};
  for (const std::string& table : tables)
    for (const RuleRow& row : builtin_rules().table(table).rows())
      if (!row[0].empty()) words.emplace_back(row[0]);
  return words;
}

// Damaged text with what is no UTF-8, and what decoding takes out, left out.
inline std::string mended(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const size_t size = lead < 0x80   ? 1
                        : lead < 0xC2 ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    bool good = size > 0 && at + size <= bytes.size();
    for (size_t i = 1; good && i < size; ++i) good = (byte(i) & 0xC0) == 0x80;
    if (good && size > 1) {
      const char32_t code = utf8::at(bytes, at).code;
      good = !(size == 3 && code < 0x800) && !(size == 4 && (code < 0x10000 || code > 0x10FFFF)) &&
             !(code >= 0xD800 && code < 0xE000);
    }
    if (good && size == 1)
      good = (lead >= ' ' && lead != 0x7F) || lead == '\n' || lead == '\t' || lead == '\f';
    if (good) text.append(bytes.substr(at, size));
    at += good ? size : 1;
  }
  return text;
}

}  // namespace newsmill
