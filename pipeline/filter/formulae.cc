// A word is entered as written in the table, in traditional characters and in the forms of old
// papers; a form also speaks for the shorter forms it starts with, because only the
// longest is looked for:
//
//   遗失声明  ->  hits of 遗失声明 and of 遗失
//
// Test: Formulae.*.
#include "filter/formulae.h"

#include <algorithm>
#include <numeric>

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
    const auto is_start = [&](const Form& form) {
      return begin->text.starts_with(std::string_view(texts_).substr(form.text, form.bytes));
    };
    while (!open.empty() && !is_start(forms_[open.back()])) open.pop_back();
    add_form({begin, end}, open.empty() ? nullptr : &forms_[open.back()]);
    open.push_back(forms_.size() - 1);
    begin = end;
  }
  entries_ = {};
  sort_forms();
  first_.assign((size_t{1} << kBucketBits) + 1, 0);
  for (size_t begin = 0, end = 0; begin < forms_.size(); begin = end) {
    while (end < forms_.size() && key_of(forms_[end]) == key_of(forms_[begin])) ++end;
    add_start(begin, end);
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

// Bucket by bucket, those of one key together, longer before shorter. Hashes of different keys are
// different.
void Formulae::sort_forms() {
  struct Place {
    uint64_t hash;
    size_t bytes, form;
  };
  std::vector<Place> places;
  places.reserve(forms_.size());
  for (const Form& form : forms_)
    places.push_back({hash_of(key_of(form)), form.bytes, places.size()});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.bytes > b.bytes;
  });
  std::vector<Form> sorted;
  sorted.reserve(forms_.size());
  for (const Place& place : places) sorted.push_back(forms_[place.form]);
  forms_ = std::move(sorted);
}

// forms_[first] … forms_[end - 1] have one key.
void Formulae::add_start(size_t first, size_t end) {
  Start start;
  start.key = key_of(forms_[first]);
  start.first = static_cast<uint16_t>(first);
  start.end = static_cast<uint16_t>(end);
  for (size_t i = first; i < end; ++i) {
    const Form& form = forms_[i];
    if (form.start == start.key) {
      start.own = static_cast<uint16_t>(i);
    } else {
      start.eighths |= form.bytes < 8 ? ~uint64_t{0} : uint64_t{1} << (form.start >> 56 & 63);
    }
  }
  starts_.push_back(start);
  ++first_[bucket_of(start.key) + 1];
}

// `entries` have one text; `prefix` is the longest form that it starts with, if any.
void Formulae::add_form(std::span<const Entry> entries, const Form* prefix) {
  const std::string& text = entries.front().text;
  Form form;
  form.start = eight_bytes(text, 0);
  form.start_mask = mask_of(text.size());
  form.rest = eight_bytes(text, 8);
  form.text = static_cast<uint32_t>(texts_.size());
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
  form.hit_count = static_cast<uint16_t>(hits_.size() - form.hits);
  forms_.push_back(form);
}

inline const Formulae::Start* Formulae::start_of(uint64_t key) const {
  const size_t bucket = bucket_of(key);
  for (size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    if (starts_[i].key == key) return &starts_[i];
  }
  return nullptr;
}

// `rest` starts with the form's first eight bytes. Hardly any form has more than sixteen.
inline bool Formulae::goes_on(const Form& form, std::string_view rest) const {
  if (rest.size() < form.bytes) return false;
  if (form.bytes <= 8) return true;
  if (((form.rest ^ eight_bytes(rest, 8)) & mask_of(form.bytes - 8u)) != 0) return false;
  return form.bytes <= 16 ||
         rest.starts_with(std::string_view(texts_).substr(form.text, form.bytes));
}

// Of the forms with this key.
inline uint16_t Formulae::longest(uint64_t key, uint64_t bytes, std::string_view rest) const {
  const Start* start = start_of(key);
  if (start == nullptr) return kNo;
  if ((start->eighths >> (bytes >> 56 & 63) & 1) == 0) return start->own;
  for (uint16_t i = start->first; i < start->end; ++i) {
    const Form& form = forms_[i];
    if (((form.start ^ bytes) & form.start_mask) == 0 && goes_on(form, rest)) return i;
  }
  return kNo;
}

uint16_t Formulae::find(std::string_view text, size_t pos) const {
  const uint64_t bytes = eight_bytes(text, pos);
  const std::string_view rest = text.substr(pos);
  uint16_t form = longest(bytes & kSix, bytes, rest);
  if (form == kNo && all_.may_be_one(bytes)) form = longest(bytes & kThree, bytes, rest);
  if (form == kNo && size_of(static_cast<char>(bytes)) < 3)
    form = longest(bytes & kOne, bytes, rest);
  return form;
}

}  // namespace newsmill
