// A masthead line is a chain of known things: keys (责编 电话) with their values, dates, weekdays,
// page labels, the names of the paper and the section. 2 要闻 2021年2月10日 星期三 is known to
// the last character; 2021年2月10日，市区… is not. Tested by tests/segment/masthead_test.cc.
#include "segment/masthead.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "core/utf8.h"
#include "segment/numerals.h"

namespace newsmill {
namespace {

enum Kind {
  kEditor,
  kCredit,
  kPhone,
  kEmail,
  kAddress,
  kIssue,
  kWeekday,
  kSection,
  kPaper,
  kKinds
};
constexpr std::string_view kKindNames[kKinds] = {"editor", "credit",  "phone",   "email", "address",
                                                 "issue",  "weekday", "section", "paper"};
constexpr std::string_view kTopDomains[] = {"com", "cn", "net", "org", "edu", "gov", "info"};
constexpr size_t kLongestLine = 800;  // bytes; keeps every look ahead short
constexpr size_t kLongestName = 4, kLongestPaper = 10, kLongestSection = 6;  // characters

constexpr std::u32string_view kSeparators = U"/／:：|｜│■□●◆·•、，,()（）—-–―【】[]《》<>";
// By the low bits of a character: could it be a separator that has ink?
constexpr size_t kSlots = 4096;
constexpr std::array<bool, kSlots> kMaySeparate = [] {
  std::array<bool, kSlots> may{};
  for (const char32_t c : kSeparators) may[c % kSlots] = true;
  return may;
}();

bool is_separator(char32_t c) {
  // No mark is a Han character, and most characters are.
  if (c >= 0x4E00 && c <= 0x9FFF) return false;
  return utf8::is_blank(c) || (kMaySeparate[c % kSlots] && kSeparators.find(c) != kSeparators.npos);
}
// The bytes of the Han character at `pos`, 0 where none stands.
size_t han_at(std::string_view text, size_t pos) {
  if (pos >= text.size()) return 0;
  if (static_cast<unsigned char>(text[pos] - '\xE5') <= 4) return 3;  // U+5000 to U+9FFF
  const utf8::Char c = utf8::at(text, pos);
  return utf8::is_han(c.code) ? c.size : 0;
}
// Most Han characters start no number, date or page label.
bool starts_word_only(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF && !may_count(c) && c != U'第' && c != U'中' && c != U'民';
}
bool is_ascii_word(char32_t c) {
  return c < 0x80 && (utf8::is_latin(c) || utf8::is_digit(c));
}

// Walks over one line.
class Walker {
 public:
  Walker(std::string_view line, const Lexicon& words, const Lexicon& papers,
         MastheadReading& reading)
      : line_(line), words_(words), papers_(papers), reading_(reading), out_(reading.masthead) {}

  MastheadCue walk() {
    while (pos_ < line_.size() && unknown_ <= reading_.most_unknown) {
      const utf8::Char c = utf8::at(line_, pos_);
      if (is_separator(c.code)) {
        pos_ += c.size;
        continue;
      }
      const bool read = starts_word_only(c.code)
                            ? (words_.may_start(c.code) && word()) || han_run()
                            : date() || email() || word() || page_label() || number() || han_run();
      if (!read) unknown(1, pos_ + c.size);
    }
    reading_.bare_page(bare_, cue_.strong > 0 || cue_.weak > 1);
    if (front_) reading_.page("1", PageRank::kFrontPage);
    return cue_;
  }

 private:
  void known(size_t end, bool strong) {
    const auto n = static_cast<unsigned>(utf8::length(line_.substr(pos_, end - pos_)));
    cue_.known = static_cast<uint16_t>(std::min(65535u, cue_.known + n));
    cue_.characters = static_cast<uint16_t>(std::min(65535u, cue_.characters + n));
    uint8_t& count = strong ? cue_.strong : cue_.weak;
    if (count < 255) ++count;
    pos_ = end;
  }
  // So many characters, up to byte `end`.
  void unknown(size_t n, size_t end) {
    cue_.characters = static_cast<uint16_t>(std::min<size_t>(65535, cue_.characters + n));
    unknown_ += n;
    pos_ = end;
  }

  bool date() {
    const char32_t c = utf8::at(line_, pos_).code;
    if (!utf8::is_digit(c) && !utf8::is_han(c)) return false;
    const auto date = read_date(line_, pos_);
    if (!date) return false;
    if (out_ && !out_->date) out_->date = date->value;
    key_ = kKinds;
    known(date->end, true);
    return true;
  }

