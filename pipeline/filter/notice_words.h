// The words that lead to the fields of a notice: notices.items.tsv and notices.words.tsv, compiled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

enum class NoticeRole : uint8_t {
  kLost,         // what was done to the item: 遗失
  kTitle,        // behind such a word: it is a title, and says nothing of the item
  kLead,         // stands before a holder and is no part of the name: 本人
  kFiller,       // stands behind it: 不慎将
  kApart,        // what follows is no number of the item: 电话
  kIssuer,       // names of who issues notices end so: 有限公司
  kNotIssuer,    // what starts so names another
  kNotInIssuer,  // what holds such a word is more than a name
};
inline constexpr size_t kNoticeRoles = static_cast<size_t>(NoticeRole::kNotInIssuer) + 1;

// Immutable once made; views into the RuleSet's tables, which must live on.
class NoticeWords {
 public:
  // Throws FatalError when a table is malformed.
  explicit NoticeWords(const RuleSet& tables);

  const Lexicon& words(NoticeRole role) const { return words_[static_cast<size_t>(role)]; }
  // Names of what is lost; ids are for certificate().
  const Lexicon& items() const { return items_; }
  std::string_view certificate(int id) const { return certificates_[static_cast<size_t>(id)]; }

  // Without what stands before or behind a holder's name, however much of it there is.
  std::string_view bare_name(std::string_view name) const;

 private:
  std::array<Lexicon, kNoticeRoles> words_;
  Lexicon items_;
  std::vector<std::string_view> certificates_;
};

}  // namespace newsmill
