// No block of an advertorial is a notice by itself; the whole of it is, where notices stand beside:
//
//   遗失柳溪县…声明作废。            a notice
//   二十年匠心做一杯好茶              title: the notice before may have taken it
//   走进茶行，… 选用 … 口碑 …         praise, and no reporter
//   咨询电话：80001234              end
//
// Test: Advertorials.*.
#include "filter/advertorials.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr std::array<std::string_view, 4> kRoleNames = {"closes-surely", "closes", "praises",
                                                        "reports"};
constexpr size_t kMostBlocks = 12;
constexpr size_t kShortest = 180, kLongest = 4500;  // bytes of text
constexpr size_t kLastWords = 120;                  // bytes in which the end is looked for
constexpr size_t kEnoughPraise = 3, kPraiseIfSure = 2;
constexpr size_t kNoRun = static_cast<size_t>(-1);

// The end of a text, from a character's start.
std::string_view last_words(std::string_view text) {
  if (text.size() <= kLastWords) return text;
  text.remove_prefix(text.size() - kLastWords);
  while (!utf8::is_start(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace

Advertorials::Advertorials(const RuleSet& tables) {
  const RuleTable& table = tables.table("advertorials.tsv");
  int word = 0;
  for (const RuleRow& row : table.rows()) {
    const auto role = std::find(kRoleNames.begin(), kRoleNames.end(), row[table.column("role")]);
    if (role == kRoleNames.end())
      table.fail(row, "no such role: " + std::string(row[table.column("role")]));
    const std::string_view cell = row[table.column("words")];
    for (size_t begin = 0; begin <= cell.size();) {
      const size_t end = std::min(cell.find('|', begin), cell.size());
      words_[static_cast<size_t>(role - kRoleNames.begin())].add(cell.substr(begin, end - begin),
                                                                 word++);
      begin = end + 1;
    }
  }
}

class AdvertorialSearch {
 public:
  AdvertorialSearch(const Advertorials& rules, const Page& page, std::vector<AdRun>* runs)
      : rules_(rules), page_(page), runs_(*runs), run_of_(page.blocks.size(), kNoRun) {
    for (size_t run = 0; run < runs_.size(); ++run)
      for (const size_t block : runs_[run].blocks) run_of_[block] = run;
    for (size_t i = 0; i < page.blocks.size(); ++i)
      if (page.blocks[i].kind != BlockKind::kFurniture) blocks_.push_back(i);
  }

  void find() {
    std::vector<AdRun> found;
    for (size_t i = 0; i < blocks_.size();) {
      const size_t end = is_title(i) ? end_of(i) : i;
      if (end == i || !is_one(i, end)) {
        ++i;
        continue;
      }
      found.push_back(run_of(i, end));
      i = end;
    }
    if (!found.empty()) take(std::move(found));
  }

 private:
  const Block& block(size_t i) const { return page_.blocks[blocks_[i]]; }
  size_t run_at(size_t i) const { return run_of_[blocks_[i]]; }
  const Lexicon& words(Advertorials::Role role) const { return rules_.words_[role]; }

  bool is_title(size_t i) const {
    return block(i).kind == BlockKind::kHeadline &&
           (i == 0 || block(i - 1).kind != BlockKind::kHeadline || run_at(i - 1) != run_at(i));
  }

  bool says(std::string_view text, Advertorials::Role role) const {
    bool found = false;
    words(role).scan(text, [&](const Lexicon::Match&) { found = true; });
    return found;
  }
  // Ends in a number or a bracket, and in words that close: nearly no block is asked for the words.
  bool closes(size_t i) const {
    const char32_t last = utf8::before(block(i).text, block(i).text.size()).code;
    if (!utf8::is_digit(last) && last != U'）' && last != U')' && last != U'】') return false;
    const std::string_view end = last_words(block(i).text);
    return says(end, Advertorials::kClosesSurely) || says(end, Advertorials::kCloses);
  }

  // Behind the block that closes the text under this title; the title's place for none.
  size_t end_of(size_t title) const {
    const size_t last = std::min(blocks_.size(), title + kMostBlocks);
    const bool beside = is_notice(title - 1);
    bool text = false;
    for (size_t i = title + 1; i < last; ++i) {
      const bool headline = block(i).kind == BlockKind::kHeadline;
      if (text && headline) return title;
      text |= !headline;
      if (text && (beside || is_notice(i + 1)) && closes(i)) return i + 1;
    }
    return title;
  }

  // Is the text [title, end) an advertorial that the page's runs do not hold already?
  bool is_one(size_t title, size_t end) const {
    size_t bytes = 0, news = 0;
    for (size_t i = title; i < end; ++i) {
      bytes += block(i).text.size();
      if (run_at(i) == kNoRun) news += block(i).text.size();
    }
    if (bytes > kLongest || news < kShortest) return false;
    std::set<int> praise;
    for (size_t i = title; i < end; ++i) {
      const std::string_view text = block(i).text;
      if (says(text, Advertorials::kReports)) return false;
      words(Advertorials::kPraises).scan(text, [&](const Lexicon::Match& m) {
        praise.insert(m.id);
      });
    }
    const bool sure = says(last_words(block(end - 1).text), Advertorials::kClosesSurely);
    return praise.size() >= (sure ? kPraiseIfSure : kEnoughPraise) && fits(title, end);
  }

  bool is_notice(size_t i) const { return i < blocks_.size() && run_at(i) != kNoRun; }

  // Runs that it cuts into lose their last blocks or their first ones, never some in the middle.
  bool fits(size_t title, size_t end) const {
    return title == 0 || end == blocks_.size() || run_at(title - 1) == kNoRun ||
           run_at(title - 1) != run_at(end);
  }

  AdRun run_of(size_t title, size_t end) const {
    AdRun run{{}, AdCategory::kAdvertorial, kScore, "advertorial.text", {}};
    for (size_t i = title; i < end; ++i) run.blocks.push_back(blocks_[i]);
    return run;
  }

  void take(std::vector<AdRun> found) {
    for (const AdRun& run : found)
      for (const size_t block : run.blocks) run_of_[block] = kNoRun;
    for (size_t run = 0; run < runs_.size(); ++run)
      std::erase_if(runs_[run].blocks, [&](size_t block) { return run_of_[block] != run; });
    std::erase_if(runs_, [](const AdRun& run) { return run.blocks.empty(); });
    for (AdRun& run : found) runs_.push_back(std::move(run));
    std::sort(runs_.begin(), runs_.end(),
              [](const AdRun& a, const AdRun& b) { return a.blocks.front() < b.blocks.front(); });
  }

  static constexpr float kScore = 2;  // of evidence that is not weighed

  const Advertorials& rules_;
  const Page& page_;
  std::vector<AdRun>& runs_;
  std::vector<size_t> run_of_;  // of each of the page's blocks
  std::vector<size_t> blocks_;  // that are no furniture
};

void Advertorials::find(const Page& page, std::vector<AdRun>* runs) const {
  if (!runs->empty()) AdvertorialSearch(*this, page, runs).find();
}

}  // namespace newsmill
