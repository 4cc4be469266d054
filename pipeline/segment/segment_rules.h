// Everything segmentation knows, made once from the rule tables.
#pragma once

#include "rules/table.h"
#include "segment/characters.h"
#include "segment/common_pairs.h"
#include "segment/line_cues.h"
#include "segment/line_model.h"
#include "segment/old_print.h"

namespace newsmill {

struct SegmentRules {
  explicit SegmentRules(const RuleSet& rules)
      : characters(rules.table("characters.tsv")),
        cues(rules),
        model(rules.table("line_model.tsv")),
        old_print(rules.table("old_print.tsv")),
        old_model(rules.table("line_model.old.tsv"), Print::kOld),
        pairs(rules.table("common_pairs.zh.tsv")) {}

  Characters characters;
  CueReader cues;
  LineModel model;
  OldPrint old_print;
  LineModel old_model;  // for the pages that old_print tells
  CommonPairs pairs;
};

}  // namespace newsmill
