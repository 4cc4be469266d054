// An issue is planned by bytes: so many pages, each with a share. A page is a masthead, notices,
// the rests of stories begun on earlier pages, and new stories while there is room; the last of
// them may be cut and go on elsewhere (下转第三版 … 上接第一版).
// Tested by tests/newsgen/press_test.cc.
#include "newsgen/press.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/result.h"
#include "newsgen/tables.h"

namespace newsmill::newsgen {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days kFirstDay = sys_days(std::chrono::year(2024) / 3 / 18);
constexpr size_t kSmallestPage = 2500;
constexpr size_t kSmallestStory = 500;
constexpr std::string_view kHanDigits[] = {"〇", "一", "二", "三", "四", "五",
                                           "六", "七", "八", "九", "十"};

struct PaperKind {
  std::string_view name, suffix;
};
constexpr PaperKind kPaperKinds[] = {
    {"日报", ""}, {"晚报", "-wanbao"}, {"商报", "-shangbao"}, {"晨报", "-chenbao"}};

// How often a category is printed; lost seals and certificates are most of them.
struct NoticeShare {
  std::string_view category;
  uint32_t share;
};
constexpr NoticeShare kNotices[] = {
    {"LOST_AND_VOID", 34}, {"COMPANY", 8},     {"COURT", 6},    {"AUCTION", 5},
    {"TENDER", 5},         {"CREDIT", 2},      {"LICENCE", 2},  {"PLANNING", 4},
    {"RECRUITMENT", 5},    {"PROPERTY", 4},    {"SERVICE", 4},  {"PRODUCT", 2},
    {"EDUCATION", 3},      {"FINANCE", 2},     {"GREETING", 2}, {"OBITUARY", 2},
    {"MISSING", 2},        {"UTILITY", 3},     {"LISTING", 3},  {"HOUSE", 4},
    {"PUBLIC_SERVICE", 3}, {"ADVERTORIAL", 2}, {"OTHER", 1}};

std::string jump_page(const Style& style, uint32_t page) {
  switch (style.jump_form) {
    case 0:
      return fmt::format("第{}版", page <= 10 ? kHanDigits[page] : std::to_string(page));
    case 1:
      return fmt::format("第{}版", page);
    case 2:
      return fmt::format("{}版", page);
    default:
      return fmt::format("A{}版", page);
  }
}

// （上接第一版）, now and then with the wrong brackets that real pages have.
std::string jump_mark(std::string_view verb, const Style& style, uint32_t page, Random& dice) {
  const std::string inside = fmt::format("{}{}", verb, jump_page(style, page));
  switch (dice.below(40)) {
    case 0:
      return "（" + inside + "】";
    case 1:
      return "[" + inside + ")";
    case 2:
      return "(" + inside + ")";
    case 3:
      return "(" + inside + "）";
    default:
      return "（" + inside + "）";
  }
}

}  // namespace

// Printing one issue.
class Press::IssueRun {
 public:
  IssueRun(const Press& press, const Paper& paper, uint64_t number, sys_days day)
      : press_(press),
        paper_(paper),
        dice_(press.options_.seed, number),
        day_(day),
        writer_(press.grammar_, press.quantities_, press.symbols_, press.options_.density,
                press.options_.truth, dice_, slots_),
        context_{dice_, slots_, 0, 0, nullptr} {
    fill_slots();
  }

  void print(size_t bytes, uint32_t pages, PrintedIssue& issue);

 private:
  std::string draw(std::string_view symbol) {
    return press_.grammar_.text(press_.grammar_.symbol(symbol), context_);
  }
  bool report() const { return press_.options_.density == Density::kReport; }
  void fill_slots();
  void page_slots(uint32_t page, uint32_t pages);
  void print_page(uint32_t page, size_t bytes, PrintedPage& out);
  void masthead(Sheet& sheet, uint32_t page);
  void note_masthead(std::string_view printed, uint32_t page, MastheadTruth& truth) const;
  void notice(Sheet& sheet);
  void stories(Sheet& sheet, uint32_t page, size_t target);
  // Lays the story; what is left when the page is full goes to `to_page` (0: nothing is left).
  void lay(Sheet& sheet, Rest rest, uint32_t page, size_t limit, uint32_t to_page);
  void local_slots();

  const Press& press_;
  const Paper& paper_;
  Random dice_;
  const sys_days day_;
  Slots slots_;
  StoryWriter writer_;
  Grammar::Context context_;
  std::vector<Rest> rests_;
  uint32_t pages_ = 0, stories_ = 0;
};

