// A word is entered as written in the table, in traditional characters and in the forms of old
// papers; a form also speaks for the shorter forms it starts with, because only the
// longest is looked for:
//
//   遗失声明  ->  hits of 遗失声明 and of 遗失
//
// Forms of three characters and more are kept by their first three, shorter ones by all they have:
// three, two or one are looked up, and mostly one look finds the form.
//
// Test: Formulae.*.
#include "filter/formulae.h"

#include <algorithm>
#include <bit>

#include "core/result.h"
#include "core/utf8.h"
#include "filter/characters.h"

namespace newsmill {

Traditional::Traditional(const RuleTable& table) {
  const size_t simplified = table.column("simplified");
  const size_t traditional = table.column("traditional"), older = table.column("older");
  for (const RuleRow& row : table.rows()) {
    const std::string_view usual = row[traditional];
    forms_[utf8::at(row[simplified], 0).code] = {usual, row[older].empty() ? usual : row[older]};
  }
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

void Formulae::add(std::string_view word, uint16_t rule, Role role,
                   const Traditional& traditional) {
  const uint16_t number =
      numbers_.try_emplace(std::string(word), static_cast<uint16_t>(words())).first->second;
  std::string usual = traditional.usual(word), older = traditional.older(word);
  if (older != usual) entries_.push_back({std::move(older), number, rule, role});
  if (usual != word) entries_.push_back({std::move(usual), number, rule, role});
  entries_.push_back({std::string(word), number, rule, role});
}

// By their texts, equal ones in the order in which they were added. Their first bytes are compared
// as one number: few have more in common.
void Formulae::sort_entries() {
  struct Place {
    uint64_t head;
    size_t entry;
  };
  std::vector<Place> places;
  places.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    uint64_t head = 0;
    for (size_t i = 0; i < 8; ++i) {
      const char c = i < entry.text.size() ? entry.text[i] : '\0';
      head = head << 8 | static_cast<unsigned char>(c);
    }
    places.push_back({head, places.size()});
  }
  std::sort(places.begin(), places.end(), [this](const Place& a, const Place& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order = entries_[a.entry].text.compare(entries_[b.entry].text);
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
  std::vector<Entry> sorted;
  sorted.reserve(entries_.size());
  for (const Place& place : places) sorted.push_back(std::move(entries_[place.entry]));
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
  add_starts();
}

// Those of one key together, longer before shorter. Hashes of different keys are different.
void Formulae::sort_forms() {
  struct Place {
    uint64_t hash;
    size_t bytes, form;
  };
  std::vector<Place> places;
  places.reserve(forms_.size());
  for (size_t i = 0; i < forms_.size(); ++i)
    places.push_back({hash_of(FormSet::key_of(text_of(i))), forms_[i].bytes, i});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.bytes > b.bytes;
  });
  std::vector<Form> sorted;
  std::vector<uint32_t> text_at;
  sorted.reserve(forms_.size());
  text_at.reserve(forms_.size());
  for (const Place& place : places) {
    sorted.push_back(forms_[place.form]);
    text_at.push_back(text_at_[place.form]);
  }
  forms_ = std::move(sorted);
  text_at_ = std::move(text_at);
}

void Formulae::add_starts() {
  const auto key_at = [&](size_t form) { return FormSet::key_of(text_of(form)); };
  std::vector<size_t> begins;
  for (size_t i = 0; i < forms_.size(); ++i)
    if (i == 0 || key_at(i) != key_at(i - 1)) begins.push_back(i);
  begins.push_back(forms_.size());
  starts_.resize(std::bit_ceil(2 * begins.size()));
  starts_shift_ = 64 - std::countr_zero(starts_.size());
  for (size_t i = 0; i + 1 < begins.size(); ++i) {
    const uint64_t key = key_at(begins[i]);
    size_t place = place_of(key);
    while (starts_[place].key != 0) place = next_place(place);
    starts_[place] = {key, static_cast<uint16_t>(begins[i]), static_cast<uint16_t>(begins[i + 1])};
  }
}

// `entries` have one text; `prefix` is the longest form that it starts with, if any.
void Formulae::add_form(std::span<const Entry> entries, const Form* prefix) {
  const std::string& text = entries.front().text;
  Form form;
  form.rest = eight_bytes(text, FormSet::key_end(text));
  form.lead = text[0];
  text_at_.push_back(static_cast<uint32_t>(texts_.size()));
  form.hits = static_cast<uint32_t>(hits_.size());
  form.bytes = static_cast<uint16_t>(text.size());
  texts_ += text;
  longest_ = std::max(longest_, text.size());
  all_.add(text);
  for (const Entry& entry : entries) {
    if (entry.role == Role::kAnchor) anchors_.add(text);
    if (entry.role == Role::kNews) news_.add(text);
    if (entry.role == Role::kEnding) endings_.set(last_two(text, text.size()));
    if (entry.role == Role::kTitle) titles_.set(last_two(text, text.size()));
  }
  for (size_t i = 0; prefix != nullptr && i < prefix->hit_count; ++i) {
    hits_.push_back(Hit(hits_[prefix->hits + i]));
  }
  for (const Entry& entry : entries) {
    const bool known = std::any_of(hits_.begin() + form.hits, hits_.end(), [&](const Hit& hit) {
      return hit.rule == entry.rule && hit.bytes == form.bytes;
    });
    if (!known) hits_.push_back({entry.rule, entries.front().word, form.bytes});
  }
  form.hit_count = static_cast<uint8_t>(hits_.size() - form.hits);
  if (form.hit_count != hits_.size() - form.hits)
    throw FatalError("ads*.tsv: too many rules for " + text, 2);
  forms_.push_back(form);
}

// The key, which ends at byte kEnd of the form, stands at `pos`. Hardly any form has more than
// eight bytes behind it.
template <size_t kEnd>
bool Formulae::stands(const Form& form, std::string_view text, size_t pos) const {
  if (form.lead != text[pos] || pos + form.bytes > text.size()) return false;
  if (form.bytes <= kEnd) return true;
  const size_t behind = form.bytes - kEnd;
  if (((form.rest ^ eight_bytes(text, pos + kEnd)) & mask_of(behind)) != 0) return false;
  return behind <= 8 ||
         text.substr(pos).starts_with(text_of(static_cast<size_t>(&form - forms_.data())));
}

// Of the forms with this key.
template <size_t kEnd>
uint16_t Formulae::longest(uint64_t key, std::string_view text, size_t pos) const {
  if (pos + kEnd > text.size() || !all_.may_hold(key)) return kNo;
  for (size_t place = place_of(key);; place = next_place(place)) {
    const Start& start = starts_[place];
    if (start.key == key) {
      for (uint16_t i = start.first; i < start.end; ++i)
        if (stands<kEnd>(forms_[i], text, pos)) return i;
      return kNo;
    }
    if (start.key == 0) return kNo;
  }
}

uint16_t Formulae::find(std::string_view text, size_t pos) const {
  const uint64_t bytes = eight_bytes(text, pos);
  uint16_t form = longest<FormSet::kThree>(eight_bytes(text, pos + 1), text, pos);
  if (form == kNo) form = longest<FormSet::kTwo>(FormSet::two(bytes), text, pos);
  if (form == kNo) form = longest<FormSet::kOne>(FormSet::one(bytes), text, pos);
  if (form == kNo && all_.may_start_short(bytes))
    form = longest<FormSet::kByte>(FormSet::byte(bytes), text, pos);
  return form;
}

}  // namespace newsmill
