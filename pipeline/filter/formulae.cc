// A word is entered as written in the table, in traditional characters and in the forms of old
// papers; a form also speaks for the shorter forms it starts with, because only the
// longest is looked for:
//
//   遗失声明  ->  hits of 遗失声明 and of 遗失
//
// Forms are told by their first nine bytes, or six, or three: as many Han characters, mostly.
//
// Test: Formulae.*.
#include "filter/formulae.h"

#include <algorithm>
#include <tuple>

#include "core/result.h"
#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {
namespace {

// The bytes of a form of so many that are among the first eight, and the next eight.
constexpr std::array<uint64_t, 256> masks_from(size_t first) {
  std::array<uint64_t, 256> masks{};
  for (size_t bytes = first + 1; bytes < masks.size(); ++bytes)
    masks[bytes] = bytes >= first + 8 ? ~uint64_t{0} : (uint64_t{1} << 8 * (bytes - first)) - 1;
  return masks;
}
constexpr std::array<uint64_t, 256> kHeads = masks_from(0), kNexts = masks_from(8);

}  // namespace

Traditional::Traditional(const RuleTable& table) {
  const size_t simplified = table.column("simplified");
  const size_t traditional = table.column("traditional"), older = table.column("older");
  for (const RuleRow& row : table.rows()) {
    const std::string_view usual = row[traditional], old = row[older].empty() ? usual : row[older];
    const char32_t code = utf8::at(row[simplified], 0).code;
    forms_[code] = {usual, old};
    for (const std::string_view form : {usual, old})
      if (const char32_t c = utf8::at(form, 0).code; c != code && c < characters_.size())
        characters_.set(c);
  }
}

bool Traditional::occurs_in(std::string_view text) const {
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if (holds(c.code)) return true;
    pos += c.size;
  }
  return false;
}

std::string Traditional::written(std::string_view text, size_t form) const {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    const auto forms = forms_.find(c.code);
    out += forms == forms_.end() ? text.substr(pos, c.size) : forms->second[form];
    pos += c.size;
  }
  return out;
}

void Formulae::add(std::string_view word, uint16_t rule, const AdRule& says,
                   const Traditional& traditional) {
  const uint16_t number = number_of(word);
  std::string usual = traditional.usual(word), older = traditional.older(word);
  if (older != usual) entries_.push_back({std::move(older), number, rule, says});
  if (usual != word) entries_.push_back({std::move(usual), number, rule, says});
  entries_.push_back({std::string(word), number, rule, says});
}

void Formulae::add_simplified(std::string_view word, uint16_t rule, const AdRule& says,
                              const Traditional& traditional) {
  const uint16_t number = number_of(word);  // the same as with all forms
  if (!traditional.occurs_in(word)) entries_.push_back({std::string(word), number, rule, says});
}

uint16_t Formulae::number_of(std::string_view word) {
  return numbers_.try_emplace(std::string(word), static_cast<uint16_t>(words())).first->second;
}

// By their texts, equal ones in the order in which they were added. Their first bytes are compared
// as one number: few have more in common.
void Formulae::sort_entries() {
  struct Key {
    uint64_t head;
    size_t entry;
  };
  std::vector<Key> keys;
  keys.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    uint64_t head = 0;
    for (size_t i = 0; i < 8; ++i) {
      const char c = i < entry.text.size() ? entry.text[i] : '\0';
      head = head << 8 | static_cast<unsigned char>(c);
    }
    keys.push_back({head, keys.size()});
  }
  std::sort(keys.begin(), keys.end(), [this](const Key& a, const Key& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order = entries_[a.entry].text.compare(entries_[b.entry].text);
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
  std::vector<Entry> sorted;
  sorted.reserve(entries_.size());
  for (const Key& key : keys) sorted.push_back(std::move(entries_[key.entry]));
  entries_ = std::move(sorted);
}

// In the order of their texts each form stands behind those it starts with:
//
//   遗失, 遗失启事, 遗失声明, 遗失声明书   ->   the forms open at the last: 遗失, 遗失声明
void Formulae::compile() {
  sort_entries();
  std::vector<size_t> open;
  for (auto begin = entries_.begin(); begin != entries_.end();) {
    const auto end = std::find_if(begin, entries_.end(),
                                  [&](const Entry& entry) { return entry.text != begin->text; });
    while (!open.empty() && !begin->text.starts_with(text_of(open.back()))) open.pop_back();
    add_form({begin, end}, open.empty() ? nullptr : &forms_[open.back()]);
    open.push_back(forms_.size() - 1);
    begin = end;
  }
  entries_ = {};
  if (forms_.size() >= kNo) throw FatalError("ads*.tsv: too many written forms", 2);
  sort_forms();
}

// Those of one name together, longer before shorter.
void Formulae::sort_forms() {
  struct Key {
    uint64_t name;
    size_t bytes, form;
    uint64_t told_by() const { return FormIndex::told_by(name); }
  };
  std::vector<Key> keys;
  keys.reserve(forms_.size());
  for (size_t i = 0; i < forms_.size(); ++i)
    keys.push_back({FormName::of(text_of(i)), forms_[i].bytes, i});
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    const uint64_t one = a.told_by(), other = b.told_by();
    return std::tie(one, b.bytes, a.form) < std::tie(other, a.bytes, b.form);
  });
  std::vector<Form> sorted;
  std::vector<uint32_t> text_at;
  std::vector<FormIndex::Entry> firsts;
  sorted.reserve(forms_.size());
  text_at.reserve(forms_.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    const bool first = i == 0 || keys[i - 1].told_by() != keys[i].told_by();
    if (first) firsts.push_back({keys[i].name, static_cast<uint16_t>(i)});
    if (first && i > 0) sorted.back().last = true;
    sorted.push_back(forms_[keys[i].form]);
    text_at.push_back(text_at_[keys[i].form]);
  }
  if (!sorted.empty()) sorted.back().last = true;
  forms_ = std::move(sorted);
  text_at_ = std::move(text_at);
  index_.build(firsts);
}

