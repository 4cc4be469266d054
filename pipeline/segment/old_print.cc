// 囘到城裏、已是黃昏、 is of an old paper: traditional, 囘 for 回, 、 for ，; 回到城裡，已是黃昏。
// is traditional too, but of our day. Tested by tests/segment/old_print_test.cc.
#include "segment/old_print.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/utf8.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kGlance = 200;     // Han characters that show which script a page is in
constexpr size_t kOneFormIn = 300;  // Han characters; old papers have one in 100, modern ones none
constexpr size_t kOneTraditionalIn = 20;  // … one in six, simplified pages none
constexpr size_t kOnePauseIn = 30;        // … one in ten
constexpr size_t kPausesToComma = 2;      // modern papers write a 、 for every third ，
constexpr size_t kDatelineReach = 90;     // bytes from （ to 電

// （柳湾一日電）, or （柳湾一日某 where the line ends before 電.
bool wire(std::string_view line) {
  if (utf8::at(line, 0).code != U'（') return false;
  const std::string_view head = line.substr(0, std::min(line.find("）"), kDatelineReach));
  return head.ends_with("電") || head.ends_with("訊") ||
         (head.size() == line.size() && head.find("日") != std::string_view::npos);
}

// A 、 that is not behind a number alone, as in 一、 or （二）、.
bool pauses(std::string_view line) {
  const size_t at = line.find("、", 1);
  if (at == std::string_view::npos) return false;
  return at > 6 || line.find("、", at + 3) != std::string_view::npos;
}

}  // namespace

OldPrint::OldPrint(const RuleTable& table) {
  static constexpr std::pair<std::string_view, Kind> kNames[] = {
      {"form", kForm}, {"traditional", kTraditional}, {"pause", kPause}, {"comma", kComma}};
  for (char32_t code = 0; code < kinds_.size(); ++code)
    kinds_[code] = utf8::is_han(code) ? kHan : kOther;
  const size_t kind = table.column("kind"), characters = table.column("characters");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                    [&](const auto& name) { return name.first == row[kind]; });
    if (found == std::end(kNames)) table.fail(row, "no kind: " + std::string(row[kind]));
    for (size_t pos = 0; pos < row[characters].size();) {
      const utf8::Char c = utf8::at(row[characters], pos);
      if (c.code < kinds_.size()) kinds_[c.code] = found->second;
      pos += c.size;
    }
  }
}

// Are fewer of the Han characters traditional than on any old page? The first few hundred show it.
bool OldPrint::is_simplified(std::string_view text) const {
  // What a character adds to two counts in one: of Han characters, of traditional ones above them.
  constexpr uint32_t kTraditionalOne = 1u << 16;
  static constexpr std::array<uint32_t, kKinds> kCounts = [] {
    std::array<uint32_t, kKinds> counts{};
    counts[kHan] = 1;
    counts[kForm] = counts[kTraditional] = kTraditionalOne | 1;
    return counts;
  }();
  uint32_t count = 0;
  for (size_t pos = 0; pos < text.size() && count % kTraditionalOne < kGlance;) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    count += kCounts[kind_of(c.code)];
  }
  const size_t han = count % kTraditionalOne, traditional = count / kTraditionalOne;
  return han == 0 || traditional * kOneTraditionalIn < han;
}

bool OldPrint::holds(std::string_view text) const {
  if (is_simplified(text)) return false;
  size_t han = 0;
  std::array<size_t, kKinds> count{};
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    pos += c.size;
    const uint8_t kind = kind_of(c.code);
    ++count[kind];
    han += is_han(kind);
  }
  if ((count[kForm] + count[kTraditional]) * kOneTraditionalIn < han) return false;
  return count[kForm] * kOneFormIn >= han ||
         (count[kPause] * kOnePauseIn >= han && count[kPause] >= kPausesToComma * count[kComma]);
}

void OldPrint::add_cues(std::string_view text, std::span<const Line> lines,
                        std::vector<uint32_t>& cues) const {
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].in(text);
    if (pauses(line)) cues[i] |= kCommaInsideCue;
    if (wire(line)) cues[i] |= kWireCue;
  }
}

}  // namespace newsmill
