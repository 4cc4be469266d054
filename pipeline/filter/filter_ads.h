// Tells notices and advertisements from news.
#pragma once

#include "core/batch.h"
#include "core/page.h"
#include "filter/ad_model.h"
#include "filter/ad_rules.h"
#include "filter/advertorials.h"
#include "filter/notice_namer.h"
#include "filter/notice_words.h"
#include "rules/table.h"

namespace newsmill {

class PageEvidence;

// Decides which blocks of a segmented page are notices, of which category, and by which rules.
//
// Dropping news is worse than keeping an ad, so a block is news until the evidence of its words and
// its layout, less what speaks for reporting, passes its category's threshold (ads*.tsv).
//
// The blocks of a notice get kind kAd and the ad's id as owner; no block is dropped and none moves.
// A block that holds two notices is split between them. What the policy keeps is news; what it
// marks gets a record, but its blocks stay as they were. Blocks of kind kFurniture are left alone.
// Holds no mutable state; many threads may call one FilterAds. Never fails; linear in the page.
class FilterAds {
 public:
  // Throws FatalError when a table is malformed.
  explicit FilterAds(const RuleSet& rules, const AdPolicy& policy = {});

  ScreenedPage screen(Page page) const;
  Batch<ScreenedPage> operator()(Batch<Page> in) const;  // screen() on each item

 private:
  // `evidence` serves page after page.
  ScreenedPage screen(Page page, PageEvidence* evidence) const;

  AdRules rules_;
  AdModel model_;
  NoticeNamer namer_;
  NoticeWords words_;
  Advertorials advertorials_;
};

}  // namespace newsmill
