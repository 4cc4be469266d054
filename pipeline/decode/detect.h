// Which encoding bytes are in, when they are not UTF-8.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "decode/encoding.h"
#include "rules/table.h"

namespace newsmill {

// Holds no mutable state; many threads may call one.
class DetectEncoding {
 public:
  explicit DetectEncoding(const RuleSet& rules);
  // The encoding in which a sample of the text has the most common characters; kUtf8 when it is
  // UTF-8 with damage; nothing when it is none.
  std::optional<Encoding> operator()(std::string_view bytes) const;

 private:
  // Common characters less what cannot be read, as a share of all.
  double fitness(std::string_view sample, Encoding encoding) const;

  std::vector<bool> common_;  // by code point, of the Basic Multilingual Plane
};

}  // namespace newsmill