void Press::IssueRun::fill_slots() {
  const std::chrono::year_month_day date(day_);
  const unsigned month = static_cast<unsigned>(date.month()),
                 day = static_cast<unsigned>(date.day());
  constexpr std::string_view kWeekdays[] = {"日", "一", "二", "三", "四", "五", "六"};
  slots_[Slot::kCity] = paper_.city;
  slots_[Slot::kProvince] = paper_.province;
  slots_[Slot::kPaper] = paper_.name;
  slots_[Slot::kYear] = std::to_string(static_cast<int>(date.year()));
  slots_[Slot::kLastyear] = std::to_string(static_cast<int>(date.year()) - 1);
  slots_[Slot::kMonth] = std::to_string(month);
  slots_[Slot::kDay] = std::to_string(day);
  slots_[Slot::kMonth2] = fmt::format("{:02}", month);
  slots_[Slot::kDay2] = fmt::format("{:02}", day);
  slots_[Slot::kWeekday] = kWeekdays[std::chrono::weekday(day_).c_encoding()];
  local_slots();
}

// The county, town and firm that a story keeps coming back to.
void Press::IssueRun::local_slots() {
  constexpr std::string_view kCounties[] = {"县", "区", "市"}, kTowns[] = {"镇", "乡", "街道"};
  slots_[Slot::kCounty] = draw("place") + std::string(kCounties[dice_.below(3)]);
  slots_[Slot::kTown] = draw("place") + std::string(kTowns[dice_.below(3)]);
  slots_[Slot::kFirm] = draw("firm");
  slots_[Slot::kStreet] = draw("place");
}

void Press::IssueRun::page_slots(uint32_t page, uint32_t pages) {
  const auto name = [&] {
    const std::string person = draw("person");
    return person.size() == 6 && dice_.chance(50) ? person.substr(0, 3) + " " + person.substr(3)
                                                  : person;
  };
  const auto phone = [&] { return fmt::format("8{}", dice_.between(1000000, 9999999)); };
  for (const Slot slot : {Slot::kEditor, Slot::kEditor2, Slot::kEditor3}) slots_[slot] = name();
  slots_[Slot::kPhone] = phone();
  slots_[Slot::kPhone2] = phone();
  slots_[Slot::kEmail] =
      fmt::format("{}rb@example.com", paper_.folder.substr(0, paper_.folder.find('-')));
  slots_[Slot::kPage] = std::to_string(page);
  slots_[Slot::kPage2] = fmt::format("{:02}", page);
  slots_[Slot::kPages] = std::to_string(pages);
  slots_[Slot::kSection] = page == 1 ? "要闻" : draw("section");
}

void Press::IssueRun::print(size_t bytes, uint32_t pages, PrintedIssue& issue) {
  pages_ = pages;
  size_t left = bytes;
  for (uint32_t page = 1; page <= pages; ++page) {
    const size_t share = left / (pages - page + 1);
    const size_t variation = page == pages ? 0 : share / 4;
    const size_t target = share - variation / 2 + dice_.below(static_cast<uint32_t>(variation + 1));
    issue.pages.emplace_back();
    print_page(page, std::min(target, left), issue.pages.back());
    left -= std::min(left, issue.pages.back().text.size());
  }
}

void Press::IssueRun::print_page(uint32_t page, size_t bytes, PrintedPage& out) {
  const std::chrono::year_month_day date(day_);
  out.name =
      fmt::format("{}/{:04}-{:02}-{:02}/{:02}.txt", paper_.folder, static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), page);
  page_slots(page, pages_);
  Sheet sheet(paper_.style, dice_, press_.options_.truth, bytes);
  masthead(sheet, page);
  const bool all_notices =
      !report() && page > 1 && page == pages_ && rests_.empty() && dice_.chance(12);
  for (uint32_t n = report() ? dice_.below(3) : dice_.below(6); n > 0 && sheet.bytes() < bytes / 3;
       --n)
    notice(sheet);
  while (all_notices && sheet.bytes() < bytes) notice(sheet);
  stories(sheet, page, bytes);
  if (dice_.chance(40)) sheet.furniture(draw("furniture.foot"));
  out.truth = std::move(sheet.truth());
  out.truth.page = out.name;
  out.truth.mode = paper_.style.raw ? "raw" : "default";
  out.text = sheet.take_text();
}

