// Test: NoticeWords.EveryRowFindsItsExample.
#include "filter/notice_words.h"

#include <algorithm>

#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

constexpr std::array<std::string_view, kNoticeRoles> kRoleNames = {
    "lost", "title", "lead", "filler", "apart", "issuer", "not-issuer", "not-in-issuer"};

void add_words(std::string_view cell, int id, Lexicon* to) {
  for (size_t begin = 0; begin <= cell.size();) {
    const size_t end = std::min(cell.find('|', begin), cell.size());
    to->add(cell.substr(begin, end - begin), id);
    begin = end + 1;
  }
}

bool is_edge(char32_t c) {
  return utf8::is_blank(c) ||
         (classes_of(c) & (kBlankOrBreak | kOrnament | kPoint | kTelling)) != 0;
}

}  // namespace

NoticeWords::NoticeWords(const RuleSet& tables) {
  const RuleTable& words = tables.table("notices.words.tsv");
  for (const RuleRow& row : words.rows()) {
    const auto role = std::find(kRoleNames.begin(), kRoleNames.end(), row[words.column("role")]);
    if (role == kRoleNames.end())
      words.fail(row, "no such role: " + std::string(row[words.column("role")]));
    add_words(row[words.column("words")], row.line(),
              &words_[static_cast<size_t>(role - kRoleNames.begin())]);
  }
  const RuleTable& items = tables.table("notices.items.tsv");
  for (const RuleRow& row : items.rows()) {
    add_words(row[items.column("words")], static_cast<int>(certificates_.size()), &items_);
    certificates_.push_back(row[items.column("certificate")]);
  }
}

std::string_view NoticeWords::bare_name(std::string_view name) const {
  for (;;) {
    const size_t before = name.size();
    if (const utf8::Char c = utf8::at(name, 0); is_edge(c.code)) name.remove_prefix(c.size);
    if (const utf8::Char c = utf8::before(name, name.size()); is_edge(c.code))
      name.remove_suffix(c.size);
    name.remove_prefix(words(NoticeRole::kLead).longest_at(name, 0).end);
    const Lexicon::Match filler = words(NoticeRole::kFiller).longest_before(name, name.size());
    if (filler) name.remove_suffix(filler.end - filler.begin);
    if (name.size() == before) return name;
  }
}

}  // namespace newsmill
