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
#include <tuple>

#include "core/utf8.h"

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

void Formulae::add(std::string_view word, uint16_t rule, const Traditional& traditional) {
  const uint16_t number =
      numbers_.try_emplace(std::string(word), static_cast<uint16_t>(words())).first->second;
  std::string usual = traditional.usual(word), older = traditional.older(word);
  if (older != usual) entries_.push_back({std::move(older), number, rule});
  if (usual != word) entries_.push_back({std::move(usual), number, rule});
  entries_.push_back({std::string(word), number, rule});
}

// In the order of their texts each form stands behind those it starts with:
//
//   遗失, 遗失启事, 遗失声明, 遗失声明书   ->   the forms open at the last: 遗失, 遗失声明
void Formulae::compile() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.text < b.text; });
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
  std::sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) {
    return std::tuple(a.bucket, b.bytes) < std::tuple(b.bucket, a.bytes);
  });
  first_.assign((size_t{1} << kBucketBits) + 1, 0);
  for (const Form& form : forms_) ++first_[form.bucket + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

// Lets a form through the filters; the hash of the bytes it is found by.
uint64_t Formulae::enter(std::string_view text) {
  const uint64_t bytes = eight_bytes(text, 0);
  if (text.size() < 3) {
    one_.add(hash_of(bytes & kOne));
    return hash_of(bytes & kOne);
  }
  uint64_t& row = rows_[hash_of(bytes & kThree) >> (64 - kRowBits)];
  if (text.size() < 6) {
    row = ~uint64_t{0};
    three_.add(hash_of(bytes & kThree));
    return hash_of(bytes & kThree);
  }
  row |= uint64_t{1} << (bytes >> 40 & 63);
  const bool nine = text.size() >= 9;
  const uint64_t hash = hash_of(nine ? eight_bytes(text, 1) : bytes & kSix);
  nine ? nine_.add(hash) : six_.add(hash);
  return hash;
}

// `entries` have one text; `prefix` is the longest form that it starts with, if any.
void Formulae::add_form(std::span<const Entry> entries, const Form* prefix) {
  const std::string& text = entries.front().text;
  Form form;
  form.bucket = static_cast<uint16_t>(bucket_of(enter(text)));
  form.start = eight_bytes(text, 0);
  form.unused = static_cast<uint8_t>(64 - 8 * std::min<size_t>(text.size(), 8));
  form.text = static_cast<uint32_t>(texts_.size());
  form.hits = static_cast<uint32_t>(hits_.size());
  form.bytes = static_cast<uint16_t>(text.size());
  form.last = text.back();
  texts_ += text;
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

// Most forms have eight bytes or fewer and are compared at one go. `least`: those found by fewer
// bytes may share the bucket.
const Formulae::Form* Formulae::longest(uint64_t hash, uint64_t bytes, std::string_view rest,
                                        size_t least) const {
  const size_t bucket = bucket_of(hash);
  for (size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const Form& form = forms_[i];
    if (form.bytes < least) break;
    if (!form.stands_at(bytes, rest)) continue;
    if (form.bytes <= 8) return &form;
    if (rest[form.bytes - 1] != form.last) continue;
    if (std::memcmp(rest.data() + 8, texts_.data() + form.text + 8, form.bytes - 9u) == 0) {
      return &form;
    }
  }
  return nullptr;
}

uint64_t Formulae::last_bytes(std::string_view text, size_t pos) {
  uint64_t bytes = 0;
  if (pos < text.size()) std::memcpy(&bytes, text.data() + pos, text.size() - pos);
  return bytes;
}

uint16_t Formulae::look_up(std::string_view text, size_t pos) const {
  const uint64_t bytes = eight_bytes(text, pos);
  const std::string_view rest = text.substr(pos);
  const Form* form = nullptr;
  const uint64_t nine = hash_of(eight_bytes(text, pos + 1)), six = hash_of(bytes & kSix);
  const uint64_t three = hash_of(bytes & kThree), one = hash_of(bytes & kOne);
  if (nine_[nine]) form = longest(nine, bytes, rest, 9);
  if (form == nullptr && six_[six]) form = longest(six, bytes, rest, 6);
  if (form == nullptr && three_[three]) form = longest(three, bytes, rest, 3);
  if (form == nullptr && one_[one]) form = longest(one, bytes, rest, 1);
  return form == nullptr ? kNo : static_cast<uint16_t>(form - forms_.data());
}

}  // namespace newsmill
