// The records are those that the shards hold, so that the file shows their names and their spans:
//
//   as printed                          as read
//   3 │ 柳浦大桥昨天合龙     headline    柳浦大桥昨天合龙
//   5 │ 大桥全长2.6公里。    paragraph   大桥全长[2.6公里]。
//                                       大桥全长  2.6 km  LEVEL  …
//
// Tested by tests/tools/inspect_html_test.cc.
#include "inspect_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "print_text.h"
#include "shard/records.h"
#include "shard/spans.h"

namespace newsmill {
namespace {

constexpr std::string_view kHead =
    R"(<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { --paper: #fbf9f4; --ink: #23211d; --faint: #8a857b; --rule: #ddd7ca; --lit: #f3e7c4; --mark: #d8ecd9;
  --furniture: #9a958b; --ad: #c07a12; --headline: #b3261e; --byline: #13808a; --heading: #8b3fa0;
  --paragraph: #4a4a4a; --caption: #2c7a3f; --table: #2a5db0; }
@media (prefers-color-scheme: dark) { :root { --paper: #191816; --ink: #e8e4db; --faint: #8f8a80; --rule: #3a3732;
  --lit: #3d3521; --mark: #24402a; --furniture: #7d786f; --ad: #e0a040; --headline: #ff7a70; --byline: #4fc3cf;
  --heading: #d08be6; --paragraph: #c9c4ba; --caption: #6fcf86; --table: #7fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
header { padding: 14px 24px; border-bottom: 2px solid var(--ink); display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline; }
header h1 { font-size: 20px; margin: 0; } header span { color: var(--faint); font: 13px/1.6 system-ui, sans-serif; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); }
main > section { padding: 12px 24px 60px; } main > section + section { border-left: 1px solid var(--rule); }
h2 { font: 600 12px/2 system-ui, sans-serif; letter-spacing: .08em; text-transform: uppercase; color: var(--faint); margin: 0 0 8px; }
.line { display: grid; grid-template-columns: 3.2em 1fr 5.5em; white-space: pre-wrap; border-left: 4px solid var(--class); padding-left: 8px; line-height: 1.45; }
.line i, .line b { font: 12px/1.8 ui-monospace, monospace; color: var(--faint); } .line b { color: var(--class); text-align: right; }
.line.first { margin-top: 3px; } .line.gap { margin-top: 1.1em; }
.line.furniture span { color: var(--faint); } .line.headline span, .line.heading span { font-weight: 700; }
article, aside { border-top: 1px solid var(--rule); padding: 10px 8px 14px; }
article:first-of-type { border-top: 0; } article h3 { font-size: 19px; line-height: 1.35; margin: 2px 0; }
article p { margin: 0; text-indent: 2em; } article p.deck { text-indent: 0; color: var(--faint); }
article p.HEADING { text-indent: 0; font-weight: 700; margin-top: 6px; } article p.CAPTION { color: var(--caption); }
article p.TABLE { text-indent: 0; font-size: 13px; color: var(--table); white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--caption); }
table { border-collapse: collapse; width: 100%; margin-top: 8px; font: 12.5px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
th { text-align: left; font-weight: 600; color: var(--faint); } td, th { padding: 1px 10px 1px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
td:nth-child(6) { white-space: nowrap; } td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
aside { border-left: 4px solid var(--ad); padding-left: 12px; white-space: pre-line; } aside small, article small { color: var(--faint); font: 12px/1.6 system-ui, sans-serif; }
.lit { background: var(--lit); }
@media (max-width: 900px) { main { grid-template-columns: 1fr; } main > section + section { border-left: 0; } }
</style>
)";

// Light up what has the same owner as what the pointer is on.
constexpr std::string_view kScript = R"(<script>
let lit = [];
addEventListener("mouseover", event => {
  const owner = event.target.closest("[data-owner]")?.dataset.owner;
  for (const element of lit) element.classList.remove("lit");
  lit = owner ? [...document.querySelectorAll(`[data-owner="${CSS.escape(owner)}"]`)] : [];
  for (const element of lit) element.classList.add("lit");
});
</script>
)";

void escape(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
}

std::string escaped(std::string_view text) {
  std::string out;
  escape(out, text);
  return out;
}

// <tag class="of_class">text</tag>, or nothing around no text.
void element(std::string& out, std::string_view tag, std::string_view of_class,
             std::string_view text) {
  if (text.empty()) return;
  out += fmt::format("<{} class=\"{}\">", tag, of_class);
  escape(out, text);
  out += fmt::format("</{}>\n", tag);
}

// As a reader of the shards would see it.
template <class Record, class Core>
Record record_of(const Core& core) {
  WireWriter wire;
  write_record(wire, core);
  size_t begin = 0;
  uint64_t length = 0;
  read_varint(wire.bytes(), begin, length);
  Record record;
  record.ParseFromArray(wire.bytes().data() + begin, static_cast<int>(length));
  return record;
}

void printed_line(std::string& out, const InspectedPage::PrintedLine& line, bool gap) {
  const std::string_view kind = class_name(line.kind);
  std::string why;
  for (const LineReason& reason : line.reasons)
    why += fmt::format("{} {:+}\n", reason.feature, reason.weight);
  out += fmt::format(
      "<div class=\"line {}{}{}\" style=\"--class: var(--{})\" data-owner=\"{}\" "
      "title=\"{}\"><i>{}</i><span>",
      kind, line.first ? " first" : "", gap ? " gap" : "", kind, escaped(line.owner), escaped(why),
      line.number);
  escape(out, line.text);
  out += fmt::format("</span><b>{}</b></div>\n", line.first ? kind : "");
}

// A paragraph with the values of its metrics marked; of two that overlap, the first.
void paragraph(std::string& out, const v1::Article& article, int number) {
  const v1::Article::Paragraph& part = article.paragraphs(number);
  std::vector<size_t> starts;  // of each code point, and the end of the text
  for (size_t i = 0; i < part.text().size(); ++i)
    if (utf8::is_start(part.text()[i])) starts.push_back(i);
  starts.push_back(part.text().size());
  const std::string_view text = part.text();
  out += fmt::format("<p class=\"{}\">", v1::Article::Paragraph::Kind_Name(part.kind()));
  size_t done = 0;
  for (const v1::Metric& metric : article.metrics()) {
    if (metric.paragraph() != static_cast<uint32_t>(number) || metric.value_end() >= starts.size())
      continue;
    const size_t begin = starts[metric.value_begin()], end = starts[metric.value_end()];
    if (begin < done) continue;
    escape(out, text.substr(done, begin - done));
    out += "<mark title=\"";
    escape(out, metric.evidence());
    out += "\">";
    escape(out, text.substr(begin, end - begin));
    out += "</mark>";
    done = end;
  }
  escape(out, text.substr(done));
  out += "</p>\n";
}

std::string period(const v1::Metric& metric) {
  return metric.period_begin() == metric.period_end()
             ? metric.period_end()
             : metric.period_begin() + " – " + metric.period_end();
}

// Words of one cell, those that say nothing left out.
std::string words(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (name.empty() || name == "NONE" || name == "UNSPECIFIED") continue;
    if (!text.empty()) text += ' ';
    text += name;
  }
  return text;
}

void metrics(std::string& out, const v1::Article& article) {
  using M = v1::Metric;
  if (article.metrics().empty()) return;
  out +=
      "<table><tr><th>indicator<th>value<th>unit<th>kind<th>comparator<th>period<th>status<th>"
      "against</tr>\n";
  for (const M& metric : article.metrics()) {
    out += "<tr><td>" + escaped(metric.indicator());
    out += "<td class=\"number\">" + printed_number(metric);
    for (const std::string& cell :
         {metric.unit(),
          words({M::Kind::Value_Name(metric.kind()), M::Delta::Value_Name(metric.delta()),
                 M::Direction::Value_Name(metric.direction())}),
          std::string(M::Comparator::Value_Name(metric.comparator())), period(metric),
          std::string(M::Status::Value_Name(metric.status())), metric.compared_with()})
      out += "<td>" + escaped(cell);
    out += "</tr>\n";
  }
  out += "</table>\n";
}

void article(std::string& out, const Article& core) {
  v1::Article record = record_of<v1::Article>(core);
  fill_spans(record);
  out += fmt::format("<article data-owner=\"{}\"><small>{}</small>\n", escaped(record.id()),
                     escaped(record.id()));
  if (record.has_jump_from())
    element(out, "p", "deck", fmt::format("← page {}", record.jump_from().page()));
  element(out, "p", "deck", record.headline().kicker());
  element(out, "h3", "", record.headline().title());
  element(out, "p", "deck", record.headline().subtitle());
  element(out, "p", "deck",
          words({record.byline().agency(), record.byline().dateline(),
                 fmt::format("{}", fmt::join(record.byline().authors(), " "))}));
  for (int i = 0; i < record.paragraphs_size(); ++i) paragraph(out, record, i);
  if (record.has_jump_to())
    element(out, "p", "deck", fmt::format("→ page {}", record.jump_to().page()));
  metrics(out, record);
  out += "</article>\n";
}

void ad(std::string& out, const Ad& core) {
  const v1::Ad record = record_of<v1::Ad>(core);
  out +=
      fmt::format("<aside data-owner=\"{}\"><small>{} {} {:.2f} {}</small>\n", escaped(record.id()),
                  escaped(record.id()), v1::Ad::Category_Name(record.category()),
                  record.confidence(), escaped(fmt::format("{}", fmt::join(record.rules(), " "))));
  escape(out, record.text());
  out += "</aside>\n";
}

}  // namespace

std::string inspected_html(const InspectedPage& page) {
  const std::string title = words(
      {page.masthead.publication, page.date(), page.masthead.page_number, page.masthead.section});
  std::string out = "<!doctype html>\n<html>\n<meta charset=\"utf-8\">\n";
  element(out, "title", "", title.empty() ? page.id : title);
  out += kHead;
  out += "<header>";
  element(out, "h1", "", title.empty() ? page.id : title);
  element(out, "span", "",
          fmt::format("{} · {} · {} lines, {} articles, {} ads", page.id, layout_name(page.layout),
                      page.lines.size(), page.articles.size(), page.ads.size()));
  out += "</header>\n<main>\n<section>\n<h2>As printed</h2>\n";
  uint32_t before = 0;
  for (const InspectedPage::PrintedLine& line : page.lines) {
    printed_line(out, line, before != 0 && line.number > before + 1);
    before = line.number;
  }
  out += "</section>\n<section>\n<h2>As read</h2>\n";
  for (const Article& each : page.articles) article(out, each);
  for (const Ad& each : page.ads) ad(out, each);
  out += "</section>\n</main>\n";
  out += kScript;
  out += "</html>\n";
  return out;
}

}  // namespace newsmill
