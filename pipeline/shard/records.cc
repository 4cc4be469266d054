// A list of fields for each record, in order of their numbers: what is written is then, byte for
// byte, what protobuf's own serialization writes.
//
// Numbers and enum values are those of the generated classes. The classes themselves are used by
// readers only: filling and serializing them costs several times as much (bench/shard_bench.cc).
// Tested by tests/shard/records_test.cc, with the protobuf library as the twin.
#include "shard/records.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"
#include "shard/spans.h"

namespace newsmill {
namespace {

// ---- enums: core's value is the index ----------------------------------------------------------

constexpr std::array kLayouts = {v1::Page::UNKNOWN, v1::Page::FLOWED, v1::Page::INTERLEAVED};

using B = v1::Page::Block;
constexpr std::array kBlockKinds = {B::FURNITURE, B::AD,        B::HEADLINE, B::BYLINE,
                                    B::HEADING,   B::PARAGRAPH, B::CAPTION,  B::TABLE};

using P = v1::Article::Paragraph;
constexpr std::array kParagraphKinds = {P::BODY, P::HEADING, P::CAPTION, P::TABLE};

using A = v1::Ad;
constexpr std::array kAdCategories = {
    A::OTHER,   A::LOST_AND_VOID, A::COMPANY,  A::COURT,          A::AUCTION,    A::TENDER,
    A::CREDIT,  A::LICENCE,       A::PLANNING, A::RECRUITMENT,    A::PROPERTY,   A::SERVICE,
    A::PRODUCT, A::EDUCATION,     A::FINANCE,  A::GREETING,       A::OBITUARY,   A::MISSING,
    A::UTILITY, A::LISTING,       A::HOUSE,    A::PUBLIC_SERVICE, A::ADVERTORIAL};

using M = v1::Metric;
constexpr std::array kMetricKinds = {M::Kind::UNSPECIFIED, M::Kind::LEVEL,      M::Kind::COUNT,
                                     M::Kind::CHANGE,      M::Kind::TRANSITION, M::Kind::SHARE,
                                     M::Kind::RANK,        M::Kind::STREAK,     M::Kind::THRESHOLD};
constexpr std::array kDeltas = {M::Delta::NONE, M::Delta::REL, M::Delta::ABS};
constexpr std::array kDirections = {M::Direction::NONE, M::Direction::INCREASE,
                                    M::Direction::DECREASE, M::Direction::FLAT};
constexpr std::array kComparators = {
    M::Comparator::EQ,  M::Comparator::GE,    M::Comparator::GT,
    M::Comparator::LE,  M::Comparator::LT,    M::Comparator::APPROX,
    M::Comparator::TOP, M::Comparator::ORDER, M::Comparator::RANGE};
constexpr std::array kPeriodAggregations = {
    M::PeriodAggregation::POINT, M::PeriodAggregation::TOTAL, M::PeriodAggregation::ANNUAL_AVERAGE};
constexpr std::array kPeriodSources = {M::PeriodSource::IMPLICIT, M::PeriodSource::INHERITED,
                                       M::PeriodSource::EXPLICIT};
constexpr std::array kStatuses = {M::Status::ACHIEVED, M::Status::TARGET, M::Status::EXPECTED};

using R = v1::Reject;
constexpr std::array kStages = {R::READ,   R::DECOMPRESS, R::DECODE, R::SEGMENT,
                                R::FILTER, R::ASSEMBLE,   R::EXTRACT};

template <class Wire, size_t n, class Core>
uint64_t wire(const std::array<Wire, n>& table, Core value) {
  return static_cast<uint64_t>(table.at(static_cast<size_t>(value)));
}

// ---- values ------------------------------------------------------------------------------------

// As "2021-02-10"; two of these are written for every metric.
void date(WireWriter& out, int field, const std::optional<Date>& value) {
  if (!value) return;
  constexpr std::string_view kForm = "0000-00-00";
  char* const text = out.put_string(field, kForm.size());
  const auto put = [text](size_t at, unsigned number) {  // two digits
    text[at] = static_cast<char>('0' + number / 10);
    text[at + 1] = static_cast<char>('0' + number % 10);
  };
  std::copy(kForm.begin(), kForm.end(), text);
  const auto year = static_cast<unsigned>(std::clamp(static_cast<int>(value->year()), 0, 9999));
  put(0, year / 100), put(2, year % 100);
  put(5, static_cast<unsigned>(value->month()));
  put(8, static_cast<unsigned>(value->day()));
}

// A name as valid UTF-8.
std::string label(std::string_view name) {
  std::string out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(name.data());
  for (size_t pos = 0; pos < name.size();) {
    const size_t begin = pos;
    UChar32 code;
    U8_NEXT(bytes, pos, name.size(), code);
    if (code >= 0)
      out.append(name.substr(begin, pos - begin));
    else
      for (size_t i = begin; i < pos; ++i) out += fmt::format("\\x{:02X}", bytes[i]);
  }
  return out;
}

template <class Strings>
void strings(WireWriter& out, int field, const Strings& values) {
  for (const std::string_view value : values) out.put_string(field, value);
}

// -1 stands for absent.
void index(WireWriter& out, int field, int32_t value) {
  if (value >= 0) out.put_uint(field, static_cast<uint64_t>(value));
}

void real(WireWriter& out, int field, const std::optional<double>& value) {
  if (value) out.put_real(field, *value);
}

// ---- parts of records --------------------------------------------------------------------------

// Page.Source and Reject.Source.
template <class Source>
void source(WireWriter& out, int field, const Origin& origin) {
  out.message(field, [&] {
    if (origin.archive) out.string(Source::kArchiveFieldNumber, label(*origin.archive));
    out.string(Source::kMemberFieldNumber, label(origin.member));
    out.uint(Source::kBytesFieldNumber, origin.bytes);
    out.fixed64(Source::kXxh3FieldNumber, origin.xxh3);
  });
}

// Page.Lines and Ad.Lines.
template <class Lines>
void lines(WireWriter& out, int field, const Few<LineRange>& ranges) {
  for (const LineRange& range : ranges)
    out.message(field, [&] {
      out.uint(Lines::kFirstFieldNumber, range.first);
      out.uint(Lines::kLastFieldNumber, range.last);
    });
}

void write(WireWriter& out, const Masthead& masthead) {
  using F = v1::Page::Masthead;
  out.string(F::kPublicationFieldNumber, masthead.publication);
  date(out, F::kDateFieldNumber, masthead.date);
  out.string(F::kPageNumberFieldNumber, masthead.page_number);
  out.string(F::kSectionFieldNumber, masthead.section);
  strings(out, F::kEditorsFieldNumber, masthead.editors);
  strings(out, F::kPhonesFieldNumber, masthead.phones);
  strings(out, F::kEmailsFieldNumber, masthead.emails);
}

void write(WireWriter& out, const Block& block) {
  using F = v1::Page::Block;
  out.uint(F::kKindFieldNumber, wire(kBlockKinds, block.kind));
  lines<v1::Page::Lines>(out, F::kLinesFieldNumber, block.lines);
  out.string(F::kOwnerFieldNumber, block.owner);
  if (block.kind == BlockKind::kFurniture) out.string(F::kTextFieldNumber, block.text);
}

void write(WireWriter& out, const Headline& headline) {
  using F = v1::Article::Headline;
  out.string(F::kKickerFieldNumber, headline.kicker);
  out.string(F::kTitleFieldNumber, headline.title);
  out.string(F::kSubtitleFieldNumber, headline.subtitle);
}

void write(WireWriter& out, const Byline& byline) {
  using F = v1::Article::Byline;
  strings(out, F::kAuthorsFieldNumber, byline.authors);
  out.string(F::kAgencyFieldNumber, byline.agency);
  out.string(F::kDatelineFieldNumber, byline.dateline);
}

void write(WireWriter& out, const Paragraph& paragraph) {
  using F = v1::Article::Paragraph;
  using L = v1::Article::Lines;
  out.uint(F::kKindFieldNumber, wire(kParagraphKinds, paragraph.kind));
  out.string(F::kTextFieldNumber, paragraph.text);
  for (const PageLines& at : paragraph.lines)
    out.message(F::kLinesFieldNumber, [&] {
      out.uint(L::kPageFieldNumber, at.page);
      out.uint(L::kFirstFieldNumber, at.lines.first);
      out.uint(L::kLastFieldNumber, at.lines.last);
    });
  out.uint(F::kLevelFieldNumber, paragraph.level);
}

void jump(WireWriter& out, int field, const std::optional<Jump>& value) {
  using F = v1::Article::Jump;
  if (!value) return;
  out.message(field, [&] {
    out.string(F::kPageFieldNumber, value->page);
    out.string(F::kArticleIdFieldNumber, value->article_id);
  });
}

void write(WireWriter& out, const TextStats& stats) {
  using F = v1::Article::Stats;
  out.uint(F::kCharactersFieldNumber, stats.characters);
  out.uint(F::kHanCharactersFieldNumber, stats.han_characters);
  out.uint(F::kDigitsFieldNumber, stats.digits);
  out.uint(F::kSentencesFieldNumber, stats.sentences);
  out.uint(F::kParagraphsFieldNumber, stats.paragraphs);
  out.uint(F::kPunctuationFieldNumber, stats.punctuation);
  if (stats.characters > 0)
    out.real(F::kPunctuationRatioFieldNumber,
             static_cast<double>(stats.punctuation) / stats.characters);
}

void write(WireWriter& out, const Metric& metric, const MetricSpans& spans) {
  out.uint(M::kParagraphFieldNumber, metric.paragraph);
  out.uint(M::kValueBeginFieldNumber, spans.value_begin);
  out.uint(M::kValueEndFieldNumber, spans.value_end);
  out.uint(M::kEvidenceBeginFieldNumber, spans.evidence_begin);
  out.uint(M::kEvidenceEndFieldNumber, spans.evidence_end);
  out.string(M::kIndicatorFieldNumber, metric.indicator);
  out.put_real(M::kValueFieldNumber, metric.value);
  real(out, M::kValueHighFieldNumber, metric.value_high);
  real(out, M::kBaselineFieldNumber, metric.baseline);
  out.string(M::kUnitFieldNumber, metric.unit);
  out.uint(M::kUnitImpliedFieldNumber, metric.unit_implied);
  out.uint(M::kKindFieldNumber, wire(kMetricKinds, metric.kind));
  out.uint(M::kDeltaFieldNumber, wire(kDeltas, metric.delta));
  out.uint(M::kDirectionFieldNumber, wire(kDirections, metric.direction));
  out.uint(M::kComparatorFieldNumber, wire(kComparators, metric.comparator));
  date(out, M::kPeriodBeginFieldNumber, metric.period_begin);
  date(out, M::kPeriodEndFieldNumber, metric.period_end);
  out.uint(M::kPeriodAggregationFieldNumber, wire(kPeriodAggregations, metric.period_aggregation));
  out.uint(M::kPeriodSourceFieldNumber, wire(kPeriodSources, metric.period_source));
  out.string(M::kComparedWithFieldNumber, metric.compared_with);
  out.uint(M::kStatusFieldNumber, wire(kStatuses, metric.status));
  out.string(M::kScopeFieldNumber, metric.scope);
  out.string(M::kDenominatorFieldNumber, metric.denominator);
  index(out, M::kGroupFieldNumber, metric.group);
  index(out, M::kGroupPositionFieldNumber, metric.group_position);
  index(out, M::kQualifierOfFieldNumber, metric.qualifier_of);
  out.string(M::kRuleFieldNumber, metric.rule);
  out.real(M::kConfidenceFieldNumber, metric.confidence);
}

void write(WireWriter& out, const LostItem& lost) {
  using F = v1::Ad::Lost;
  out.string(F::kHolderFieldNumber, lost.holder);
  out.string(F::kItemFieldNumber, lost.item);
  out.string(F::kNumberFieldNumber, lost.number);
  out.string(F::kCertificateFieldNumber, lost.certificate);
}

// ---- sizes -------------------------------------------------------------------------------------

// About so many bytes are written, for WireWriter::delimited().
constexpr size_t kBytesBesideText = 12, kBytesBesideAd = 190, kBytesOfBlock = 36,
                 kBytesOfMetric = 112;

size_t expected_size(const Article& article) {
  size_t size = article.metrics.size() * kBytesOfMetric;
  for (const Paragraph& paragraph : article.paragraphs)
    size += paragraph.text.size() + kBytesBesideText;
  return size;
}

}  // namespace

// ---- records -----------------------------------------------------------------------------------

void write_record(WireWriter& out, const Page& page) {
  using F = v1::Page;
  out.delimited(page.blocks.size() * kBytesOfBlock, [&] {
    out.string(F::kIdFieldNumber, page.id);
    source<F::Source>(out, F::kSourceFieldNumber, page.origin);
    out.string(F::kEncodingFieldNumber, page.encoding);
    out.uint(F::kRepairedBytesFieldNumber, page.repaired_bytes);
    out.message(F::kMastheadFieldNumber, [&] { write(out, page.masthead); });
    out.uint(F::kLayoutFieldNumber, wire(kLayouts, page.layout));
    for (const Block& block : page.blocks)
      out.message(F::kBlocksFieldNumber, [&] { write(out, block); });
    for (const Repair& repair : page.repairs)
      out.message(F::kRepairsFieldNumber, [&] {
        out.uint(F::Repair::kOffsetFieldNumber, repair.offset);
        out.uint(F::Repair::kBytesFieldNumber, repair.bytes);
      });
    out.uint(F::kMojibakeFieldNumber, page.mojibake);
  });
}

void write_record(WireWriter& out, const Article& article) {
  using F = v1::Article;
  CodePointCounter counter(article);
  out.delimited(expected_size(article), [&] {
    out.string(F::kIdFieldNumber, article.id);
    strings(out, F::kPageIdsFieldNumber, article.page_ids);
    out.string(F::kPublicationFieldNumber, article.publication);
    date(out, F::kDateFieldNumber, article.date);
    out.string(F::kPageNumberFieldNumber, article.page_number);
    out.string(F::kSectionFieldNumber, article.section);
    out.message(F::kHeadlineFieldNumber, [&] { write(out, article.headline); });
    out.message(F::kBylineFieldNumber, [&] { write(out, article.byline); });
    for (const Paragraph& paragraph : article.paragraphs)
      out.message(F::kParagraphsFieldNumber, paragraph.text.size() + kBytesBesideText,
                  [&] { write(out, paragraph); });
    jump(out, F::kJumpFromFieldNumber, article.jump_from);
    jump(out, F::kJumpToFieldNumber, article.jump_to);
    out.message(F::kStatsFieldNumber, [&] { write(out, article.stats); });
    out.fixed64(F::kFingerprintFieldNumber, article.fingerprint);
    for (const Metric& metric : article.metrics)
      out.message(F::kMetricsFieldNumber, kBytesOfMetric,
                  [&] { write(out, metric, counter.spans_of(metric)); });
  });
}

void write_record(WireWriter& out, const Ad& ad) {
  using F = v1::Ad;
  out.delimited(ad.text.size() + kBytesBesideAd, [&] {
    out.string(F::kIdFieldNumber, ad.id);
    out.string(F::kPageIdFieldNumber, ad.page_id);
    lines<F::Lines>(out, F::kLinesFieldNumber, ad.lines);
    out.string(F::kTextFieldNumber, ad.text);
    out.uint(F::kCategoryFieldNumber, wire(kAdCategories, ad.category));
    out.real(F::kConfidenceFieldNumber, ad.confidence);
    strings(out, F::kRulesFieldNumber, ad.rules);
    out.fixed64(F::kFingerprintFieldNumber, ad.fingerprint);
    out.uint(F::kInArticlesFieldNumber, ad.in_articles);
    for (const LostItem& lost : ad.lost)
      out.message(F::kLostFieldNumber, [&] { write(out, lost); });
    out.string(F::kIssuerFieldNumber, ad.issuer);
    date(out, F::kDateFieldNumber, ad.date);
    for (const Amount& amount : ad.amounts)
      out.message(F::kAmountsFieldNumber, [&] {
        out.real(F::Amount::kValueFieldNumber, amount.value);
        out.string(F::Amount::kCurrencyFieldNumber, amount.currency);
      });
  });
}

void write_record(WireWriter& out, const Reject& reject) {
  using F = v1::Reject;
  std::string message = label(reject.error.message);
  if (reject.bytes.size() > kLargestRejectBytes)
    message += fmt::format(" (the first {} of {} bytes are kept)", kLargestRejectBytes,
                           reject.bytes.size());
  out.delimited(reject.bytes.size() + message.size() + kBytesBesideText, [&] {
    source<F::Source>(out, F::kSourceFieldNumber, reject.origin);
    out.uint(F::kStageFieldNumber, wire(kStages, reject.stage));
    out.string(F::kCodeFieldNumber, reject.error.code);
    out.string(F::kMessageFieldNumber, message);
    out.uint(F::kOffsetFieldNumber, reject.error.offset);
    out.string(F::kBytesFieldNumber, std::string_view(reject.bytes).substr(0, kLargestRejectBytes));
  });
}

}  // namespace newsmill
