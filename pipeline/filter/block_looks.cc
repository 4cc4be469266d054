// Signs are gone through once. Numbers are put together from digits, letters, stars and hyphens:
//
//   看房电话0571-80001234      a telephone, at the end
//   编号3301200456789          a serial number
//   13000平方米，5971.513      neither
//
// Tests: AdTables.*, FirstLook.BoundsTheEvidence.
#include "filter/block_looks.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "core/utf8.h"
#include "filter/characters.h"
#include "filter/number_token.h"

namespace newsmill {
namespace {

constexpr int kAfterPhone = 4;  // a name, a bracket
constexpr int kLineCharacters = 40;
constexpr int kTimesOfList = 3;

// 13000平方米, 8000000元: a number of things, not a telephone.
bool counts_something(char32_t next) {
  constexpr std::u32string_view kUnits = U"元万亿吨平公亩户人个千米股份年份块";
  return kUnits.find(next) != kUnits.npos;
}

// 5971 513.5: figures of a table, run together where blanks do not count.
bool is_decimal_point(std::string_view text, size_t pos) {
  return pos + 1 < text.size() && text[pos] == '.' && utf8::is_digit(text[pos + 1]);
}

// 2019年4月3日; nothing at all is one too.
bool is_date(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const utf8::Char c = utf8::at(text, pos);
    if ((classes_of(c.code) & kDatePart) == 0) return false;
    pos += c.size;
  }
  return true;
}

bool names_units_of_date(std::string_view text) {
  return text.find("年") != text.npos || text.find("月") != text.npos;
}

class SignReader {
 public:
  SignReader(const SignedText& text, BlockLooks* looks, std::vector<Sign>* quotes)
      : text_(text), looks_(*looks), quotes_(*quotes) {}

  void read() {
    for (auto sign = text_.signs.begin(); sign != text_.signs.end();) {
      if (sign->classes & kTokenPart) {
        sign = read_token(sign);
      } else {
        if (sign->classes & kTelling) take_telling(*sign);
        ++sign;
      }
    }
  }
  bool ends_in_phone() const {
    return looks_.phones > 0 &&
           static_cast<int>(text_.characters) - token_characters_ - at_phone_ <= kAfterPhone;
  }

 private:
  // Behind the last character of the number that starts here.
  std::span<const Sign>::iterator read_token(std::span<const Sign>::iterator sign) {
    NumberToken token;
    uint32_t end = sign->pos;
    looks_.first_number = std::min<size_t>(looks_.first_number, end);
    for (; sign != text_.signs.end() && sign->pos == end && sign->classes & kTokenPart; ++sign) {
      token.take(token_char(sign->code));
      end = sign->end();
      ++token_characters_;
    }
    ++looks_.numbers;
    looks_.masked += token.is_masked();
    looks_.serials += token.is_serial();
    if (token.is_phone() && !is_decimal_point(text_.text, end) &&
        !counts_something(utf8::at(text_.text, end).code)) {
      ++looks_.phones;
      at_phone_ = static_cast<int>((sign - 1)->character) + 1 - token_characters_;
    }
    return sign;
  }

  void take_telling(const Sign& sign) {
    switch (sign.code) {
      case U'”':
        looks_.speech += ends_speech(utf8::before(text_.text, sign.pos).code);
        [[fallthrough]];
      case U'“':
      case U'「':
      case U'」':
        quotes_.push_back(sign);
        break;
      default:
        if (opens_field(sign.code, utf8::at(text_.text, sign.end()))) {
          ++looks_.fields;
          looks_.last_field = sign.pos;
        }
        looks_.times += utf8::is_digit(utf8::before(text_.text, sign.pos).code) &&
                        utf8::is_digit(utf8::at(text_.text, sign.end()).code);
    }
  }

  static bool ends_speech(char32_t c) {
    return c == U'。' || c == U'！' || c == U'？' || c == U'，';
  }
  // 9:00 is no field, ：“ is speech.
  static bool opens_field(char32_t colon, utf8::Char next) {
    if (next.size == 0) return false;
    return colon == U'：' ? next.code != U'“' && next.code != U'「' : !utf8::is_digit(next.code);
  }

