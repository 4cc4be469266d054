// Names are what stands between roles: 本报记者 李四 王五 通讯员 赵六 names three. Tested by
// tests/assemble/bylines_test.cc.
#include "assemble/bylines.h"

#include <algorithm>

#include "core/utf8.h"

namespace newsmill {
namespace {

enum Kind { kAgency, kRole, kNone };
constexpr size_t kReach = 120;       // bytes of a paragraph in which a dateline ends
constexpr size_t kLongestName = 24;  // bytes: 阿依古丽·买买提

bool splits(char32_t c) {
  if (utf8::is_han(c)) return c == U'及' || c == U'和';
  return c == 0 || utf8::is_blank(c) ||
         std::u32string_view(U"、，,/／：:□■●◆◎○（）()|｜").find(c) != std::u32string_view::npos;
}

std::string_view head_of(std::string_view text) {
  size_t cut = std::min(kReach, text.size());
  while (cut < text.size() && !utf8::is_start(text[cut])) --cut;
  return text.substr(0, cut);
}

}  // namespace

BylineReader::BylineReader(const RuleTable& table) {
  const size_t kind = table.column("kind"), word = table.column("word");
  for (const RuleRow& row : table.rows()) {
    const std::string_view name = row[kind];
    if (name != "agency" && name != "role" && name != "none")
      table.fail(row, "kind is agency, role or none");
    words_.add(row[word], name == "agency" ? kAgency : name == "role" ? kRole : kNone);
  }
}

void BylineReader::names(std::string_view text, Byline& byline) const {
  bool half = false;  // 李 四: one name set apart
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (splits(c.code)) {
      if (!utf8::is_blank(c.code)) half = false;
      pos += c.size;
      continue;
    }
    if (const Lexicon::Match word = words_.longest_at(text, pos)) {
      if (word.id == kAgency && byline.agency.empty())
        byline.agency = text.substr(word.begin, word.end - word.begin);
      pos = word.end;
      half = false;
      continue;
    }
    size_t end = pos;
    while (end < text.size() && !splits(utf8::at(text, end).code)) end += utf8::at(text, end).size;
    const std::string_view name = text.substr(pos, end - pos);
    const bool one = utf8::length(name) == 1;
    if (one && half && !byline.authors.empty()) {
      byline.authors.back() += name;
      half = false;
    } else if (name.size() <= kLongestName && utf8::is_han(c.code)) {
      if (std::find(byline.authors.begin(), byline.authors.end(), name) == byline.authors.end())
        byline.authors.emplace_back(name);
      half = one;
    }
    pos = end;
  }
}

void BylineReader::read_line(std::string_view text, Byline& byline) const {
  if (text.size() <= 4 * kReach) names(text, byline);
}

void BylineReader::read_opening(std::string_view text, Byline& byline) const {
  std::string_view head = head_of(text);
  size_t pos = 0;
  for (const std::string_view lead : {"（", "【", "据"})
    if (head.substr(pos).starts_with(lead)) pos += lead.size();
  const Lexicon::Match agency = words_.longest_at(head, pos);
  const bool own = head.substr(pos).starts_with("本报");
  if (!(agency && agency.id == kAgency) && !own) return;
  const size_t place = own ? pos + std::string_view("本报").size() : agency.end;
  const size_t wire = head.find("电", place);
  const size_t report = head.find("讯", place);
  if (wire != std::string_view::npos && wire - place < 60 &&
      head.substr(place, wire - place).find("日") != std::string_view::npos) {
    if (agency && agency.id == kAgency && byline.agency.empty())
      byline.agency = head.substr(agency.begin, agency.end - agency.begin);
    if (byline.dateline.empty()) byline.dateline = head.substr(place, wire - place);
    pos = wire + 3;
  } else if (own && report == place) {
    pos = report + 3;
  } else {
    return;
  }
  while (utf8::is_blank(utf8::at(head, pos).code) && pos < head.size())
    pos += utf8::at(head, pos).size;
  if (!head.substr(pos).starts_with("（")) return;
  const size_t close = head.find("）", pos);
  if (close != std::string_view::npos) names(head.substr(pos, close - pos), byline);
}

}  // namespace newsmill
