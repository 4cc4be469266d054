// A date is eight figures in a row of components: 2021 02 10, however they are parted; of several
// the one next to the page counts (backup-20240101/tzrb/2021-02-10/02.txt). Tested by
// tests/core/page_path_test.cc.
#include "core/page_path.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace newsmill {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int value(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

struct Found {
  Date date;
  size_t begin, end;
};

// yyyy?mm?dd with the same separator (or none) twice; the figures before and after are no part.
std::optional<Found> date_at(std::string_view text, size_t pos) {
  if (pos > 0 && digit(text[pos - 1])) return std::nullopt;
  size_t at = pos;
  int parts[3];
  for (int i = 0; i < 3; ++i) {
    const size_t length = i == 0 ? 4 : 2;
    if (i > 0 && at < text.size() &&
        (text[at] == '-' || text[at] == '/' || text[at] == '_' || text[at] == '.'))
      ++at;
    if (at + length > text.size()) return std::nullopt;
    const std::string_view digits = text.substr(at, length);
    if (!std::all_of(digits.begin(), digits.end(), digit)) return std::nullopt;
    parts[i] = value(digits);
    at += length;
  }
  if (at < text.size() && digit(text[at])) return std::nullopt;
  const Date date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok() || parts[0] < 1600 || parts[0] > 2200) return std::nullopt;
  return Found{date, pos, at};
}

std::string_view without_extensions(std::string_view name) {
  const size_t dot = name.find('.');
  return dot == 0 || dot == std::string_view::npos ? name : name.substr(0, dot);
}

// The last figures of a file's name, with the capital letter before them.
std::string page_of(std::string_view stem) {
  size_t end = stem.size();
  while (end > 0 && !digit(stem[end - 1])) --end;
  size_t begin = end;
  while (begin > 0 && digit(stem[begin - 1])) --begin;
  if (end == begin || end - begin > 3 || end != stem.size()) return {};
  if (begin > 0 && stem[begin - 1] >= 'A' && stem[begin - 1] <= 'Z' &&
      (begin == 1 || !letter(stem[begin - 2])))
    --begin;
  return canonical_page(stem.substr(begin, end - begin));
}

std::string_view component_before(std::string_view member, size_t end) {
  while (end > 0 && (member[end - 1] == '/' || member[end - 1] == '_' || member[end - 1] == '-'))
    --end;
  size_t begin = end;
  while (begin > 0 && member[begin - 1] != '/') --begin;
  return member.substr(begin, end - begin);
}

}  // namespace

std::string canonical_page(std::string_view printed) {
  size_t pos = 0;
  std::string page;
  if (!printed.empty() && letter(printed[0])) {
    page.push_back(static_cast<char>(printed[0] & ~0x20));
    pos = 1;
  }
  while (pos + 1 < printed.size() && printed[pos] == '0') ++pos;
  return page + std::string(printed.substr(pos));
}

PagePath read_path(std::string_view name) {
  PagePath path;
  const size_t slash = name.rfind('/');
  if (slash != std::string_view::npos) path.directory = name.substr(0, slash);
  size_t after_date = 0;
  for (size_t pos = name.size(); pos-- > 0 && !path.date;) {
    const auto found = date_at(name, pos);
    if (!found) continue;
    path.date = found->date;
    path.publication = component_before(name, found->begin);
    after_date = found->end;
  }
  const size_t file = slash == std::string_view::npos ? 0 : slash + 1;
  path.page_number =
      page_of(without_extensions(name.substr(std::max(file, std::min(after_date, name.size())))));
  return path;
}

std::string path_of(const Origin& origin) {
  switch (origin.within) {
    case Origin::Within::kFile:
      return *origin.archive;
    case Origin::Within::kDirectory:
      return *origin.archive + '/' + origin.member;
    case Origin::Within::kArchive:
      break;
  }
  return origin.member;
}

}  // namespace newsmill
