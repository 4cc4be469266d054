// Which pages are of one issue, as far as their names tell.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/origin.h"
#include "core/result.h"

namespace re2 {
class RE2;
}

namespace newsmill {

// Pages with the same key are of one issue. By default the key is the directory, with the date that
// stands in the name if there is one; a pattern (RE2 syntax: linear time, whatever the name) tells
// it otherwise:
//
//   (\w+?)_(\d{8})_\d+    tzrb_20210210_01.txt, tzrb_20210210_02.txt -> "tzrb" "20210210"
//
// Immutable; many threads may ask one IssueKey.
class IssueKey {
 public:
  struct Name {
    std::string key;    // empty: the name says nothing
    bool sure = false;  // a pattern or a date told it, not a directory alone
    bool operator==(const Name& other) const { return key == other.key; }
  };

  IssueKey() = default;
  // The key is what the groups of `pattern` match anywhere in the name or, without groups, what all
  // of it matches. A name that it does not match has the default key. The error says what is wrong.
  static Result<IssueKey> from_pattern(const std::string& pattern);

  Name of(const Origin& origin) const;
  std::string_view pattern() const;  // empty: the default

 private:
  std::shared_ptr<const re2::RE2> pattern_;
};

}  // namespace newsmill
