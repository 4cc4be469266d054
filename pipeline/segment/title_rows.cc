// …柳湾新桥今日通车。 / 柳湾新桥 / 今日通车 / 谁来修路？ / 修路人的一天: 新桥今 and 桥今日 stand in
// the text before the row, 车谁 does not. Tested by tests/segment/title_rows_test.cc.
#include "segment/title_rows.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"
#include "segment/line_cues.h"

namespace newsmill {
namespace {

constexpr size_t kFewest = 5, kMost = 60;  // lines of a row
constexpr size_t kLongestPage = 1 << 17;   // bytes

class TitleRow {
 public:
  TitleRow(const MeasuredPage& page, const CommonPairs& common, std::vector<LineRole>& roles)
      : page_(page), lines_(page.lines), common_(common), roles_(roles) {}

  void read() {
    if (has_blank_lines()) return;
    size_t end = lines_.size();
    while (end > 0 && roles_[end - 1] == LineRole::kFurniture) --end;
    size_t first = end, heads = 0;
    while (first > 0 && end - first < kMost && may_be_title(first - 1)) heads += is_head(--first);
    if (end - first < kFewest || heads * 2 <= end - first || !behind_texts(first)) return;
    for (size_t i = first; i < end; ++i)
      roles_[i] = i > first && are_one(i) ? LineRole::kHeadInner : LineRole::kHead;
  }

 private:
  bool has_blank_lines() const {
    return std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.gap > 0; });
  }
  bool is_head(size_t i) const {
    return roles_[i] == LineRole::kHead || roles_[i] == LineRole::kHeadInner;
  }

  bool may_be_title(size_t i) const {
    const Line& line = lines_[i];
    const bool text = roles_[i] == LineRole::kBegin || roles_[i] == LineRole::kInner ||
                      roles_[i] == LineRole::kResume || roles_[i] == LineRole::kSub ||
                      roles_[i] == LineRole::kSubInner;
    return (is_head(i) || text) && !line.period_inside && !line.period_last &&
           line.tail != CharClass::kComma && !(page_.cues[i] & kOpeningCues) && line.han > 0 &&
           !line.closes_first && !line.in(page_.text).starts_with("（");
  }

  // Does a text end before line i, or the page's furniture?
  bool behind_texts(size_t i) const {
    return i > 0 && (roles_[i - 1] == LineRole::kFurniture || lines_[i - 1].period_last);
  }

  // Are line i and the one before it parts of one headline?
  bool are_one(size_t i) const {
    const std::string_view above = lines_[i - 1].in(page_.text), below = lines_[i].in(page_.text);
    if (lines_[i - 1].closed || lines_[i - 1].tail == CharClass::kDash ||
        lines_[i - 1].tail == CharClass::kColon || lines_[i].head == CharClass::kDash)
      return false;
    const utf8::Char last = utf8::before(above, above.size()), first = utf8::at(below, 0);
    if (common_.tie(last.code, first.code) == CommonPairs::kClose) return true;
    const std::string_view before = above.substr(0, above.size() - last.size),
                           behind = below.substr(first.size);
    const std::string_view last_two =
        above.substr(before.size() - utf8::before(before, before.size()).size);
    const std::string_view first_two =
        below.substr(0, std::min<size_t>(below.size(), first.size + utf8::at(behind, 0).size));
    return says(last_two, below.substr(0, first.size)) &&
           says(above.substr(before.size()), first_two);
  }
  // Does the page say that on a line?
  bool says(std::string_view left, std::string_view right) const {
    return page_.text.size() <= kLongestPage &&
           page_.text.find(std::string(left).append(right)) != page_.text.npos;
  }

  const MeasuredPage& page_;
  const std::span<const Line> lines_;
  const CommonPairs& common_;
  std::vector<LineRole>& roles_;
};

}  // namespace

void read_title_row(const MeasuredPage& page, const CommonPairs& common,
                    std::vector<LineRole>& roles) {
  TitleRow(page, common, roles).read();
}

}  // namespace newsmill
