// Everything segmentation knows, made once from the rule tables.
#pragma once

#include "rules/table.h"
#include "segment/characters.h"
#include "segment/line_cues.h"
#include "segment/line_model.h"

namespace newsmill {

struct SegmentRules {
  explicit SegmentRules(const RuleSet& rules)
      : characters(rules.table("characters.tsv")),
        cues(rules),
        model(rules.table("line_model.tsv")) {}

  Characters characters;
  CueReader cues;
  LineModel model;
};

}  // namespace newsmill
