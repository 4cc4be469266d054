// A word is entered as written in the table, in traditional characters and in the forms of old
// papers; a form also speaks for the shorter forms it starts with, because only the
// longest is looked for:
//
//   遗失声明  ->  hits of 遗失声明 and of 遗失
//
// Forms of three characters and more are kept by their first three, those of two by these, what is
// shorter or starts with another character by its first byte.
//
// Test: Formulae.*.
#include "filter/formulae.h"

#include <algorithm>
#include <numeric>
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

size_t Formulae::slot_of(std::string_view form) {
  char at[16] = {};
  form.copy(at, sizeof at);
  if (!has_three_bytes(*at) || form.size() < FormSet::kTwo) return slot_of_short(at);
  return form.size() < FormSet::kThree ? slot_of_two(at) : slot_of_three(at);
}

// Those of one slot together, longer before shorter.
void Formulae::sort_forms() {
  struct Key {
    size_t slot, bytes, form;
  };
  std::vector<Key> keys;
  keys.reserve(forms_.size());
  for (size_t i = 0; i < forms_.size(); ++i)
    keys.push_back({slot_of(text_of(i)), forms_[i].bytes, i});
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.slot, b.bytes, a.form) < std::tie(b.slot, a.bytes, b.form);
  });
  std::vector<Form> sorted;
  std::vector<uint32_t> text_at;
  sorted.reserve(forms_.size());
  text_at.reserve(forms_.size());
  for (const Key& key : keys) {
    sorted.push_back(forms_[key.form]);
    text_at.push_back(text_at_[key.form]);
    ++slots_[key.slot + 1];
  }
  forms_ = std::move(sorted);
  text_at_ = std::move(text_at);
  std::partial_sum(slots_.begin(), slots_.end(), slots_.begin());
}

// `entries` have one text; `prefix` is the longest form that it starts with, if any.
void Formulae::add_form(std::span<const Entry> entries, const Form* prefix) {
  const std::string& text = entries.front().text;
  Form form;
  form.start = {eight_bytes(text, 0), eight_bytes(text, 8)};
  text_at_.push_back(static_cast<uint32_t>(texts_.size()));
  form.hits = static_cast<uint32_t>(hits_.size());
  form.bytes = static_cast<uint16_t>(text.size());
  texts_ += text;
  longest_ = std::max(longest_, text.size());
  all_.add(text);
  for (const Entry& entry : entries) add_to_sets(text, entry.says);
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
  forms_.push_back(form);
}

void Formulae::add_to_sets(std::string_view text, const AdRule& says) {
  if (says.speaks_anywhere()) (says.for_notices() ? anchors_ : news_).add(text);
  if (!says.for_notices()) return;
  if (says.place == Place::kEnd) endings_.set(last_two(text, text.size()));
  if (says.place == Place::kTitle || says.place == Place::kWhole)
    titles_.set(last_two(text, text.size()));
}

inline uint16_t Formulae::longest(size_t slot, Start start, std::string_view text) const {
  for (uint32_t i = slots_[slot], end = slots_[slot + 1]; i < end; ++i) {
    const Form& form = forms_[i];
    if ((((form.start.head ^ start.head) & kHeads[form.bytes]) |
         ((form.start.next ^ start.next) & kNexts[form.bytes])) != 0)
      continue;
    if (form.bytes <= sizeof start || text.starts_with(text_of(i))) return static_cast<uint16_t>(i);
  }
  return kNo;
}

// What is read behind the text's end is 0, and in no form.
uint16_t Formulae::find(std::string_view text, size_t pos) const {
  text.remove_prefix(pos);
  const Start start = {eight_bytes(text, 0), eight_bytes(text, 8)};
  char at[sizeof start];
  std::memcpy(at, &start, sizeof at);
  // The first of these mostly tells.
  const size_t two = slot_of_two(at);
  uint16_t form = longest(all_.may_start_long(at) ? slot_of_three(at) : two, start, text);
  if (form == kNo) form = longest(two, start, text);
  if (form == kNo && all_.may_start_short(at)) form = longest(slot_of_short(at), start, text);
  return form;
}

}  // namespace newsmill