// `entries` have one text; `prefix` is the longest form that it starts with, if any.
void Formulae::add_form(std::span<const Entry> entries, const Form* prefix) {
  const std::string& text = entries.front().text;
  Form form;
  char start[sizeof form.start] = {};
  text.copy(start, sizeof start);
  form.start = {eight_bytes_at(start), eight_bytes_at(start + 8)};
  text_at_.push_back(static_cast<uint32_t>(texts_.size()));
  form.hits = static_cast<uint32_t>(hits_.size());
  form.bytes = static_cast<uint8_t>(text.size());
  texts_ += text;
  set_.add(text);
  for (size_t i = 0; prefix != nullptr && i < prefix->hit_count; ++i) {
    hits_.push_back(Hit(hits_[prefix->hits + i]));
  }
  for (const Entry& entry : entries) {
    const bool known = std::any_of(hits_.begin() + form.hits, hits_.end(), [&](const Hit& hit) {
      return hit.rule == entry.rule && hit.bytes == form.bytes;
    });
    if (!known) hits_.push_back({entry.says, entry.rule, entries.front().word, form.bytes});
  }
  form.hit_count = static_cast<uint8_t>(hits_.size() - form.hits);
  if (form.hit_count != hits_.size() - form.hits || text.size() >= kHeads.size())
    throw FatalError("ads*.tsv: too long, or too many rules: " + text, 2);
  for (size_t i = form.hits; i < hits_.size(); ++i) {
    const AdRule& says = hits_[i].says;
    form.news |= says.side.is_news() && says.speaks_anywhere();
    if (!says.for_notices()) continue;
    if (says.speaks_anywhere()) {
      form.notice += says.weight;
    } else {
      form.placed = form.bytes;
    }
  }
  forms_.push_back(form);
}

// From this form on the first that stands at `pos`, of those that have its name.
inline uint16_t Formulae::longest(uint16_t first, const PaddedText& text, size_t pos) const {
  const Start start = {eight_bytes_at(text.at(pos)), eight_bytes_at(text.at(pos + 8))};
  for (uint16_t i = first;; ++i) {
    const Form& form = forms_[i];
    const uint64_t other = ((form.start.head ^ start.head) & kHeads[form.bytes]) |
                           ((form.start.next ^ start.next) & kNexts[form.bytes]);
    if (other == 0 && (form.bytes <= sizeof start || text.from(pos).starts_with(text_of(i))))
      return i;
    if (form.last) return kNo;
  }
}

inline uint16_t Formulae::longest_of(uint64_t name, const PaddedText& text, size_t pos) const {
  const uint16_t first = index_.value(index_.find(name));
  return first == kNo ? kNo : longest(first, text, pos);
}

uint16_t Formulae::longest_of_any(const PaddedText& text, size_t pos) const {
  uint16_t form = longest_of(FormName::of_nine(text.at(pos)), text, pos);
  if (form == kNo) form = longest_of(FormName::of_six(text.at(pos)), text, pos);
  for (size_t bytes = FormName::kFew; bytes > 0 && form == kNo; --bytes)
    form = longest_of(FormName::of_few(text.at(pos), bytes), text, pos);
  return form;
}

// Where the forms of the first name do not stand, may those of another one that is looked up later?
inline bool Formulae::may_be_other(uint16_t first, const char* at) const {
  return first == kNo || forms_[first].bytes >= FormName::kSix || !has_three_bytes(*at);
}

uint16_t Formulae::find(std::string_view text, size_t pos) const {
  PaddedText rest;
  rest.assign(text.substr(pos));
  return longest_of_any(rest, 0);
}

// Forms are looked up before they are compared: the one goes without a branch, the other needs few.
size_t Formulae::find_all(std::string_view text, FormScratch* scratch, FoundForm* found) const {
  PaddedText& padded = scratch->text;
  padded.assign(text);
  const size_t room = text.size() + FormSet::kRoom;
  if (scratch->starts.size() < room) {
    scratch->starts.resize(2 * room);
    scratch->places.resize(2 * room);
  }
  uint32_t* const starts = scratch->starts.data();
  uint32_t* const places = scratch->places.data();
  const size_t all = set_.find_starts(padded, starts);
  const auto if_none = [](uint32_t place, uint32_t other) {
    return place | (other & -uint32_t{place == FormIndex::kNowhere});
  };
  size_t looked_up = 0, count = 0;
  for (size_t i = 0; i < all; ++i) {
    const char* const at = padded.at(starts[i]);
    const uint32_t few = index_.find(FormName::of_few(at, FormName::kFew));
    const uint32_t place = if_none(index_.find(FormName::of_nine(at)),
                                   if_none(index_.find(FormName::of_six(at)), few));
    starts[looked_up] = starts[i];
    places[looked_up] = place;
    looked_up += (place != FormIndex::kNowhere) | !has_three_bytes(*at);
  }
  for (size_t i = 0; i < looked_up; ++i) {
    const uint32_t pos = starts[i];
    const uint16_t first = index_.value(places[i]);
    uint16_t form = first == kNo ? kNo : longest(first, padded, pos);
    if (form == kNo && may_be_other(first, padded.at(pos))) form = longest_of_any(padded, pos);
    found[count] = {pos, form};
    count += form != kNo;
  }
  return count;
}

}  // namespace newsmill
