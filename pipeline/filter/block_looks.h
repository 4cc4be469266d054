// What a block looks like, apart from its words: numbers, points, width, kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/page.h"
#include "filter/ad_rules.h"
#include "filter/evidence_sum.h"
#include "filter/signs.h"

namespace newsmill {

// From how many characters on a text without points, or one that ends in a stop, tells something.
inline constexpr int kUnpointedCharacters = 20, kProseCharacters = 40;

// What a block's page says about it.
struct PageContext {
  int body_columns = 0;  // the width in which most of the page's text is set; 0: unknown
  bool ad_page = false, notice_page = false;  // by the masthead's section and its text

  bool narrow(const Block& block) const {
    return block.columns > 0 && 5 * block.columns <= 4 * body_columns;
  }
};

struct BlockLooks {
  int phones = 0, serials = 0, masked = 0;  // numbers
  int fields = 0;                           // 地址：… 电话：…
  int speech = 0;                           // ends of it
  int times = 0;                            // of day
  int numbers = 0;                          // words of letters among them
  bool date = false;                        // nothing else
  bool ends_in_phone = false;
  bool header = false;              // over small advertisements
  bool names = false, sum = false;  // a row of a list
  bool figures = false;             // words and figures by turns
  size_t last_field = 0;            // where its colon stands
  size_t first_number = SIZE_MAX;   // where it starts
};

// `text` is the block's; its forms are not asked for. Its quotation marks are written down.
BlockLooks looks_of(const Block& block, const InkedText& text, const AdRules& rules,
                    std::vector<Sign>* quotes);

// Adds what the rules of ads.layout.tsv say of them.
void add_layout(const BlockLooks& looks, const Block& block, const InkedText& text,
                const PageContext& page, const AdRules& rules, EvidenceSum* sum);

// A short line that is no sentence.
bool is_line(const InkedText& text);

}  // namespace newsmill