  // news@example.com2: the page's number may be glued to the address.
  bool email() {
    if (!is_ascii_word(utf8::at(line_, pos_).code)) return false;
    size_t end = pos_, at = std::string_view::npos;
    for (; end < line_.size() && static_cast<unsigned char>(line_[end]) < 0x80; ++end) {
      const char c = line_[end];
      if (c == '@')
        at = end;
      else if (!is_ascii_word(static_cast<unsigned char>(c)) && c != '.' && c != '_' && c != '-')
        break;
    }
    if (at == std::string_view::npos) return false;
    const auto figure = [](char c) { return c >= '0' && c <= '9'; };
    if (std::any_of(&line_[at], line_.data() + end, figure)) {
      for (const std::string_view domain : kTopDomains) {
        const size_t found = line_.substr(at, end - at).rfind(domain);
        if (found == std::string_view::npos) continue;
        const size_t tail = at + found + domain.size();
        if (tail < end && figure(line_[tail])) end = tail;
      }
    }
    if (out_) out_->emails.emplace_back(line_.substr(pos_, end - pos_));
    key_ = kKinds;
    known(end, true);
    return true;
  }

  // A key with its values, a weekday, a section.
  bool word() {
    const Lexicon::Match match = words_.longest_at(line_, pos_);
    if (!match) return false;
    const size_t end = match.end;
    const utf8::Char next = utf8::at(line_, end);
    if (match.id == kSection) {
      // 经济学家 is no section: the name must stand alone.
      if (next.size > 0 && utf8::is_han(next.code) && !words_.longest_at(line_, end)) return false;
      if (out_ && out_->section.empty()) out_->section = line_.substr(pos_, end - pos_);
      known(end, false);
      return true;
    }
    if (match.id == kWeekday) {
      known(end, true);
      return true;
    }
    if (match.id == kIssue) {
      const std::string_view key = line_.substr(pos_, end - pos_);
      if (key.find("刊号") != key.npos || key.find("出版物号") != key.npos || key == "邮发代号")
        front_ = true;
      known(end, true);
      key_ = kIssue;
      return true;
    }
    // A key needs a value: 编辑：, 校对 李四, 责编/版式.
    if (next.size > 0 && !is_separator(next.code) && !utf8::is_digit(next.code) &&
        !words_.longest_at(line_, end))
      return false;
    const bool joined = key_ == kEditor && last_key_end_ != 0 && end > pos_ &&
                        line_.substr(last_key_end_, pos_ - last_key_end_).size() <= 3 &&
                        values_ == 0;
    known(end, true);
    if (!joined) key_ = match.id;
    last_key_end_ = end;
    values_ = 0;
    if (key_ == kAddress) address();
    return true;
  }

  // Everything up to the next key.
  void address() {
    size_t end = pos_;
    while (end < line_.size()) {
      const utf8::Char c = utf8::at(line_, end);
      if (utf8::is_blank(c.code)) {
        const size_t after = end + c.size;
        if (words_.longest_at(line_, after)) break;
      }
      end += c.size;
    }
    if (end > pos_) known(end, true);
  }

  // 第2版, 第二版, 2版, A03版, 第17358号, 第3期.
  bool page_label() {
    size_t pos = pos_;
    const bool ordinal = line_.compare(pos, 3, "第") == 0;
    if (ordinal) pos += 3;
    if (const auto page = read_page(line_, pos)) {
      size_t end = page->end;
      while (utf8::is_blank(utf8::at(line_, end).code) && end < line_.size())
        end += utf8::at(line_, end).size;
      if (line_.compare(end, 3, "版") == 0) {
        if (key_ != kIssue) reading_.page(printed(pos, page->end), PageRank::kLabel);
        key_ = kKinds;
        known(end + 3, true);
        return true;
      }
    }
    if (!ordinal) return false;
    const auto number = read_number(line_, pos);
    if (!number) return false;
    const std::string_view mark = line_.substr(number->end, 3);
    if (mark != "号" && mark != "期" && mark != "號") return false;
    known(number->end + 3, true);
    return true;
  }

