// pages -> issues -> parts of articles -> stitched articles. Tested by
// tests/assemble/assemble_issues_test.cc.
#include "assemble/assemble_issues.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "assemble/assemble_rules.h"
#include "assemble/draft.h"
#include "assemble/headless_texts.h"
#include "assemble/lost_headlines.h"
#include "assemble/text_stats.h"
#include "core/page_path.h"
#include "core/simhash.h"

namespace newsmill {
namespace {

// What pages of one issue share; a page that says nothing is an issue of its own.
std::string issue_of(const Page& page, const IssueKey& names, size_t index) {
  IssueKey::Name name = names.of(page.origin);
  if (!name.key.empty()) return std::move(name.key);
  if (page.masthead.date && !page.masthead.publication.empty())
    return fmt::format("m{}\n{}", page.masthead.publication,
                       std::chrono::sys_days(*page.masthead.date).time_since_epoch().count());
  return fmt::format("p{}", index);
}

std::string page_number_of(const Page& page, const PagePath& path) {
  const std::string& printed = page.masthead.page_number;
  return printed.empty() ? path.page_number : canonical_page(printed);
}

void add_heading(std::string& field, std::string text) {
  if (field.empty()) {
    field = std::move(text);
  } else {
    field += ' ';
    field += text;
  }
}

ParagraphKind kind_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return ParagraphKind::kHeading;
    case BlockKind::kCaption:
      return ParagraphKind::kCaption;
    case BlockKind::kTable:
      return ParagraphKind::kTable;
    default:
      return ParagraphKind::kBody;
  }
}

// Writes one article from its parts.
class Writer {
 public:
  Writer(std::vector<Page>& pages, const BylineReader& bylines, Article& article)
      : pages_(pages), bylines_(bylines), article_(article) {}

  void add(const Part& part) {
    Page& page = pages_[part.page];
    page_ = static_cast<uint32_t>(article_.page_ids.size());
    article_.page_ids.push_back(page.id);
    const bool first_part = page_ == 0;
    bool in_text = false;
    if (first_part) give_title(part);
    article_.paragraphs.reserve(article_.paragraphs.size() + part.blocks.size());
    for (const uint32_t number : part.blocks) {
      Block& block = page.blocks[number];
      block.owner = article_.id;
      if (in_text && block.kind == BlockKind::kHeadline) block.kind = BlockKind::kHeading;
      in_text |= block.kind == BlockKind::kParagraph;
      if (block.kind == BlockKind::kHeadline) {
        if (first_part || article_.headline.title.empty()) headline(block);
      } else if (block.kind == BlockKind::kByline) {
        bylines_.read_line(block.text, article_.byline);
      } else {
        paragraph(block);
      }
    }
    if (!first_part) return;
    for (const Paragraph& paragraph : article_.paragraphs)
      if (paragraph.kind == ParagraphKind::kBody) {
        bylines_.read_opening(paragraph.text, article_.byline);
        break;
      }
  }

  // After the last part.
  void finish() {
    Simhasher fingerprint;
    TextStats of_title;  // is none of the body's
    measure(article_.headline.title, of_title, fingerprint);
    for (const Paragraph& paragraph : article_.paragraphs) {
      measure(paragraph.text, article_.stats, fingerprint);
      article_.stats.paragraphs += paragraph.kind == ParagraphKind::kBody;
    }
    if (fingerprint.empty())  // a few words, and no sample of them
      for (const Paragraph& paragraph : article_.paragraphs) fingerprint.add(paragraph.text);
    article_.fingerprint = fingerprint.value();
  }

 private:
  // Of a deck that was shared out between articles each keeps a title: what its own part says.
  void give_title(const Part& part) {
    bool subtitle = false;
    size_t end = 0;  // of the headlines before the text
    for (; end < part.blocks.size(); ++end) {
      const Block& block = block_of(part, end);
      if (block.kind == BlockKind::kParagraph) break;
      if (block.kind != BlockKind::kHeadline) continue;
      if (block.role == HeadlineRole::kTitle) return;
      subtitle |= block.role == HeadlineRole::kSubtitle;
    }
    const HeadlineRole role = subtitle ? HeadlineRole::kSubtitle : HeadlineRole::kKicker;
    for (size_t i = 0; i < end; ++i) {
      Block& block = block_of(part, i);
      if (block.kind == BlockKind::kHeadline && block.role == role)
        block.role = HeadlineRole::kTitle;
    }
  }

  Block& block_of(const Part& part, size_t i) const {
    return pages_[part.page].blocks[part.blocks[i]];
  }

  void headline(Block& block) {
    Headline& headline = article_.headline;
    add_heading(block.role == HeadlineRole::kKicker     ? headline.kicker
                : block.role == HeadlineRole::kSubtitle ? headline.subtitle
                                                        : headline.title,
                std::move(block.text));
  }

  // Words in English are parted where a page ends, but not 新/桥, nor the two halves of one word.
  static void carry_on(std::string& text, const std::string& rest) {
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (ascii(text.back()) && ascii(rest.front()) && text.back() != '-') text += ' ';
    text += rest;
  }

