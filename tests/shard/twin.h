// The slow twin of the wire writer: fills the generated classes field by field. Enum values are
// looked up by the names of the output's contract.
#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <string>

#include "core/article.h"
#include "core/utf8.h"
#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"

namespace newsmill::twin {

// The value of protobuf enum `Wire` whose name stands at place `value` of the list.
template <class Wire, class Core>
Wire named(Core value, std::initializer_list<const char*> names) {
  const char* const name = names.begin()[static_cast<size_t>(value)];
  const auto* const found = google::protobuf::GetEnumDescriptor<Wire>()->FindValueByName(name);
  if (found == nullptr) throw std::logic_error(std::string("no enum value ") + name);
  return static_cast<Wire>(found->number());
}

inline std::string date(const std::optional<Date>& day) {
  return day ? fmt::format("{:04}-{:02}-{:02}", int(day->year()), unsigned(day->month()),
                           unsigned(day->day()))
             : "";
}

template <class From, class To>
void add_all(const From& from, To* to) {
  for (const std::string_view item : from) *to->Add() = item;
}

template <class To>
void set_source(const Origin& from, To* to) {
  if (from.archive) to->set_archive(*from.archive);
  to->set_member(from.member);
  to->set_bytes(from.bytes);
  to->set_xxh3(from.xxh3);
}

template <class To>
void add_lines(const Few<LineRange>& from, To* to) {
  for (const LineRange& range : from) {
    auto* const lines = to->Add();
    lines->set_first(range.first);
    lines->set_last(range.last);
  }
}

inline v1::Page record(const Page& page) {
  v1::Page to;
  to.set_id(std::string(page.id));
  set_source(page.origin, to.mutable_source());
  to.set_encoding(std::string(page.encoding));
  to.set_repaired_bytes(page.repaired_bytes);
  v1::Page::Masthead* const head = to.mutable_masthead();
  head->set_publication(page.masthead.publication);
  head->set_date(date(page.masthead.date));
  head->set_page_number(page.masthead.page_number);
  head->set_section(page.masthead.section);
  add_all(page.masthead.editors, head->mutable_editors());
  add_all(page.masthead.phones, head->mutable_phones());
  add_all(page.masthead.emails, head->mutable_emails());
  to.set_layout(named<v1::Page::Layout>(page.layout, {"UNKNOWN", "FLOWED", "INTERLEAVED"}));
  for (const Block& block : page.blocks) {
    v1::Page::Block* const b = to.add_blocks();
    b->set_kind(named<v1::Page::Block::Kind>(
        block.kind,
        {"FURNITURE", "AD", "HEADLINE", "BYLINE", "HEADING", "PARAGRAPH", "CAPTION", "TABLE"}));
    add_lines(block.lines, b->mutable_lines());
    b->set_owner(std::string(block.owner));
    if (block.kind == BlockKind::kFurniture) b->set_text(block.text);
  }
  for (const Repair& repair : page.repairs) {
    v1::Page::Repair* const r = to.add_repairs();
    r->set_offset(repair.offset);
    r->set_bytes(repair.bytes);
  }
  to.set_mojibake(page.mojibake);
  return to;
}

// Counted anew for each metric.
inline uint32_t code_points(const std::string& text, uint32_t byte) {
  return static_cast<uint32_t>(utf8::length(text.substr(0, byte)));
}

inline void set(const Metric& from, const Article& article, v1::Metric* to) {
  using M = v1::Metric;
  const std::string& text = article.paragraphs[from.paragraph].text;
  to->set_paragraph(from.paragraph);
  to->set_value_begin(code_points(text, from.value_begin));
  to->set_value_end(code_points(text, from.value_end));
  to->set_evidence_begin(code_points(text, from.evidence_begin));
  to->set_evidence_end(code_points(text, from.evidence_end));
  to->set_indicator(from.indicator);
  to->set_value(from.value);
  if (from.value_high) to->set_value_high(*from.value_high);
  if (from.baseline) to->set_baseline(*from.baseline);
  to->set_unit(from.unit);
  to->set_unit_implied(from.unit_implied);
  to->set_kind(
      named<M::Kind::Value>(from.kind, {"UNSPECIFIED", "LEVEL", "COUNT", "CHANGE", "TRANSITION",
                                        "SHARE", "RANK", "STREAK", "THRESHOLD"}));
  to->set_delta(named<M::Delta::Value>(from.delta, {"NONE", "REL", "ABS"}));
  to->set_direction(
      named<M::Direction::Value>(from.direction, {"NONE", "INCREASE", "DECREASE", "FLAT"}));
  to->set_comparator(named<M::Comparator::Value>(
      from.comparator, {"EQ", "GE", "GT", "LE", "LT", "APPROX", "TOP", "ORDER", "RANGE"}));
  to->set_period_begin(date(from.period_begin));
  to->set_period_end(date(from.period_end));
  to->set_period_aggregation(named<M::PeriodAggregation::Value>(
      from.period_aggregation, {"POINT", "TOTAL", "ANNUAL_AVERAGE"}));
  to->set_period_source(
      named<M::PeriodSource::Value>(from.period_source, {"IMPLICIT", "INHERITED", "EXPLICIT"}));
  to->set_compared_with(from.compared_with);
  to->set_status(named<M::Status::Value>(from.status, {"ACHIEVED", "TARGET", "EXPECTED"}));
  to->set_scope(from.scope);
  to->set_denominator(from.denominator);
  if (from.group >= 0) to->set_group(from.group);
  if (from.group_position >= 0) to->set_group_position(from.group_position);
  if (from.qualifier_of >= 0) to->set_qualifier_of(from.qualifier_of);
  to->set_rule(std::string(from.rule));
  to->set_confidence(from.confidence);
}

inline v1::Article record(const Article& article) {
  v1::Article to;
  to.set_id(std::string(article.id));
  add_all(article.page_ids, to.mutable_page_ids());
  to.set_publication(article.publication);
  to.set_date(date(article.date));
  to.set_page_number(article.page_number);
  to.set_section(article.section);
  to.mutable_headline()->set_kicker(article.headline.kicker);
  to.mutable_headline()->set_title(article.headline.title);
  to.mutable_headline()->set_subtitle(article.headline.subtitle);
  add_all(article.byline.authors, to.mutable_byline()->mutable_authors());
  to.mutable_byline()->set_agency(article.byline.agency);
  to.mutable_byline()->set_dateline(article.byline.dateline);
  for (const Paragraph& paragraph : article.paragraphs) {
    v1::Article::Paragraph* const p = to.add_paragraphs();
    p->set_kind(named<v1::Article::Paragraph::Kind>(paragraph.kind,
                                                    {"BODY", "HEADING", "CAPTION", "TABLE"}));
    p->set_text(paragraph.text);
    for (const PageLines& at : paragraph.lines) {
      v1::Article::Lines* const lines = p->add_lines();
      lines->set_page(at.page);
      lines->set_first(at.lines.first);
      lines->set_last(at.lines.last);
    }
    p->set_level(paragraph.level);
  }
  if (article.jump_from) {
    to.mutable_jump_from()->set_page(article.jump_from->page);
    to.mutable_jump_from()->set_article_id(article.jump_from->article_id);
  }
  if (article.jump_to) {
    to.mutable_jump_to()->set_page(article.jump_to->page);
    to.mutable_jump_to()->set_article_id(article.jump_to->article_id);
  }
  v1::Article::Stats* const stats = to.mutable_stats();
  stats->set_characters(article.stats.characters);
  stats->set_han_characters(article.stats.han_characters);
  stats->set_digits(article.stats.digits);
  stats->set_sentences(article.stats.sentences);
  stats->set_paragraphs(article.stats.paragraphs);
  stats->set_punctuation(article.stats.punctuation);
  if (article.stats.characters > 0)
    stats->set_punctuation_ratio(double(article.stats.punctuation) / article.stats.characters);
  to.set_fingerprint(article.fingerprint);
  for (const Metric& metric : article.metrics) set(metric, article, to.add_metrics());
  return to;
}

inline v1::Ad record(const Ad& ad) {
  v1::Ad to;
  to.set_id(std::string(ad.id));
  to.set_page_id(std::string(ad.page_id));
  add_lines(ad.lines, to.mutable_lines());
  to.set_text(ad.text);
  to.set_category(named<v1::Ad::Category>(
      ad.category,
      {"OTHER",   "LOST_AND_VOID", "COMPANY",  "COURT",          "AUCTION",    "TENDER",
       "CREDIT",  "LICENCE",       "PLANNING", "RECRUITMENT",    "PROPERTY",   "SERVICE",
       "PRODUCT", "EDUCATION",     "FINANCE",  "GREETING",       "OBITUARY",   "MISSING",
       "UTILITY", "LISTING",       "HOUSE",    "PUBLIC_SERVICE", "ADVERTORIAL"}));
  to.set_confidence(ad.confidence);
  add_all(ad.rules, to.mutable_rules());
  to.set_fingerprint(ad.fingerprint);
  to.set_in_articles(ad.in_articles);
  for (const LostItem& lost : ad.lost) {
    v1::Ad::Lost* const item = to.add_lost();
    item->set_holder(lost.holder);
    item->set_item(lost.item);
    item->set_number(lost.number);
    item->set_certificate(std::string(lost.certificate));
  }
  to.set_issuer(ad.issuer);
  to.set_date(date(ad.date));
  for (const Amount& amount : ad.amounts) {
    v1::Ad::Amount* const sum = to.add_amounts();
    sum->set_value(amount.value);
    sum->set_currency(std::string(amount.currency));
  }
  return to;
}

inline v1::Reject record(const Reject& reject) {
  v1::Reject to;
  set_source(reject.origin, to.mutable_source());
  to.set_stage(named<v1::Reject::Stage>(
      reject.stage, {"READ", "DECOMPRESS", "DECODE", "SEGMENT", "FILTER", "ASSEMBLE", "EXTRACT"}));
  to.set_code(reject.error.code);
  to.set_message(reject.error.message);
  to.set_offset(reject.error.offset);
  to.set_bytes(reject.bytes);
  return to;
}

}  // namespace newsmill::twin