  const SignedText& text_;
  BlockLooks& looks_;
  std::vector<Sign>& quotes_;
  int token_characters_ = 0;
  int at_phone_ = 0;  // characters outside of tokens up to the last telephone number
};

}  // namespace

BlockLooks looks_of(const Block& block, const InkedText& text, const AdRules& rules,
                    std::vector<Sign>* quotes) {
  BlockLooks looks;
  quotes->clear();
  SignReader reader(text, &looks, quotes);
  reader.read();
  looks.date = is_date(text.text);
  looks.ends_in_phone = reader.ends_in_phone() && !text.ink.stopped;
  if (text.ink.phrase) {
    const std::string_view words = words_of(text.text, text.ink);
    looks.header = rules.headers().is_one(words);
    looks.sum = ends_in_sum(words);
  }
  looks.figures = looks.numbers >= kFewestFigures && !text.ink.stopped && are_figures(block.text);
  looks.names = (text.classes & kPoint) == 0 && text.text.size() < block.text.size() &&
                rules.rolls().are_names(block.text);
  return looks;
}

void add_layout(const BlockLooks& looks, const Block& block, const InkedText& text,
                const PageContext& page, const AdRules& rules, EvidenceSum* sum) {
  const Ink& ink = text.ink;
  const int characters = static_cast<int>(text.characters);
  const bool pointed = (text.classes & kPoint) != 0, narrow = page.narrow(block);
  const auto add_amount = [&](LayoutFeature feature, float amount) {
    if (amount <= 0) return;
    for (const LayoutRule& rule : rules.layout(feature)) sum->add(rule.says, rule.number, amount);
  };
  const auto add = [&](LayoutFeature feature, int amount) {
    add_amount(feature, static_cast<float>(amount));
  };
  add(LayoutFeature::kPhone, std::min(looks.phones, 2));
  add(LayoutFeature::kPhoneLast, looks.ends_in_phone);
  add(LayoutFeature::kSerial, std::min(looks.serials, 2));
  add(LayoutFeature::kMasked, looks.masked > 0);
  add(LayoutFeature::kFields, std::clamp(looks.fields - 1, 0, 2));
  add(LayoutFeature::kBullet, ink.bullet);
  add(LayoutFeature::kDateLine, looks.date && characters >= 5 && names_units_of_date(text.text));
  add(LayoutFeature::kSpeech, std::min(looks.speech, 3));
  add_amount(LayoutFeature::kLong, (static_cast<float>(characters) - 100) / 100);
  add(LayoutFeature::kUnpointed, !pointed && characters >= kUnpointedCharacters);
  add(LayoutFeature::kNoStop, !ink.stopped);
  add(LayoutFeature::kTimes, looks.times >= kTimesOfList);
  add(LayoutFeature::kBlock, true);
  add(LayoutFeature::kNarrow, narrow);
  add(LayoutFeature::kSentence, !narrow && ink.stopped && characters >= kProseCharacters);
  add(LayoutFeature::kSigned, ink.signed_by && !block.open_end);
  add(LayoutFeature::kAdPage, page.ad_page);
  add(LayoutFeature::kNoticePage, page.notice_page);
  add(LayoutFeature::kHeadline, block.kind == BlockKind::kHeadline);
  add(LayoutFeature::kCaption, block.kind == BlockKind::kCaption);
  add(LayoutFeature::kByline, block.kind == BlockKind::kByline);
  add(LayoutFeature::kHeader, looks.header);
  add(LayoutFeature::kNames, looks.names);
  add(LayoutFeature::kSum, looks.sum);
  add(LayoutFeature::kFigures, looks.figures);
}

bool is_line(const InkedText& text) {
  return !text.ink.stopped && text.characters <= kLineCharacters;
}

}  // namespace newsmill
