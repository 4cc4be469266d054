// What a page of newspaper text is, on its way from bytes to records.
//
//   RawPage --decode--> TextPage --segment--> Page --filter--> ScreenedPage --assemble--> Issue
//
// Lines are numbered from 1 in the source page's text, split at LF, blank lines included.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/few.h"
#include "core/origin.h"
#include "core/rare.h"
#include "core/record_id.h"

namespace newsmill {

using Date = std::chrono::year_month_day;

// A member of an archive, as stored. `bytes` points into the batch's store.
struct RawPage {
  Origin origin;
  std::string_view bytes;
};

// Bytes of a page that no text could be made of: where they stood, and how many.
struct Repair {
  uint64_t offset = 0;
  uint64_t bytes = 0;
  bool operator==(const Repair&) const = default;
};

// Adds one, or to the last one where it goes on there. Only the first hundred are kept.
inline void add_repair(std::vector<Repair>& repairs, uint64_t offset, uint64_t bytes) {
  constexpr size_t kMostRepairs = 100;
  if (!repairs.empty() && repairs.back().offset + repairs.back().bytes == offset)
    repairs.back().bytes += bytes;
  else if (repairs.size() < kMostRepairs)
    repairs.push_back({offset, bytes});
}

// Clean UTF-8: valid, no BOM, no CR, no NUL. Line numbers are those of the source.
struct TextPage {
  Origin origin;
  std::string_view text;        // into the batch's store
  std::string_view encoding;    // IANA name, a literal ("UTF-8")
  uint32_t repaired_bytes = 0;  // source bytes replaced or removed to get there
  uint32_t mojibake = 0;        // places where text was lost before it came here: 锟斤拷, U+FFFD
  std::vector<Repair> repairs;  // where repaired_bytes stood in the source, the first of them
};

struct LineRange {
  uint32_t first = 0;  // inclusive
  uint32_t last = 0;   // inclusive
  bool operator==(const LineRange&) const = default;
};

enum class BlockKind : uint8_t {
  kFurniture,  // masthead, credits, running heads, page labels
  kAd,         // set by the filter only
  kHeadline,
  kByline,
  kHeading,  // a line of its own inside an article: 一、… （二）…
  kParagraph,
  kCaption,
  kTable,
};

// The role of a headline block: a story's deck stands in up to three parts.
enum class HeadlineRole : uint8_t { kTitle, kKicker, kSubtitle };

// One unit of the page in reading order: a paragraph re-joined from its lines, a heading, …
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  HeadlineRole role = HeadlineRole::kTitle;  // headline blocks only
  uint8_t level = 0;  // headings: 1 一、 2 （一） 3 1. …; 0 unnumbered or no heading
  bool starts_article = false;  // segmentation saw an article begin here
  bool open_start = false;      // starts inside a sentence: its beginning stands elsewhere
  bool open_end = false;        // ends inside a sentence: its rest stands elsewhere
  uint16_t columns = 0;         // display columns of a full line here (a Han character is 2)
  Few<LineRange> lines;         // in reading order; more than one round an inset
  std::string text;             // re-joined, jump marks and justification spaces removed
  Rare<std::string> jump_from;  // page named by 上接, canonical ("1", "A3"; "" if none named)
  Rare<std::string> jump_to;    // page named by 下转
  RecordId owner;               // of the article or ad; set by filter and assemble
};

struct Masthead {
  std::string publication;
  std::optional<Date> date;
  std::string page_number;  // as printed, without 第…版: "2", "A03"
  std::string section;      // 要闻
  std::vector<std::string> editors, phones, emails;
};

enum class Layout : uint8_t { kUnknown, kFlowed, kInterleaved };

// A segmented page: every non-blank line is in exactly one block, or in two where a line holds the
// end of one and the start of another (or, kInterleaved, in blocks of each column). Blocks stand in
// reading order.
struct Page {
  Origin origin;
  RecordId id;  // 16 hex digits: hash of the member's name and bytes
  std::string_view encoding;
  uint32_t repaired_bytes = 0;
  uint32_t mojibake = 0;
  std::vector<Repair> repairs;
  Masthead masthead;
  Layout layout = Layout::kUnknown;
  bool old_print = false;  // of a paper of before about 1950
  std::vector<Block> blocks;
};

enum class AdCategory : uint8_t {
  kOther,
  kLostAndVoid,
  kCompany,
  kCourt,
  kAuction,
  kTender,
  kCredit,
  kLicence,
  kPlanning,
  kRecruitment,
  kProperty,
  kService,
  kProduct,
  kEducation,
  kFinance,
  kGreeting,
  kObituary,
  kMissing,
  kUtility,
  kListing,
  kHouse,
  kPublicService,
  kAdvertorial,
};

// What a lost-and-void notice names. Any of it may be empty.
struct LostItem {
  std::string holder;            // 柳溪县东岸茶行
  std::string item;              // as written: 营业执照副本
  std::string number;            // the first one given for it
  std::string_view certificate;  // its kind, a cell of notices.items.tsv: BUSINESS_LICENCE
};

// A sum that a notice states.
struct Amount {
  double value = 0;           // nearest to the exact decimal
  std::string_view currency;  // ISO 4217, a literal
};

// An advertisement or notice, taken out of the news but never thrown away.
struct Ad {
  RecordId id;  // page id + "-n1", "-n2", …
  RecordId page_id;
  Few<LineRange> lines;
  std::string text;  // its paragraphs, joined by LF
  AdCategory category = AdCategory::kOther;
  double confidence = 0;  // 0 to 1
  // Names of the rules that spoke, strongest first: cells of the rule tables.
  std::vector<std::string_view> rules;
  uint64_t fingerprint = 0;    // 64-bit SimHash of the text: daily repeats share it
  bool in_articles = false;    // marked only: its blocks are left to the articles
  std::vector<LostItem> lost;  // LOST_AND_VOID
  // COMPANY, COURT, AUCTION, TENDER and CREDIT, where stated:
  std::string issuer;
  std::optional<Date> date;  // it is dated with, else the first it names
  std::vector<Amount> amounts;
};

// A page whose ads were told from its news: the blocks of an ad have kind kAd and its id as owner,
// unless it is one of those in_articles.
struct ScreenedPage {
  Page page;
  std::vector<Ad> ads;
};

}  // namespace newsmill
