// The holder stands before the word of loss, or between it and the first item:
//
//   柳溪县东岸茶行  遗失  营业执照副本、公章一枚，注册号330120000456789，声明作废。
//   holder         lost  item         item      number of the first
//
// A notice may be several people's. It is cut where another one's loss begins:
//
//   孙小山遗失身份证；|钱大河遗失驾驶证，|李小溪遗失学生证，声明作废。
//
// Test: LostItems.*.
#include "filter/lost_items.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/utf8.h"

namespace newsmill {
namespace {

constexpr size_t kShortestName = 6, kLongestName = 120;  // bytes: 2 Han characters, 40
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

// How many bytes a year in brackets has that starts a number or stands in one: （2018）0012217.
size_t year_in_number(std::string_view text, size_t pos) {
  constexpr size_t kYear = 4;
  constexpr std::pair<std::string_view, std::string_view> kBrackets[] = {
      {"（", "）"}, {"(", ")"}, {"〔", "〕"}, {"[", "]"}, {"［", "］"}};
  for (const auto& [open, close] : kBrackets) {
    if (!starts_with(text, pos, open)) continue;
    const size_t year = pos + open.size(), end = year + kYear;
    if (end > text.size() || !starts_with(text, end, close)) return 0;
    const bool digits = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(year),
                                    text.begin() + static_cast<std::ptrdiff_t>(end),
                                    [](char c) { return c >= '0' && c <= '9'; });
    const size_t behind = end + close.size();
    return digits && behind < text.size() && in_number(text[behind]) ? behind - pos : 0;
  }
  return 0;
}

size_t end_of_number(std::string_view text, size_t pos) {
  while (pos < text.size()) {
    const size_t year = in_number(text[pos]) ? 1 : year_in_number(text, pos);
    if (year == 0) break;
    pos += year;
  }
  return pos;
}

// What one holder lost.
class LostNotice {
 public:
  LostNotice(std::string_view text, const NoticeWords& words) : text_(text), words_(words) {}

  // `before` was lost by those before, and is not told again. Where nobody is named it is the last
  // one's as well.
  std::vector<LostItem> items(const std::vector<LostItem>& before) {
    find_items();
    find_loss();
    if (found_.empty() || !loss_) return {};
    find_numbers();
    std::string holder(holder_of());
    if (!before.empty() && (holder.size() < kShortestName ||
                            words_.words(NoticeRole::kNotIssuer).longest_at(holder, 0)))
      holder = before.back().holder;
    std::vector<LostItem> items;
    for (size_t i = 0; i < found_.size(); ++i) {
      const Lexicon::Match& item = found_[i];
      const std::string name = text_of(item.begin, item.end);
      const bool again = std::any_of(before.begin(), before.end(), [&](const LostItem& other) {
        return other.holder == holder && other.item == name;
      });
      if (!again)
        items.push_back({holder, name, i < numbers_.size() ? numbers_[i] : std::string(),
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
      } else if (in_number(text_[pos]) || year_in_number(text_, pos) > 0) {
        const size_t stop = std::min(end, end_of_number(text_, pos));
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

// Where the second, third, … loss of a notice begins.
class Losses {
 public:
  Losses(std::string_view text, const NoticeWords& words) : text_(text) {
    words.words(NoticeRole::kLost).scan(text, [&](const Lexicon::Match& match) {
      if (!words.words(NoticeRole::kTitle).longest_at(text, match.end)) losses_.push_back(match);
    });
    if (losses_.size() > 1)
      words.items().scan(text, [&](const Lexicon::Match& match) { items_.push_back(match); });
  }

  std::vector<size_t> begins() const {
    std::vector<size_t> begins = {0};
    for (size_t i = 1; i < losses_.size(); ++i)
      if (const size_t begin = begin_of(losses_[i], losses_[i - 1].end); begin > begins.back())
        begins.push_back(begin);
    return begins;
  }

 private:
  // Of this loss, where it is another one than that which ends at `last`; else 0.
  size_t begin_of(const Lexicon::Match& loss, size_t last) const {
    size_t begin = loss.begin;
    utf8::Char c = utf8::before(text_, begin);
    for (; begin > last && !ends_clause(c.code); c = utf8::before(text_, begin)) begin -= c.size;
    if (begin <= last || c.code == U'：') return 0;
    const bool sentence = c.code != U'，' && c.code != U',';
    const bool after = item_in(loss.end, end_of_clause(loss.end));
    const bool before = item_in(begin, loss.begin);
    // A clause of its own is told by 谁遗失什么; in a sentence of its own what is lost may come
    // first.
    const bool names = loss.begin > begin + 3;
    return names && (after || (sentence && before)) ? begin : 0;
  }
  size_t end_of_clause(size_t pos) const {
    for (utf8::Char c = utf8::at(text_, pos); c.size > 0 && !ends_clause(c.code);
         c = utf8::at(text_, pos))
      pos += c.size;
    return pos;
  }
  bool item_in(size_t begin, size_t end) const {
    const auto first =
        std::lower_bound(items_.begin(), items_.end(), begin,
                         [](const Lexicon::Match& item, size_t pos) { return item.begin < pos; });
    return first != items_.end() && first->end <= end;
  }

  std::string_view text_;
  std::vector<Lexicon::Match> losses_, items_;
};

}  // namespace

std::vector<LostItem> lost_items(std::string_view text, const NoticeWords& words) {
  std::vector<LostItem> items;
  const std::vector<size_t> begins = Losses(text, words).begins();
  for (size_t i = 0; i < begins.size() && items.size() < kMostItems; ++i) {
    const size_t end = i + 1 < begins.size() ? begins[i + 1] : text.size();
    const std::string_view part = text.substr(begins[i], end - begins[i]);
    for (LostItem& item : LostNotice(part, words).items(items)) items.push_back(std::move(item));
  }
  return items;
}

}  // namespace newsmill
