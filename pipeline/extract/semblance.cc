//   多一分清醒, 命中三分, 十里长廊      measures in words are turns of phrase more often than
//   measures 中铁十四局                        the number of a builder 民警卜一成介绍, 万成打算搬家
//   names of persons
//
// Tested by tests/extract/phenomena_test.cc.
#include "extract/semblance.h"

#include "extract/word_lists.h"
#include "extract/words.h"

namespace newsmill {
namespace {

bool is_turn_of_phrase(const Quantity& quantity, const Surroundings& around) {
  if (quantity.scaled || quantity.range) return false;
  const std::string_view unit = quantity.unit->written;
  if (unit == "分") return quantity.value < Decimal(2) || !around.governed;
  return (unit == "里" || unit == "寸") && around.right && !around.governed;
}

bool numbers_builder(const Quantity& quantity, std::string_view left) {
  return quantity.unit->written == "局" && lists::kBuilders.ends(left) != 0;
}

// What speaks and means to is a person.
bool names_speaker(std::string_view text, const Quantity& quantity, const Surroundings& around) {
  if (around.governed || quantity.unit->kind == UnitKind::kCount) return false;
  const bool alone = around.left.size() == 3 || (around.left.empty() && quantity.bare_scale);
  return lists::kSpeaks.at(text, quantity.end) != 0 ||
         (alone && lists::kMeansTo.at(text, quantity.end) != 0);
}

}  // namespace

bool only_seems(std::string_view text, const Quantity& quantity, const Surroundings& around) {
  if (!quantity.spelled || quantity.suffixed) return false;
  return is_turn_of_phrase(quantity, around) || numbers_builder(quantity, around.left) ||
         names_speaker(text, quantity, around);
}

}  // namespace newsmill
