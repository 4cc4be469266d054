// A number with its unit, as one span of text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/article.h"
#include "core/utf8.h"
#include "extract/cues.h"
#include "extract/decimal.h"
#include "extract/numerals.h"
#include "extract/units.h"

namespace newsmill {

enum class QuantitySort : uint8_t {
  kAmount,  // 250个以上
  kRank,    // 第三, 第2名
  kTop,     // 前十
  kDouble,  // 翻番
  kStreak,  // 连续三年, 三连胜
};

struct Quantity {
  Quantity() {}               // written out: else all of it is cleared first, by a slow instruction
  size_t begin = 0, end = 0;  // bytes, comparator words behind it included
  QuantitySort sort = QuantitySort::kAmount;
  Decimal value;  // in canonical units; the lower end of a range
  Decimal high;   // the upper end of a range
  bool range = false;
  const Unit* unit = nullptr;  // null: none written
  std::string_view raw_unit;   // a compound classifier, as written: 辆（架、艘）次
  const Unit* per = nullptr;   // the unit below a slash or after 每
  const Unit* rate = nullptr;  // the same where it stands before the value: 每斤5元
  size_t rate_begin = 0;       // and where that 每 is
  Comparator comparator = Comparator::kEq;  // of a word inside the span
  bool suffixed = false;                    // 以上, 以下, 左右 stand behind it
  bool spelled = false;
  bool scaled = false;  // 万, 亿
  bool bare_scale = false;
  bool fraction = false;  // 三分之二, 3/4, 一半: a percentage without the sign
  bool small = false;     // one spelled digit: 一个, 两级
  // Appends the canonical name of the unit.
  void write_unit(std::string& out) const;
  std::string unit_name() const {
    std::string name;
    write_unit(name);
    return name;
  }
  // No words round it make it a metric: it is 一个, or a number in words without a unit. A value
  // beside it may (二、三个): that is certain only of a sentence whose values are all of one sort.
  enum class Idle : uint8_t { kNo, kOne, kBare };
  Idle idle() const;
  // Is the name of the unit "%"?
  bool is_percentage() const {
    if (sort != QuantitySort::kAmount) return false;
    if (fraction || !raw_unit.empty() || unit == nullptr) return fraction;
    return per == nullptr && unit->canonical == "%";
  }
};

// Holds no mutable state; many threads may share one. The tables must outlive it.
class QuantityReader {
 public:
  QuantityReader(const Numerals& numerals, const Units& units, const Cues& cues)
      : numerals_(numerals), units_(units), cues_(cues) {}

  // Reads what starts at `pos`, a character that Numerals::starts() or 第, 前, 翻; `number` is
  // what Numerals::read() found there, and `out` is new. Returns the end of the characters it has
  // dealt with (at least one); `out.end` is 0 when they are no quantity: names (5G, S1线), labels
  // (3号), dates in digits (6·13), vague numbers (几十).
  size_t read(std::string_view text, size_t pos, const Number& number, Quantity& out) const;

 private:
  size_t read_rank(std::string_view text, size_t pos, Quantity& out) const;
  bool read_streak(std::string_view text, const Number& number, Quantity& out) const;
  size_t read_order(std::string_view text, size_t pos, Quantity& out) const;
  static bool read_side_by_side(std::string_view text, const Number& number, Quantity& out);
  static void read_sign(std::string_view text, size_t pos, utf8::Char sign, Quantity& out);
  void read_rate_before(std::string_view text, size_t pos, Quantity& out) const;
  void read_coins(std::string_view text, Quantity& out) const;
  size_t read_double(std::string_view text, size_t pos, Quantity& out) const;
  size_t read_half(std::string_view text, size_t pos, Quantity& out) const;
  size_t read_slash(std::string_view text, const Number& number, Quantity& out) const;
  void read_unit(std::string_view text, const Unit* unit, Quantity& out) const;
  void read_range(std::string_view text, const Number& number, const Unit* first,
                  Quantity& out) const;
  void read_suffix(std::string_view text, Quantity& out) const;
  bool plausible(std::string_view text, const Number& number) const;

  const Numerals& numerals_;
  const Units& units_;
  const Cues& cues_;
};

}  // namespace newsmill
