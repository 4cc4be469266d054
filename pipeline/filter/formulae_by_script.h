// The words of the tables for pages that hold traditional characters, and for those that do not:
// these look for half as many forms.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "core/page.h"
#include "filter/formulae.h"

namespace newsmill {

class FormulaeByScript {
 public:
  explicit FormulaeByScript(const RuleTable& hant);  // ads.hant.tsv, which must live on

  // `word` is one of the rule with this number, which says so. It must live on.
  void add(std::string_view word, uint16_t rule, const AdRule& says);
  // Once, after the last add().
  void compile();

  // A word has the same number in both.
  const Formulae& simplified() const { return simplified_; }
  // Those of either script. Made when first asked for, by whatever thread: most archives hold
  // pages of one script.
  const Formulae& all() const;
  // Those of simplified characters where a good look at the page finds no others.
  const Formulae& of(const Page& page) const {
    return holds_traditional(page) ? all() : simplified();
  }

 private:
  struct Word {
    std::string_view text;
    uint16_t rule;
    AdRule says;
  };
  struct Lazy {
    std::once_flag made;
    Formulae formulae;
  };
  bool holds_traditional(const Page& page) const;

  Traditional traditional_;
  std::vector<Word> words_;
  Formulae simplified_;
  std::unique_ptr<Lazy> all_ = std::make_unique<Lazy>();
};

}  // namespace newsmill
