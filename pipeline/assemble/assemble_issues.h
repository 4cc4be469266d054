// Puts blocks together to articles, and the pages of a batch to issues.
#pragma once

#include <memory>
#include <vector>

#include "core/article.h"
#include "core/batch.h"
#include "core/issue_key.h"
#include "core/page.h"
#include "rules/table.h"

namespace newsmill {

struct AssembleRules;  // assemble/assemble_rules.h

// ScreenedPage -> Issue: the blocks that are neither ads nor furniture become articles, whose
// parts are joined across the pages of one issue by their jump marks (上接 下转). Pages are of one
// issue when their names say so (core/issue_key.h) or, where names say nothing, when their
// mastheads name the same paper and date; issues stand in the order of their first pages.
//
// Sets Block::owner of every block that belongs to an article; its text moves into the article.
// Holds no mutable state; many threads may call one AssembleIssues.
class AssembleIssues {
 public:
  // Throws FatalError (exit code 2) when a table it needs is missing or malformed.
  explicit AssembleIssues(const RuleSet& rules, IssueKey key = {});

  Batch<Issue> operator()(Batch<ScreenedPage> in) const;
  // One issue from its pages, in the order given.
  Issue assemble(std::vector<ScreenedPage> pages) const;

 private:
  std::shared_ptr<const AssembleRules> rules_;
  IssueKey key_;
};

}  // namespace newsmill
