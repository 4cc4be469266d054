// A word is entered as written in the table, in traditional characters and in the forms of old
// papers; a form also speaks for the shorter forms it starts with, because only the
// longest is looked for:
//
//   遗失声明  ->  hits of 遗失声明 and of 遗失
//
// Test: Formulae.*.
#include "filter/formulae.h"

#include <algorithm>
#include <tuple>

#include "core/utf8.h"

namespace newsmill {

Traditional::Traditional(const RuleTable& table) {
  const size_t simplified = table.column("simplified");
  const size_t traditional = table.column("traditional"), older = table.column("older");
  for (const RuleRow& row : table.rows()) {
    const std::string_view usual = row[traditional];
    forms_[utf8::at(row[simplified], 0).code] = {usual, row[older].empty() ? usual : row[older]};
  }
}

std::string Traditional::written(std::string_view text, size_t form) const {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const auto forms = forms_.find(c.code);
    out += forms == forms_.end() ? text.substr(pos, c.size) : forms->second[form];
    pos += c.size;
  }
  return out;
}

void Formulae::add(std::string_view word, uint16_t rule, const Traditional& traditional) {
  const uint16_t number =
      numbers_.try_emplace(std::string(word), static_cast<uint16_t>(words())).first->second;
  for (std::string text : {std::string(word), traditional.usual(word), traditional.older(word)}) {
    const auto [entry, fresh] = numbers_of_forms_.try_emplace(std::move(text), forms_.size());
    if (fresh) forms_.push_back({entry->first, number, {}, {}, key_of(entry->first)});
    std::vector<uint16_t>& rules = forms_[entry->second].rules;
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
}

void Formulae::compile() {
  for (Form& form : forms_) {
    for (size_t bytes = 1; bytes <= form.text.size(); ++bytes) {
      const auto prefix = numbers_of_forms_.find(std::string_view(form.text).substr(0, bytes));
      if (prefix == numbers_of_forms_.end()) continue;
      const Form& start = forms_[prefix->second];
      for (const uint16_t rule : start.rules) {
        form.hits.push_back({rule, start.word, static_cast<uint16_t>(bytes)});
      }
    }
  }
  numbers_of_forms_.clear();
  // A slot's forms stand together, so that a look-up reads on from the first of them.
  std::sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) {
    return std::tuple(slot(a.key), a.key, b.text.size(), a.text) <
           std::tuple(slot(b.key), b.key, a.text.size(), b.text);
  });
  first_.assign(size_t{1} << kSlotBits, 0);
  for (size_t i = forms_.size(); i-- > 0;) {
    may_start_.set(slot(forms_[i].key));
    first_[slot(forms_[i].key)] = static_cast<uint32_t>(i);
  }
}

const Formulae::Form* Formulae::longest(uint64_t key, std::string_view text, size_t pos) const {
  for (size_t i = first_[slot(key)]; i < forms_.size() && slot(forms_[i].key) == slot(key); ++i) {
    const Form& form = forms_[i];
    if (form.key == key && text.compare(pos, form.text.size(), form.text) == 0) return &form;
  }
  return nullptr;
}

}  // namespace newsmill
