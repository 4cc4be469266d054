// Chinese text is made of few characters most of the time; the same bytes read in another encoding
// are made of rare ones:
//
//   B1 BE B1 A8 D1 B6    as GB18030 本报讯, as Big5 掛惆捅
//
// So the sample is read in each encoding, and the one with most common characters wins.
// Tested by tests/decode/detect_test.cc.
#include "decode/detect.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "decode/transcode.h"

namespace newsmill {
namespace {

constexpr size_t kSampleBytes = 2048;
// Text has over 0.6, wrongly read text under 0.15.
constexpr double kLeastFitness = 0.25, kSureFitness = 0.5;

bool is_high(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80;
}

bool is_printed(char32_t ascii) {
  return ascii >= ' ' || ascii == '\n' || ascii == '\r' || ascii == '\t' || ascii == '\f';
}

// From the first byte that is not ASCII: there a character begins, in all encodings of pairs.
std::string_view sample_of_pairs(std::string_view bytes) {
  const size_t begin = static_cast<size_t>(std::ranges::find_if(bytes, is_high) - bytes.begin());
  return bytes.substr(begin, kSampleBytes);
}

// Most of the bytes that are not ASCII make characters of UTF-8.
bool is_damaged_utf8(std::string_view sample) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(sample.data());
  size_t high = 0, valid = 0;
  for (size_t pos = 0; pos < sample.size();) {
    const size_t begin = pos;
    UChar32 code;
    U8_NEXT(bytes, pos, sample.size(), code);
    if (code >= 0 && code < 0x80) continue;
    high += pos - begin;
    valid += code >= 0x800 ? pos - begin : 0;  // two bytes may be a pair of GB18030 as well
  }
  return 3 * valid > 2 * high;
}

}  // namespace

DetectEncoding::DetectEncoding(const RuleSet& rules) : common_(0x10000) {
  const RuleTable& table = rules.table("common_characters.tsv");
  const size_t characters = table.column("characters");
  for (const RuleRow& row : table.rows())
    for (size_t pos = 0; pos < row[characters].size();) {
      const utf8::Char c = utf8::at(row[characters], pos);
      if (c.code < common_.size()) common_[c.code] = true;
      pos += c.size;
    }
}

double DetectEncoding::fitness(std::string_view sample, Encoding encoding) const {
  const Transcoded read = to_utf8(sample, encoding);
  const bool wide = encoding >= Encoding::kUtf16Le;
  double all = 0, common = 0, unassigned = 0;
  for (size_t pos = 0; pos < read.text.size();) {
    const utf8::Char c = utf8::at(read.text, pos);
    pos += c.size;
    // In encodings of pairs ASCII stands for itself; in wider ones it tells that the width is
    // right.
    if (c.code < 0x80 && !wide) continue;
    all += 1;
    unassigned += c.code >= 0xE000 && c.code < 0xF900;
    common += c.code < 0x80 ? is_printed(c.code) : c.code < common_.size() && common_[c.code];
  }
  // The sample's end may cut a character.
  const double broken = std::max(0.0, static_cast<double>(read.repairs.size()) - 1) + unassigned;
  return all == 0 ? 0 : (common - 4 * broken) / all;
}

std::optional<Encoding> DetectEncoding::operator()(std::string_view bytes) const {
  const std::string_view pairs = sample_of_pairs(bytes);
  if (is_damaged_utf8(pairs)) return Encoding::kUtf8;
  const std::string_view units = bytes.substr(0, kSampleBytes);
  struct Candidate {
    Encoding encoding;
    std::string_view sample;
  };
  double best = kLeastFitness;
  std::optional<Encoding> found;
  for (const Candidate& c : {Candidate{Encoding::kGb18030, pairs},
                             {Encoding::kBig5, pairs},
                             {Encoding::kEucTw, pairs},
                             {Encoding::kUtf16Le, units},
                             {Encoding::kUtf16Be, units},
                             {Encoding::kUtf32Le, units},
                             {Encoding::kUtf32Be, units}}) {
    const double fits = fitness(c.sample, c.encoding);
    if (fits <= best) continue;
    best = fits;
    found = c.encoding;
    if (best > kSureFitness) break;
  }
  return found;
}

}  // namespace newsmill
