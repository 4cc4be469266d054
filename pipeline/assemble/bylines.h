// Who wrote it, for whom, where and when.
#pragma once

#include <string_view>

#include "core/article.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace newsmill {

class BylineReader {
 public:
  explicit BylineReader(const RuleTable& table);

  // A line of its own: □ 本报记者 李四 通讯员 王五. Adds to `byline`.
  void read_line(std::string_view text, Byline& byline) const;
  // What an article's first paragraph opens with: 新华社北京7月1日电（记者李四、王五）. Adds to
  // `byline`.
  void read_opening(std::string_view text, Byline& byline) const;

 private:
  void names(std::string_view text, Byline& byline) const;
  Lexicon words_;  // the number is the kind: agency, role, none
};

}  // namespace newsmill
