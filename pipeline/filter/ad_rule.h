// One row of the rule tables: what it speaks for, where, and how loudly.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/page.h"
#include "filter/ad_policy.h"

namespace newsmill {

// Whom a piece of evidence speaks for: one category, notices of any kind, or news.
class Side {
 public:
  static constexpr size_t kSides = kAdCategories + 2;
  static constexpr Side notice() { return Side(kAdCategories); }
  static constexpr Side news() { return Side(kAdCategories + 1); }
  constexpr explicit Side(AdCategory category) : Side(static_cast<size_t>(category)) {}
  constexpr Side() : Side(notice()) {}

  constexpr bool is_news() const { return *this == news(); }
  constexpr bool is_category() const { return index_ < kAdCategories; }
  constexpr AdCategory category() const { return static_cast<AdCategory>(index_); }  // if it is one
  // Below kSides; that of a category is its number.
  constexpr size_t index() const { return index_; }
  bool operator==(const Side&) const = default;

 private:
  constexpr explicit Side(size_t index) : index_(static_cast<uint8_t>(index)) {}
  uint8_t index_;
};

// Where in its block a formula counts. Ornaments and brackets round the text do not matter.
enum class Place : uint8_t {
  kAnywhere,
  kStart,
  kEnd,
  kWhole,  // it is the block
  kTitle,  // at the end of a block of one short phrase, or of a run-in title (…通知：)
};

// What a formula says about where notices begin and end.
enum class Mark : uint8_t { kNone, kOpens, kCloses };

struct AdRule {
  float weight = 0;  // in natural log odds, roughly: 1 a hint, 2 typical, 4 hardly anything else
  Side side;
  Place place = Place::kAnywhere;
  Mark mark = Mark::kNone;

  bool for_notices() const { return !side.is_news(); }
  bool speaks_anywhere() const { return place == Place::kAnywhere; }
  bool opens() const { return for_notices() && mark == Mark::kOpens; }
  bool closes() const { return for_notices() && mark == Mark::kCloses; }
};

}  // namespace newsmill
