// The words round a quantity that say what it means: verbs, comparators, particles, nouns.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/article.h"
#include "extract/word_pairs.h"
#include "rules/table.h"

namespace newsmill {

// What a word may be; one word may be several (是 is a level verb and a rank verb).
enum Role : uint64_t {
  kChange = 1u << 0,    // 增长 下降
  kMove = 1u << 1,      // 调整: changes only with 到 or 至
  kAdd = 1u << 2,       // 新增
  kBuild = 1u << 3,     // 建成
  kLevel = 1u << 4,     // 达到 为
  kCross = 1u << 5,     // 突破
  kHold = 1u << 6,      // 稳定在
  kRankVerb = 1u << 7,  // 位居
  kShare = 1u << 8,     // 占
  kBound = 1u << 9,     // 超过 近 不足
  kTo = 1u << 10,       // 到 至
  kRespectively = 1u << 11,
  kEach = 1u << 12,     // 均
  kAgainst = 1u << 13,  // 同比
  kAverage = 1u << 14,  // 年均
  kAdverb = 1u << 15,
  kLead = 1u << 16,     // 其中
  kWordEnd = 1u << 26,  // 人才: ends like a linking word and is none
  // Nouns and what follows a value.
  kShareNoun = 1u << 17,  // 占比: a value of it is a share
  kLevelNoun = 1u << 18,  // 支付比例
  kElided = 1u << 19,     // 增速: says nothing without the subject before it
  kHead = 1u << 20,       // 零售额: names a measure
  kImplied = 1u << 21,    // 居民: counted without a classifier
  kRhetoric = 1u << 22,   // 方面: counted for rhetoric's sake
  kAfter = 1u << 23,      // 台阶: belongs to the value before it
  kPredicate = 1u << 24,  // 50%为…: what follows is said of the share
  kNounEnd = 1u << 25,    // 入选: ends the noun that a value counts
  kScope = 1u << 28,      // 全省: between a rank verb and a rank
  kGap = 1u << 31,        // 高于: against what is named, not in time
  kPace = 1u << 30,       // 加快: takes no object before the value
  kNominal = 1u << 29,    // 减税降费: the verb is what is measured
  kStock = 1u << 27,      // 存栏: its count is a level

  kNounEndLast = uint64_t{1} << 32,  // 参赛: ends the noun where nothing follows
  kAspect = uint64_t{1} << 33,       // 方面: rhetoric with few words before it, too: 主要方面
  kPer = uint64_t{1} << 35,          // 每亩, 人均: what the value is for one of
  kPlace = uint64_t{1} << 34,        // 国家: counted, whatever it has: 30个国家的客商
};

struct Cue {
  std::string_view word;
  uint64_t roles = 0;
  Direction direction = Direction::kNone;   // of a change
  Direction crossing = Direction::kNone;    // of kCross, kHold, kBound
  Comparator comparator = Comparator::kEq;  // of kCross
  Comparator bound = Comparator::kEq;       // of kBound
  std::string_view value;                   // of kAgainst: yoy, mom; of kImplied: the unit
  bool is(uint64_t role) const { return (roles & role) != 0; }
};

// A word found in text.
struct CueMatch {
  size_t begin = 0, end = 0;
  const Cue* cue = nullptr;
  explicit operator bool() const { return cue != nullptr; }
  bool is(uint64_t role) const { return cue != nullptr && cue->is(role); }
};

// Holds no mutable state; many threads may share one.
class Cues {
 public:
  // Throws FatalError when a row of verbs, comparators, particles or nouns cannot be used.
  explicit Cues(const RuleSet& rules);

  // The longest linking word (a verb, comparator or particle) that ends at `end`.
  CueMatch link_before(std::string_view text, size_t end, size_t from) const {
    return link_.found(link_.words.longest_before(text, end, from));
  }
  // The longest word that may open a clause before its indicator.
  CueMatch lead_at(std::string_view text, size_t pos) const {
    return lead_.found(lead_.words.longest_at(text, pos));
  }
  // The longest word that says how the text behind a value goes on.
  CueMatch noun_at(std::string_view text, size_t pos) const {
    return noun_.found(noun_.words.longest_at(text, pos));
  }
  // The first place in [pos, end) where noun_at() may find a word, else `end` or behind it.
  size_t next_noun(std::string_view text, size_t pos, size_t end) const {
    return noun_.words.next_start(text, pos, end);
  }
  // The longest noun that ends at `end`.
  CueMatch noun_before(std::string_view text, size_t end, size_t from) const {
    return noun_.found(noun_.words.longest_before(text, end, from));
  }
  // The longest comparator behind a value: 以上.
  CueMatch suffix_at(std::string_view text, size_t pos) const {
    return suffix_.found(suffix_.words.longest_at(text, pos));
  }
  // The last verb of addition (新增) from byte `begin` on that ends by `end`, or null.
  const Cue* last_addition(std::string_view text, size_t begin, size_t end) const;

 private:
  // Words of one use; a word that two tables hold has the roles of both.
  struct Words {
    WordPairs words;
    std::vector<Cue> cues;
    void add(const Cue& cue);
    CueMatch found(const Lexicon::Match& match) const {
      if (!match) return {};
      return {match.begin, match.end, &cues[static_cast<size_t>(match.id)]};
    }
  };
  void add_verbs(const RuleTable& table);
  void add_comparators(const RuleTable& table);
  void add_particles(const RuleTable& table);
  void add_nouns(const RuleTable& table);

  Words link_, lead_, noun_, suffix_, adding_;
};

}  // namespace newsmill