void Press::IssueRun::masthead(Sheet& sheet, uint32_t page) {
  // A paper keeps its form: the form is drawn with the paper's own dice.
  Random form(press_.options_.seed, ~uint64_t{paper_.style.masthead});
  Grammar::Context context{form, slots_, 0, 0, nullptr};
  const std::string printed = press_.grammar_.text(
      press_.grammar_.symbol(page == 1 ? "furniture.front" : "furniture.inside"), context);
  sheet.furniture(printed);
  if (press_.options_.truth) note_masthead(printed, page, sheet.truth().masthead);
}

// What of the masthead's fields stands on the page.
void Press::IssueRun::note_masthead(std::string_view printed, uint32_t page,
                                    MastheadTruth& truth) const {
  const auto stands = [&](std::string_view text) {
    return printed.find(text) != std::string_view::npos;
  };
  if (stands(paper_.name)) truth.publication = paper_.name;
  truth.date =
      fmt::format("{}-{}-{}", slots_[Slot::kYear], slots_[Slot::kMonth2], slots_[Slot::kDay2]);
  if (stands(slots_[Slot::kSection])) truth.section = slots_[Slot::kSection];
  for (const Slot slot : {Slot::kEditor, Slot::kEditor2, Slot::kEditor3})
    if (stands(slots_[slot])) truth.editors.push_back(without_blanks(slots_[slot]));
  for (const Slot slot : {Slot::kPhone, Slot::kPhone2})
    if (stands(slots_[slot])) truth.phones.push_back(slots_[slot]);
  if (stands(slots_[Slot::kEmail])) truth.emails.push_back(slots_[Slot::kEmail]);
  if (page == 1) return;
  const std::string &one = slots_[Slot::kPage], &two = slots_[Slot::kPage2];
  if (stands("A" + two))
    truth.page_number = "A" + two;
  else if (stands("A" + one + " "))
    truth.page_number = "A" + one;
  else if (printed.starts_with(two))
    truth.page_number = two;
  else if (stands("第" + one + "版") || stands(one + " "))
    truth.page_number = one;
}

void Press::IssueRun::notice(Sheet& sheet) {
  uint32_t total = 0;
  for (const NoticeShare& notice : kNotices) total += notice.share;
  uint32_t drawn = dice_.below(total);
  const NoticeShare* chosen = kNotices;
  while (drawn >= chosen->share) drawn -= chosen++->share;
  const size_t before = sheet.bytes();
  sheet.notice(chosen->category, draw(fmt::format("notice.{}", chosen->category)));
  writer_.printed(sheet.bytes() - before);
}

void Press::IssueRun::stories(Sheet& sheet, uint32_t page, size_t target) {
  for (std::vector<Rest> coming = std::exchange(rests_, {}); Rest & rest : coming) {
    if (rest.to_page != page) {
      rests_.push_back(std::move(rest));
    } else {
      const bool full = report() && page < pages_;
      lay(sheet, std::move(rest), page, full ? target : std::string::npos, full ? page + 1 : 0);
    }
  }
  while (sheet.bytes() + kSmallestStory < target) {
    const size_t room = target - sheet.bytes();
    local_slots();
    Rest rest;
    rest.id = fmt::format("s{}", ++stories_);
    if (report()) {
      // One report over all pages.
      rest.story = writer_.report(page < pages_ ? room + (pages_ - page) * (target * 9 / 10)
                                                : room * 29 / 30);
      lay(sheet, std::move(rest), page, target, page < pages_ ? page + 1 : 0);
      continue;
    }
    size_t length = static_cast<size_t>(dice_.between(900, 6000));
    uint32_t to_page = 0;
    if (length + 1200 > room) {
      length = room > 200 ? room - 200 : room;
      if (page < pages_ && room > 1500 && dice_.chance(40)) {
        to_page = page + 1 + dice_.below(pages_ - page);
        length = room + std::min<size_t>(target / 4, static_cast<size_t>(dice_.between(700, 4000)));
      }
    }
    rest.story = dice_.chance(8) && to_page == 0
                     ? writer_.hard_negative(std::min<size_t>(length, 1800))
                     : writer_.news(length);
    lay(sheet, std::move(rest), page, to_page == 0 ? std::string::npos : target, to_page);
    for (uint32_t n = dice_.chance(25) ? 1 + dice_.below(3) : 0;
         n > 0 && sheet.bytes() + kSmallestStory < target; --n)
      notice(sheet);
  }
}

