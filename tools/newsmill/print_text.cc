// An article as it reads:
//
//   ## 9f86d081884c7d65-a1 台州日报 2021-02-10 2 要闻
//
//   全市粮食总产量创新高
//
//   张三 李四
//
//   去年全市粮食总产量达到…
//
// Tested by tests/tools/cat_test.cc.
#include "print_text.h"

#include <fmt/format.h>

#include <initializer_list>
#include <iterator>
#include <string_view>

#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"

namespace newsmill {
namespace {

using Words = std::initializer_list<std::string_view>;

// Those that are not empty, with a space between.
std::string joined(const Words& words) {
  std::string line;
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line;
}

template <class List>
std::string joined(const List& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

void heading(std::string& out, const Words& words) {
  out += "## " + joined(words) + "\n\n";
}

void paragraph(std::string& out, std::string_view text) {
  if (text.empty()) return;
  out += text;
  out += "\n\n";
}

template <class List>
std::string ranges(const List& lines) {
  std::string text;
  for (const auto& range : lines) {
    if (!text.empty()) text += ',';
    text += range.first() == range.last() ? fmt::format("{}", range.first())
                                          : fmt::format("{}-{}", range.first(), range.last());
  }
  return text;
}

}  // namespace

std::string printed_number(const v1::Metric& metric) {
  std::string text = fmt::format("{}", metric.value());
  if (metric.has_value_high()) text += fmt::format("–{}", metric.value_high());
  if (metric.has_baseline()) text = fmt::format("{} → {}", metric.baseline(), text);
  return text;
}

void print_text(const v1::Page& page, std::string& out) {
  const v1::Page::Masthead& head = page.masthead();
  heading(out, {page.id(), head.publication(), head.date(), head.page_number(), head.section(),
                page.source().member()});
  for (const v1::Page::Block& block : page.blocks())
    out += joined({ranges(block.lines()), v1::Page::Block::Kind_Name(block.kind()), block.owner(),
                   block.text()}) +
           "\n";
  out += "\n";
}

void print_text(const v1::Article& article, std::string& out) {
  heading(out, {article.id(), article.publication(), article.date(), article.page_number(),
                article.section()});
  paragraph(out, article.headline().kicker());
  paragraph(out, article.headline().title());
  paragraph(out, article.headline().subtitle());
  paragraph(out, joined({article.byline().agency(), article.byline().dateline(),
                         joined(article.byline().authors())}));
  for (const v1::Article::Paragraph& part : article.paragraphs()) paragraph(out, part.text());
}

void print_text(const v1::Ad& ad, std::string& out) {
  heading(out,
          {ad.id(), v1::Ad::Category_Name(ad.category()), fmt::format("{:.2f}", ad.confidence())});
  paragraph(out, ad.text());
}

void print_text(const v1::Reject& reject, std::string& out) {
  out += fmt::format("{}: {} {}: {} (offset {}, {} bytes kept)\n",
                     joined({reject.source().archive(), reject.source().member()}),
                     v1::Reject::Stage_Name(reject.stage()), reject.code(), reject.message(),
                     reject.offset(), reject.bytes().size());
}

void print_text(const v1::Metric& metric, const v1::Article& article, std::string& out) {
  using M = v1::Metric;
  const auto known = [](auto value, const std::string& name) {
    return value == 0 ? std::string_view() : std::string_view(name);
  };
  out += joined({article.date(), article.id(), metric.indicator(), "=", printed_number(metric),
                 metric.unit(),
                 known(metric.direction(), M::Direction::Value_Name(metric.direction())),
                 known(metric.comparator() - M::Comparator::EQ,
                       M::Comparator::Value_Name(metric.comparator())),
                 metric.period_end(), "|", metric.evidence()}) +
         "\n";
}

}  // namespace newsmill
