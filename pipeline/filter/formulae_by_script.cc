// The first character of each block is looked at, and every fourth from there on, in stories every
// 24th. In traditional print one in three is none of simplified print, so few notices are missed,
// hardly a story, and no page; and a single one is enough to read all of the page in both scripts.
//
// Test: FormulaeByScript.*.
#include "filter/formulae_by_script.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kStep = 4 * 3, kStepOfStory = 24 * 3;  // bytes
constexpr size_t kStory = 300;                          // bytes

}  // namespace

FormulaeByScript::FormulaeByScript(const RuleTable& hant) : traditional_(hant) {}

void FormulaeByScript::add(std::string_view word, uint16_t rule, const AdRule& says) {
  words_.push_back({word, rule, says});
}

void FormulaeByScript::compile() {
  for (const Word& word : words_)
    simplified_.add_simplified(word.text, word.rule, word.says, traditional_);
  simplified_.compile();
}

const Formulae& FormulaeByScript::all() const {
  std::call_once(all_->made, [this] {
    for (const Word& word : words_)
      all_->formulae.add(word.text, word.rule, word.says, traditional_);
    all_->formulae.compile();
  });
  return all_->formulae;
}

bool FormulaeByScript::holds_traditional(const Page& page) const {
  const auto seen_in = [&](std::string_view text) {
    const size_t step = text.size() < kStory ? kStep : kStepOfStory;
    bool seen = false;
    size_t pos = 0;
    for (; pos + 2 < text.size(); pos += step) seen |= traditional_.holds_round(text, pos);
    if (pos < text.size()) {
      const size_t begin = utf8::beginning(text, pos).size();
      seen |= traditional_.holds(utf8::at(text, begin).code);
    }
    return seen;
  };
  return std::any_of(page.blocks.begin(), page.blocks.end(),
                     [&](const Block& block) { return seen_in(block.text); });
}

}  // namespace newsmill
