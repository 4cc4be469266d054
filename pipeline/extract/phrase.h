// The words on either side of a value: the predicate that governs it, its subject, its noun.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/cues.h"
#include "extract/tokens.h"
#include "extract/words.h"

namespace newsmill {

struct Span {
  size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  std::string_view of(std::string_view text) const {
    return empty() ? std::string_view() : text.substr(begin, end - begin);
  }
};

// What stands before a value: subject | base of comparison | adverbs | verb | comparator.
struct Before {
  Span all;
  Span subject;                // what is left of it when the words below are taken off
  const Cue* verb = nullptr;   // the verb next to the value
  const Cue* bound = nullptr;  // 超过, 近, 不足
  const Cue* lead = nullptr;   // the verb that opens the clause: 新建, 新增
  bool to = false;             // 到, 至: the value is what was reached
  bool from = false;           // 从, 由: the value is where a change began,
  size_t origin = 0;           // and where that word stands
  bool joined = false;         // 、 和 stand between this value and the one before
  bool respectively = false, each = false, average = false;
  bool future = false;       // 将, 要
  bool first = false;        // 首次
  std::string_view against;  // yoy, mom, or what is named (较2020年)
  std::string_view scope;    // of a rank: 全省
  Span base;                 // of against, where it is named
  std::string_view per;      // 每亩, 人均
  Span dated;                // the period in 去年的80%
  Span whole;                // what the value is so much of: 售价 in 不到售价的三成
};

inline constexpr WordList kDimensions("长", "宽", "高", "深", "厚", "重");

// What stands behind a value, up to the next value or the end of the clause.
struct After {
  Span noun;       // 行政村 in 60%以上行政村建成…; empty when the value ends its phrase
  Span predicate;  // 建成…
  const Cue* change = nullptr;  // 增长 in 5%的增长
  std::string_view dimension;   // 长, 高 between the value and its noun: 12米高的大佛
};

// Does the period stand behind what reached it again, and is no time of its own? 恢复至2019年的95%
bool is_reference(std::string_view text, const Period& period);

// Holds no mutable state; many threads may share one. `cues` must outlive it.
class PhraseReader {
 public:
  explicit PhraseReader(const Cues& cues) : cues_(cues) {}

  // Reads `span`, which ends where a value begins, into `result`, which is new. `tokens` are those
  // inside it (periods only); `ranked`: the value is a rank.
  void read_before(std::string_view text, Span span, const Tokens& tokens, size_t first_token,
                   size_t last_token, bool ranked, Before& result) const;
  // Of a value in percentage points: 高于全省平均1.2个百分点 is a gap to what is named.
  void take_gap(std::string_view text, Before& before) const;
  void take_more(std::string_view text, size_t begin, Before& before, size_t& pos,
                 size_t& verb_begin) const;
  // Of a ratio: 成本不到售价的三成, the bound stands before what it is a part of.
  void take_whole(std::string_view text, Before& before) const;
  // 生产总值实现5%的增长: the verb stands behind the value.
  void take_change(std::string_view text, const After& after, Before& before) const;
  // Of a ratio without a verb next to it: 该技术可降低碰撞风险50%, the verb stands before what
  // changes.
  void take_object(std::string_view text, Before& before) const;
  // Reads `span`, which begins where a value ends, into `result`, which is new. `alone`: the value
  // may say without a noun what it is of, so that words like 在 go on with a predicate.
  void read_after(std::string_view text, Span span, bool alone, After& result) const;
  // The span without what opens a clause (其中, 今年, 圆满完成); its verb becomes before->lead.
  Span strip_opening(std::string_view text, Span span, const Tokens& tokens, size_t first_token,
                     size_t last_token, Before* before) const;
  // The span without the adverbs that it ends in, before a verb.
  Span without_adverbs(std::string_view text, Span span) const;
  // The last verb of addition in the span, or null.
  const Cue* addition(std::string_view text, Span span) const;

 private:
  bool take_link(const CueMatch& match, Before& before, size_t& pos) const;
  void take_base(std::string_view text, size_t verb_begin, Before& before) const;
  static size_t take_reference(std::string_view text, const Period& base, size_t begin,
                               Before& before);
  void take_origin(std::string_view text, size_t begin, Before& before, size_t& pos) const;

  const Cues& cues_;
};

}  // namespace newsmill
