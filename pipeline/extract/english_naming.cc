// A value takes its name from before its governor ("grain output rose 5 percent"), from between the
// two ("we cut energy use by 5 percent"), from behind itself ("built 12 schools"), or keeps that of
// the value before ("…, to 650 million tons").
// Tested by tests/extract/english_test.cc.
#include <string>

#include "extract/english_clauses.h"
#include "extract/word_lists.h"

namespace newsmill {
namespace {

constexpr size_t kAmountReach = 8;  // words between a verb and "5 percent increase"

// A noun that says nothing without its "of"
bool counts_anything(std::string_view noun) {
  return lists::kBatches.has(noun);
}

}  // namespace

// "patients who wait more than 18 weeks fell": is there a verb still to come?
bool EnglishClauses::is_governed_later() const {
  for (size_t i = at_ + 1; i < sentence_.pieces.size() && i < at_ + kAmountReach; ++i) {
    if (sentence_.pieces[i].kind == EnglishPiece::kComma) return false;
    if (sentence_.pieces[i].kind == EnglishPiece::kCue && !is_comparator(i)) return true;
  }
  return false;
}

// Is piece `i` a verb of what was done: killed, built?
bool EnglishClauses::is_deed(size_t i) const {
  return i < sentence_.pieces.size() && sentence_.pieces[i].kind == EnglishPiece::kCue &&
         tables_.cue(sentence_.pieces[i]).kind == EnglishCue::kVerb && word_at(i).ends_with("ed");
}

// "4 million hectares [were] afforested": the deed names what is counted.
EnglishSpan EnglishClauses::deed() const {
  const std::string_view being = word_at(at_ + 1);
  if (being != "were" && being != "was" && being != "are" && being != "is") return {};
  return is_deed(at_ + 2) || word_at(at_ + 2).ends_with("ed") ? EnglishSpan{at_ + 2, at_ + 3}
                                                              : EnglishSpan{};
}

// "…, about 5 percent of its workforce": says more of the value before.
bool EnglishClauses::is_apposition() const {
  size_t left = left_of_value();
  if (left > 0 && word_at(left - 1) == "or") --left;
  if (left == 0 || sentence_.pieces[left - 1].kind != EnglishPiece::kComma) return false;
  return !subject_.empty() && start_ > 0;
}

// "in exports", "on schools" behind a value
EnglishSpan EnglishClauses::behind_preposition() const {
  const std::string_view next = word_at(at_ + 1);
  return next == "in" || next == "on" ? names_.behind(at_ + 2) : EnglishSpan{};
}

// "… 31 percent of all sales, [up] 5 points": of what the value before it was of.
bool EnglishClauses::goes_on() const {
  return start_ > 0 && governor_ > start_ && is_quantity(start_ - 1) &&
         sentence_.pieces[governor_ - 1].kind == EnglishPiece::kComma;
}

// "farmers planted" 3 million hectares: the deed with who did it; nothing else tells what it is of.
EnglishSpan EnglishClauses::active(EnglishSpan subject) const {
  if (subject.empty()) return {governor_, governor_ + 1};
  for (size_t i = subject.end; i < governor_; ++i)
    if (sentence_.pieces[i].kind != EnglishPiece::kWord) return {governor_, governor_ + 1};
  const std::string_view before = word_at(governor_ - 1);
  const bool passive = before == "be" || before == "been" || before == "was" || before == "were";
  return {subject.first, passive ? subject.end : governor_ + 1};
}

// The subject of the governor: "output reached a new level, [topping] 5 tons" has it further left.
EnglishSpan EnglishClauses::clause_subject() const {
  size_t end = governor_;
  if (end > start_ && sentence_.pieces[end - 1].kind == EnglishPiece::kComma &&
      word_at(end).find("ing") != std::string_view::npos)
    for (size_t i = start_; i < governor_; ++i)
      if (sentence_.pieces[i].kind == EnglishPiece::kCue && !is_comparator(i)) {
        end = i;
        break;
      }
  return names_.before(end, start_);
}

EnglishClauses::Naming EnglishClauses::name_of(const EnglishQuantity& quantity) const {
  Naming naming;
  const bool of = word_at(at_ + 1) == "of" || quantity.parts;
  EnglishSpan noun = names_.behind(of && !quantity.parts ? at_ + 2 : at_ + 1);
  // "5,000 units of housing"
  if (noun.end > noun.first + 2 && word_at(noun.first + 1) == "of" &&
      counts_anything(word_at(noun.first)))
    noun.first += 2;
  if (noun.end == noun.first + 1 && word_at(noun.end) == "of" &&
      counts_anything(word_at(noun.first)))
    if (const EnglishSpan housing = names_.behind(noun.end + 1); !housing.empty()) noun = housing;
  if (noun.end == noun.first + 1 && governed() && counts_anything(word_at(noun.first))) noun = {};
  // "a $3 million budget"
  const bool sized = quantity.kind == "money" && left_of_value() < at_ && !is_comparator(at_ - 1);
  const bool counts =
      !noun.empty() && (quantity.unit.empty() || of || sized || quantity.kind == "count");
  const bool verb = governed() && cue_.kind != EnglishCue::kVerb && cue_.kind != EnglishCue::kAdd;
  const size_t left = left_of_value();
  const bool joint = left > start_ && is_joint(left - 1);
  const bool of_it = joint && word_at(left - 1) == "of";  // reached a record high of
  const size_t inner_end = joint ? left - 1 : left;
  EnglishSpan subject, object;
  if (governed() && governor_ >= start_) {
    if (!goes_on()) subject = clause_subject();
    if (joint || left < at_) object = names_.between(governor_ + 1, inner_end);
  }
  const bool noun_of = governed_by(EnglishCue::kNoun);  // an increase in output of
  naming.name = verb && !object.empty() && (!of_it || noun_of) ? object : subject;
  const bool participle = governed() && word_at(governor_).find("ing") != std::string_view::npos;
  if (governed_by(EnglishCue::kShare) && (naming.name.empty() || (participle && !subject_.empty())))
    naming.name = subject_;
  // "…, and funding by 5 yuan": the verb is not said again
  if (governed() && governor_ < start_ && joint && word_at(left - 1) == "by" && object.empty())
    naming.name = names_.before(inner_end, start_);
  const bool told = cue_.kind == EnglishCue::kChange || cue_.kind == EnglishCue::kShare ||
                    (of && quantity.kind == "percent");
  const bool heads = quantity.unit.empty() || quantity.kind == "count";
  if (heads && !governed() && is_deed(at_ + 1)) {  // 15 injured
    naming = {{at_ + 1, at_ + 2}, true};
  } else if (counts && of && quantity.kind == "percent" && is_apposition()) {
    naming.name = subject_;
    naming.share = true;
  } else if (counts && !(verb && (told || noun_of) && !naming.name.empty())) {
    naming.name = noun;
    naming.behind = true;
    naming.share = of && quantity.kind == "percent";
  } else if (noun_of) {
    if (naming.name.empty() || of_it) {
      const EnglishSpan behind = behind_preposition();
      if (!behind.empty() && object.empty()) naming.name = behind;
    }
  } else if (!verb) {
    // "a deficit ratio of 3 percent", "keep it at 3 percent"
    const size_t from = governed() ? std::max(start_, governor_ + 1) : start_;
    if (!object.empty())
      naming.name = object;
    else if (joint && !cue_.value.empty() && !subject.empty())
      naming.name = subject;  // the threshold was raised to
    else if (const EnglishSpan it = joint ? names_.before(inner_end, from) : EnglishSpan{};
             !it.empty())
      naming = {of_it ? names_.behind_article(it) : it, of_it};
    else if (quantity.kind == "money" && !behind_preposition().empty())
      naming.name = behind_preposition();
    else if (governed_by(EnglishCue::kVerb) && !quantity.unit.empty() && governor_ >= start_ &&
             !joint)
      naming.name = active(subject);
    else if (!governed() && !is_governed_later() &&
             (quantity.kind == "measure" || quantity.kind == "duration"))
      naming.name = names_.before(left, start_);  // the battery lasts
    else if (!joint)
      naming.name = {};
  }
  if (naming.name.empty()) naming.name = deed();
  if (naming.name.empty()) naming.name = subject_;
  return naming;
}

// "that of steel" after "the output of coal": how much of the last name belongs to this one, too.
size_t EnglishClauses::shared_head(EnglishSpan name) const {
  size_t i = name.first;
  if (name.empty() || out_.empty() || out_.back().paragraph != index_) return 0;
  while (i > 0 && word_at(i - 1) == "the") --i;
  if (i < 2 || word_at(i - 1) != "of") return 0;
  if (word_at(i - 2) != "that" && word_at(i - 2) != "those") return 0;
  const size_t of = out_.back().indicator.find(" of ");
  if (of == std::string::npos) return 0;
  return of + (out_.back().indicator.substr(of).starts_with(" of the ") ? 8 : 4);
}

// "exports saw a 5 percent increase": who saw it.
EnglishSpan EnglishClauses::amount_subject() const {
  for (size_t i = at_; i > start_ && i + kAmountReach > at_; --i)
    if (sentence_.pieces[i - 1].kind == EnglishPiece::kCue && !is_comparator(i - 1)) {
      const EnglishSpan name = names_.before(i - 1, start_);
      return name.empty() ? subject_ : name;
    }
  return subject_;
}

}  // namespace newsmill