  // A03 and 2 stay as they are printed; 第二版 becomes 2.
  std::string printed(size_t begin, size_t end) const {
    const std::string_view as_printed = line_.substr(begin, end - begin);
    const bool ascii = std::all_of(as_printed.begin(), as_printed.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? std::string(as_printed) : read_page(line_, begin)->value;
  }

  // A telephone number, or the number of the page: 88880000, 0576-8888000, 2, A03.
  bool number() {
    size_t end = pos_, digits = 0;
    for (; end < line_.size(); ++end) {
      const char c = line_[end];
      if (c >= '0' && c <= '9')
        ++digits;
      else if (!((c == '-' || c == '.') && digits > 0) &&
               !(end == pos_ && utf8::is_latin(static_cast<unsigned char>(c))))
        break;
    }
    if (digits == 0) return false;
    if (digits >= 7 && digits <= 12) {
      if (out_ && key_ == kPhone) out_->phones.emplace_back(line_.substr(pos_, end - pos_));
      known(end, key_ == kPhone);
      return true;
    }
    const utf8::Char next = utf8::at(line_, end);
    const bool alone = next.size == 0 || is_separator(next.code);
    if (digits <= 3 && alone && key_ != kIssue && key_ != kAddress) {
      if (bare_.empty()) bare_ = line_.substr(pos_, end - pos_);
      known(end, false);
      return true;
    }
    if (key_ == kIssue || key_ == kAddress || key_ == kPhone) {
      known(end, true);
      return true;
    }
    return false;
  }

  // The people behind a credit, the paper, or an unknown word that may be the section's name.
  bool han_run() {
    const bool people = key_ == kEditor || key_ == kCredit;
    size_t end = pos_, n = 0;
    while (const size_t size = n > kLongestPaper ? 0 : han_at(line_, end)) {
      if (people && n >= 2 && words_.longest_at(line_, end)) break;
      end += size;
      ++n;
    }
    if (n == 0) return false;
    const std::string_view run = line_.substr(pos_, end - pos_);
    if (people && n <= kLongestName && values_ < 6) {
      name(run, n);
      known(end, true);
      return true;
    }
    if (n >= 2 && n <= kLongestPaper && papers_.longest_before(run, run.size())) {
      if (out_ && out_->publication.empty()) out_->publication = run;
      known(end, false);
      return true;
    }
    unknown(n, end);
    return true;
  }

  // 李 四 is one name: two characters set apart.
  void name(std::string_view run, size_t n) {
    ++values_;
    if (!out_ || key_ != kEditor) return;
    if (n == 1 && half_name_ && !out_->editors.empty()) {
      out_->editors.back() += run;
      half_name_ = false;
      return;
    }
    half_name_ = n == 1;
    out_->editors.emplace_back(run);
  }

  std::string_view line_;
  const Lexicon& words_;
  const Lexicon& papers_;
  MastheadReading& reading_;
  Masthead* out_;
  std::string bare_;    // a number that stands by itself
  bool front_ = false;  // the line is of a front page
  size_t pos_ = 0, last_key_end_ = 0, values_ = 0, unknown_ = 0;
  int key_ = kKinds;  // the key whose values are being read
  bool half_name_ = false;
  MastheadCue cue_;
};

}  // namespace

MastheadReader::MastheadReader(const RuleTable& table, const RuleTable& latin) : latin_(latin) {
  const size_t kind = table.column("kind"), word = table.column("word");
  for (const RuleRow& row : table.rows()) {
    const auto found = std::find(std::begin(kKindNames), std::end(kKindNames), row[kind]);
    if (found == std::end(kKindNames))
      table.fail(row, "no kind of word: " + std::string(row[kind]));
    const int id = static_cast<int>(found - std::begin(kKindNames));
    (id == kPaper ? papers_ : words_).add(row[word], id);
  }
}

namespace {

// Is more of the line known by `left`?
bool knows_more(const MastheadCue& left, const MastheadCue& right) {
  return left.known * (right.characters + 1u) > right.known * (left.characters + 1u);
}

}  // namespace

// It is one run of characters that no word explains, unless it starts with one or is a paper's
// name.
bool MastheadReader::may_know(std::string_view han) const {
  const char32_t first = utf8::at(han, 0).code;
  return !starts_word_only(first) || words_.may_start(first) ||
         papers_.longest_before(han, han.size());
}

MastheadCue MastheadReader::cue(std::string_view line, size_t most_unknown) const {
  if (line.size() > kLongestLine) return {0, 65535, 0, 0};
  MastheadReading reading;
  reading.most_unknown = most_unknown;
  const MastheadCue cue = Walker(line, words_, papers_, reading).walk();
  if (cue.known == cue.characters || !LatinMasthead::may_read(line)) return cue;
  const MastheadCue latin = latin_.read(line, reading);
  return knows_more(latin, cue) ? latin : cue;
}

void MastheadReader::read(const std::vector<std::string_view>& lines, Masthead& masthead) const {
  MastheadReading reading;
  reading.masthead = &masthead;
  for (const std::string_view line : lines) {
    if (line.size() > kLongestLine) continue;
    if (LatinMasthead::may_read(line)) {
      MastheadReading only_cue;
      const MastheadCue cue = Walker(line, words_, papers_, only_cue).walk();
      if (knows_more(latin_.read(line, only_cue), cue)) {
        latin_.read(line, reading);
        continue;
      }
    }
    Walker(line, words_, papers_, reading).walk();
  }
}

}  // namespace newsmill