void Press::IssueRun::lay(Sheet& sheet, Rest rest, uint32_t page, size_t limit, uint32_t to_page) {
  const Style& style = paper_.style;
  std::string mark;
  if (rest.from_page > 0) {
    mark = jump_mark(dice_.chance(6) ? "紧接" : "上接", style, rest.from_page, dice_);
    sheet.begin_article(rest.story, rest.id, jump_page(style, rest.from_page));
  } else {
    sheet.begin_article(rest.story, rest.id, "");
    sheet.headline(rest.story);
  }
  const size_t pieces = rest.story.pieces.size();
  for (; rest.piece < pieces && (to_page == 0 || sheet.bytes() < limit || !mark.empty());
       ++rest.piece) {
    const Piece& piece = rest.story.pieces[rest.piece];
    // A mark stands in a paragraph; what opens with a heading is continued without one.
    const std::string in_line =
        piece.kind == PieceKind::kBody ? std::exchange(mark, {}) : std::string();
    rest.from =
        sheet.set_piece(piece, rest.from, in_line, to_page == 0 ? std::string::npos : limit);
    if (rest.from != std::string::npos) break;
    rest.from = 0;
    if (to_page == 0 && !report() && dice_.chance(1)) notice(sheet);
  }
  if (rest.piece == pieces) return sheet.end_article("", "");
  sheet.end_article(jump_mark("下转", style, to_page, dice_), jump_page(style, to_page));
  rest.from_page = page;
  rest.to_page = to_page;
  rests_.push_back(std::move(rest));
}

Press::Press(const Options& options)
    : options_(options), quantities_(grammar_), symbols_(grammar_) {
  if (options.papers < 1 || options.papers > kMaxPapers)
    throw FatalError(
        fmt::format("the number of papers is 1 to {}, not {}", kMaxPapers, options.papers), 2);
  if (options.bytes < kMinBytes)
    throw FatalError(fmt::format("the size is at least {} bytes, not {}", kMinBytes, options.bytes),
                     2);
  for (uint32_t i = 0; i < options.papers; ++i) papers_.push_back(make_paper(i));
}

Press::Paper Press::make_paper(uint32_t number) const {
  const RuleTable table = builtin_table("papers.tsv");
  const size_t cities = table.rows().size();
  const RuleRow& row = table.rows()[number % cities];
  const PaperKind& kind = kPaperKinds[number / cities % std::size(kPaperKinds)];
  Random dice(options_.seed, ~uint64_t{number} << 20);
  constexpr int kColumns[] = {30, 32, 32, 34, 34, 34, 34, 34, 36, 44};
  constexpr Justify kJustify[] = {Justify::kNone,   Justify::kEven,   Justify::kTightPunct,
                                  Justify::kDigits, Justify::kDigits, Justify::kPunctuation};
  Style style;
  style.raw = dice.chance(20);
  style.columns = kColumns[dice.below(std::size(kColumns))];
  style.justify = kJustify[dice.below(std::size(kJustify))];
  style.hang = dice.chance(60);
  style.split_numbers = dice.chance(12);
  style.ideographic_indent = dice.chance(12);
  style.blank_after_paragraph = dice.chance(60) ? 95 : 0;
  style.false_blanks = dice.chance(60) ? 20 : 0;
  style.jump_form = dice.below(4);
  style.masthead = number;
  return {std::string(row[0]), fmt::format("{}{}", row[1], kind.suffix), std::string(row[2]),
          fmt::format("{}{}", row[0], kind.name), style};
}

bool Press::next(PrintedIssue& issue) {
  issue.pages.clear();
  const uint64_t left = options_.bytes - std::min(options_.bytes, printed_);
  if (left < kSmallestStory) return false;
  Random dice(options_.seed, ~issue_);
  uint32_t pages = static_cast<uint32_t>(dice.between(4, 8));
  uint64_t bytes = pages * static_cast<uint64_t>(dice.between(8000, 24000));
  if (left < bytes + bytes / 3) {
    bytes = left;
    pages = static_cast<uint32_t>(
        std::clamp<uint64_t>(bytes / 10000, bytes >= 2 * kSmallestPage ? 2 : 1, 8));
  }
  const sys_days day = kFirstDay + days(static_cast<int64_t>(issue_ / papers_.size()));
  if (std::chrono::year_month_day(day).year() > std::chrono::year(9999))
    throw FatalError("so much text needs more papers: the dates run past the year 9999", 2);
  IssueRun(*this, papers_[issue_ % papers_.size()], issue_, day).print(bytes, pages, issue);
  for (const PrintedPage& page : issue.pages) printed_ += page.text.size();
  ++issue_;
  return true;
}

}  // namespace newsmill::newsgen
