// The holder stands before the word of loss, or between it and the first item:
//
//   柳溪县东岸茶行  遗失  营业执照副本、公章一枚，注册号330120000456789，声明作废。
//   holder         lost  item         item      number of the first
//
// Test: LostItems.*.
#include "filter/lost_items.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kLongestName = 120;  // bytes: 40 Han characters
constexpr size_t kMostItems = 20;
constexpr size_t kShortestNumber = 4;

bool starts_with(std::string_view text, size_t pos, std::string_view word) {
  return text.substr(pos).starts_with(word);
}

bool ends_clause(char32_t c) {
  return c == U'，' || c == U',' || c == U'。' || c == U'；' || c == U'\n' || c == U'：';
}

bool in_number(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '*' ||
         c == '-';
}

class LostNotice {
 public:
  LostNotice(std::string_view text, const NoticeWords& words) : text_(text), words_(words) {}

  std::vector<LostItem> items() {
    find_items();
    find_loss();
    if (found_.empty() || !loss_) return {};
    find_numbers();
    const std::string_view holder = holder_of();
    std::vector<LostItem> items;
    for (size_t i = 0; i < found_.size(); ++i) {
      const Lexicon::Match& item = found_[i];
      items.push_back({std::string(holder), text_of(item.begin, item.end),
                       i < numbers_.size() ? numbers_[i] : std::string(),
                       words_.certificate(item.id)});
    }
    return items;
  }

 private:
  std::string_view part(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }
  std::string text_of(size_t begin, size_t end) const { return std::string(part(begin, end)); }

  void find_items() {
    words_.items().scan(text_, [&](const Lexicon::Match& match) {
      const bool is_label = starts_with(text_, match.end, "号") ||
                            (!found_.empty() && (starts_with(text_, match.end, "编号") ||
                                                 starts_with(text_, match.end, "代码")));
      const bool again = std::any_of(found_.begin(), found_.end(), [&](const auto& other) {
        return part(other.begin, other.end) == part(match.begin, match.end);
      });
      if (!is_label && !again && found_.size() < kMostItems) found_.push_back(match);
    });
  }

  // A title's word tells only where it stands behind the item: …营运证，丢失声明.
  void find_loss() {
    std::optional<Lexicon::Match> behind;
    words_.words(NoticeRole::kLost).scan(text_, [&](const Lexicon::Match& match) {
      if (loss_) return;
      if (!words_.words(NoticeRole::kTitle).longest_at(text_, match.end)) {
        loss_ = match;
      } else if (!found_.empty() && found_.front().end <= match.begin) {
        behind = match;
      }
    });
    if (!loss_) loss_ = behind;
  }

  // Who lost it: before the loss or, where nobody stands there, behind it.
  std::string_view holder_of() const {
    const size_t item = found_.front().begin;
    const std::string_view before = name_in(sentence_before(std::min(loss_->begin, item)));
    if (!before.empty() || item < loss_->end) return before;
    return name_in(text_.substr(loss_->end, item - loss_->end));
  }

  std::string_view sentence_before(size_t end) const {
    size_t begin = end;
    while (begin > 0) {
      const utf8::Char c = utf8::before(text_, begin);
      if (c.code == U'。' || c.code == U'；' || c.code == U'\n') break;
      begin -= c.size;
    }
    return text_.substr(begin, end - begin);
  }

  // 由柳溪县市场监督管理局核发的东岸茶行  ->  东岸茶行
  std::string_view name_in(std::string_view part) const {
    constexpr std::string_view kOf = "的";
    part = words_.bare_name(part);
    if (part.starts_with("由") || (!part.empty() && utf8::is_digit(utf8::at(part, 0).code)))
      if (const size_t of = part.rfind(kOf); of != part.npos) part = part.substr(of + kOf.size());
    for (const std::string_view cut : {"（", "(", "，", ",", "："})
      part = part.substr(0, part.find(cut));
    if (const size_t line = part.rfind('\n'); line != part.npos) part = part.substr(line + 1);
    part = words_.bare_name(part);
    return part.size() <= kLongestName ? part : std::string_view();
  }

  // Numbers between an item and the next are the item's; those behind several are dealt out.
  void find_numbers() {
    numbers_.resize(found_.size());
    size_t first = 0;  // item without a number yet
    for (size_t i = 0; i < found_.size(); ++i) {
      const size_t end = i + 1 < found_.size() ? found_[i + 1].begin : text_.size();
      const std::vector<std::string> here = numbers_between(found_[i].end, end);
      if (here.empty()) continue;
      if (here.size() < i + 1 - first)
        numbers_[i] = here.front();
      else
        for (size_t k = first; k <= i; ++k) numbers_[k] = here[k - first];
      first = i + 1;
    }
  }

  std::vector<std::string> numbers_between(size_t pos, size_t end) const {
    std::vector<std::string> numbers;
    bool apart = false;  // the clause tells of something else
    while (pos < end) {
      if (const Lexicon::Match match = words_.words(NoticeRole::kApart).longest_at(text_, pos)) {
        apart = true;
        pos = match.end;
      } else if (in_number(text_[pos])) {
        size_t stop = pos;
        while (stop < end && in_number(text_[stop])) ++stop;
        if (!apart && is_number(pos, stop)) numbers.push_back(text_of(pos, stop));
        pos = stop;
      } else {
        const utf8::Char c = utf8::at(text_, pos);
        // A colon opens what the clause is about.
        if (ends_clause(c.code) && c.code != U'：') apart = false;
        pos += c.size;
      }
    }
    return numbers;
  }

  bool is_number(size_t begin, size_t end) const {
    const std::string_view number = text_.substr(begin, end - begin);
    const auto digits =
        std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= static_cast<std::ptrdiff_t>(kShortestNumber) &&
           !starts_with(text_, end, "年") && !starts_with(text_, end, "元");
  }

  std::string_view text_;
  const NoticeWords& words_;
  std::vector<Lexicon::Match> found_;  // items
  std::optional<Lexicon::Match> loss_;
  std::vector<std::string> numbers_;
};

}  // namespace

std::vector<LostItem> lost_items(std::string_view text, const NoticeWords& words) {
  return LostNotice(text, words).items();
}

}  // namespace newsmill