  void paragraph(Block& block) {
    if (block.text.empty()) return;  // a mark on a line of its own
    const ParagraphKind kind = kind_of(block.kind);
    const bool carried = kind == ParagraphKind::kBody && (open_ || block.open_start) &&
                         !article_.paragraphs.empty() && seam_ != page_;
    const size_t at = carried ? open_at_ : article_.paragraphs.size();
    Paragraph& paragraph = carried ? article_.paragraphs[at] : article_.paragraphs.emplace_back();
    if (carried) {
      carry_on(paragraph.text, block.text);
    } else {
      paragraph.kind = kind;
      paragraph.level = block.level;
      paragraph.text = std::move(block.text);
    }
    for (const LineRange& lines : block.lines) paragraph.lines.push_back({page_, lines});
    if (kind != ParagraphKind::kBody) return;
    open_ = block.open_end;
    open_at_ = at;
    seam_ = page_;
  }

  std::vector<Page>& pages_;
  const BylineReader& bylines_;
  Article& article_;
  uint32_t page_ = 0;
  bool open_ = false;   // the last body paragraph was cut
  size_t open_at_ = 0;  // which one that is
  uint32_t seam_ = 0;   // the page it stands on
};

// Not every page prints the paper's name: pages of one issue lend it to each other.
void share_mastheads(std::vector<Page>& pages) {
  std::map<std::string, size_t> names;
  for (const Page& page : pages)
    if (!page.masthead.publication.empty()) ++names[page.masthead.publication];
  const auto top = std::max_element(
      names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (top == names.end()) return;
  for (Page& page : pages)
    if (page.masthead.publication.empty()) page.masthead.publication = top->first;
}

void describe(const Page& page, const PagePath& path, Article& article) {
  article.publication =
      page.masthead.publication.empty() ? path.publication : page.masthead.publication;
  article.date = page.masthead.date ? page.masthead.date : path.date;
  article.page_number =
      page.masthead.page_number.empty() ? path.page_number : page.masthead.page_number;
  article.section = page.masthead.section;
}

// The calling thread's. Each page begins it anew; its tables are large, and stay.
Vocabulary& vocabulary_of_thread() {
  thread_local Vocabulary words;
  return words;
}

}  // namespace

AssembleIssues::AssembleIssues(const RuleSet& rules, IssueKey key)
    : rules_(std::make_shared<AssembleRules>(rules)), key_(std::move(key)) {}

Issue AssembleIssues::assemble(std::vector<ScreenedPage> screened) const {
  Vocabulary& words = vocabulary_of_thread();
  Issue issue;
  std::vector<Part> parts;
  std::vector<PagePath> paths;
  std::vector<std::string> numbers;
  for (ScreenedPage& page : screened) {
    for (Ad& ad : page.ads) issue.ads.push_back(std::move(ad));
    const size_t index = issue.pages.size();
    find_lost_headlines(page.page, words);
    find_headless_texts(page.page, words);
    for (Part& part : group_blocks(page.page, static_cast<uint32_t>(index), words))
      parts.push_back(std::move(part));
    paths.push_back(read_path(path_of(page.page.origin)));
    numbers.push_back(page_number_of(page.page, paths.back()));
    issue.pages.push_back(std::move(page.page));
  }
  share_mastheads(issue.pages);
  stitch(issue.pages, numbers, parts, words);
  issue.articles.reserve(parts.size());
  std::vector<uint32_t> count(issue.pages.size());
  for (const Part& first : parts) {
    if (first.previous != Part::kNoPart) continue;
    Article& article = issue.articles.emplace_back();
    article.id = {issue.pages[first.page].id, 'a', ++count[first.page]};
    describe(issue.pages[first.page], paths[first.page], article);
    Writer writer(issue.pages, rules_->bylines, article);
    const Part* last = &first;
    for (const Part* part = &first;; part = &parts[part->next]) {
      writer.add(*part);
      last = part;
      if (part->next == Part::kNoPart) break;
    }
    if (first.jump_from) article.jump_from = Jump{*first.jump_from, "", first.ambiguous_from};
    if (last->jump_to) article.jump_to = Jump{*last->jump_to, "", last->ambiguous_to};
    writer.finish();
  }
  return issue;
}

Batch<Issue> AssembleIssues::operator()(Batch<ScreenedPage> in) const {
  Batch<Issue> out = next_batch<Issue>(in);
  std::map<std::string, size_t> index;
  std::vector<std::vector<ScreenedPage>> issues;
  for (size_t i = 0; i < in.items.size(); ++i) {
    const auto [place, fresh] =
        index.try_emplace(issue_of(in.items[i].page, key_, i), issues.size());
    if (fresh) issues.emplace_back();
    issues[place->second].push_back(std::move(in.items[i]));
  }
  for (std::vector<ScreenedPage>& pages : issues) out.items.push_back(assemble(std::move(pages)));
  return out;
}

}  // namespace newsmill
