//    7 headline  a1  ┌ 小区电梯广告收益归谁？              plain_gaps +61  first +20
//    8 paragraph a1  ┌ “电梯里天天换广告，钱去             indented_prev_plain +40
//    9 paragraph a1  └ 哪儿了？”                           no_room_after_first +55
//
// Tested by tests/tools/inspect_test.cc.
#include "inspect.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "assemble/assemble_issues.h"
#include "core/utf8.h"
#include "decode/decode.h"
#include "decompress/members.h"
#include "decompress/source.h"
#include "exit_code.h"
#include "extract/extract_metrics.h"
#include "filter/filter_ads.h"
#include "inspect_html.h"
#include "shard/file.h"

namespace newsmill {
namespace {

using Line = InspectedPage::PrintedLine;
using Join = InspectedPage::Join;

constexpr int kTextColumns = 44;  // before the reasons
constexpr size_t kReasonsShown = 3;

struct Class {
  const char* name;
  const char* colour;  // SGR parameters
};

Class class_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::kFurniture:
      return {"furniture", "2"};
    case BlockKind::kAd:
      return {"ad", "33"};
    case BlockKind::kHeadline:
      return {"headline", "1;31"};
    case BlockKind::kByline:
      return {"byline", "36"};
    case BlockKind::kHeading:
      return {"heading", "1;35"};
    case BlockKind::kParagraph:
      return {"paragraph", "0"};
    case BlockKind::kCaption:
      return {"caption", "32"};
    case BlockKind::kTable:
      return {"table", "34"};
  }
  return {"?", "0"};
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Latin words are joined with a space where the block's text has one.
Join join_of(std::string_view line, std::string_view below, std::string_view block) {
  line = utf8::trim(line);
  below = utf8::trim(below);
  if (line.empty() || below.empty() || !is_ascii(line.back()) || !is_ascii(below.front()))
    return Join::kTight;
  const std::string spaced = fmt::format(
      "{} {}", line.substr(line.size() - std::min<size_t>(4, line.size())), below.substr(0, 4));
  return block.find(spaced) == std::string_view::npos ? Join::kTight : Join::kSpace;
}

// The one page that is asked for, decoded; `keep` holds its text.
TextPage read_page(const InspectOptions& options, const RuleSet& rules, Batch<TextPage>& keep) {
  const std::unique_ptr<Source> source = open_inputs({options.input});
  const DecompressMembers decompress;
  const DecodeText decode(rules);
  const bool any = options.member.empty();
  std::optional<TextPage> found;
  while (std::optional<Batch<RawPage>> batch = source->next()) {
    Batch<TextPage> texts = decode(decompress(std::move(*batch)));
    if (!texts.rejects.empty() && any)
      throw FatalError(fmt::format("{}: {}", options.input, texts.rejects.front().error.message));
    for (const TextPage& page : texts.items) {
      if (!any && page.origin.member != options.member &&
          !page.origin.member.ends_with("/" + options.member))
        continue;
      if (found && any)
        throw FatalError(
            fmt::format("{} holds several pages: name one with --member", options.input), kUsage);
      if (!found) found = page;
    }
    if (!found) continue;
    if (keep.items.empty()) keep = std::move(texts);
    if (!any) break;
  }
  if (found) return *found;
  throw FatalError(any ? fmt::format("{} holds no page", options.input)
                       : fmt::format("{} holds no page {}", options.input, options.member));
}

std::string pad(std::string_view text, int columns) {
  const int used = static_cast<int>(utf8::columns(text));
  return std::string(text) + std::string(static_cast<size_t>(std::max(0, columns - used)), ' ');
}

std::string reasons(const Line& line) {
  std::string text;
  for (size_t i = 0; i < line.reasons.size() && i < kReasonsShown; ++i)
    text += fmt::format("  {} {:+}", line.reasons[i].feature, line.reasons[i].weight);
  return text;
}

// ┌ │ └ round the lines of a block; ╶ where a line is a block.
const char* bracket(const Line& line) {
  const bool goes_on = line.join != Join::kNone;
  return line.first ? (goes_on ? "┌" : "╶") : goes_on ? "│" : "└";
}

std::string short_owner(const std::string& owner) {
  const size_t dash = owner.rfind('-');
  return dash == std::string::npos ? owner : owner.substr(dash + 1);
}

}  // namespace

std::string InspectedPage::date() const {
  if (!masthead.date) return {};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(masthead.date->year()),
                     static_cast<unsigned>(masthead.date->month()),
                     static_cast<unsigned>(masthead.date->day()));
}

const char* class_name(BlockKind kind) {
  return class_of(kind).name;
}

const char* layout_name(Layout layout) {
  return layout == Layout::kFlowed        ? "FLOWED"
         : layout == Layout::kInterleaved ? "INTERLEAVED"
                                          : "UNKNOWN";
}

InspectedPage inspect(const TextPage& text, const RuleSet& rules) {
  const SegmentPages segment(rules);
  Result<Page> segmented = segment.segment(text);
  if (!segmented) throw FatalError(segmented.error().message);
  const std::vector<std::string_view> printed = split_lines(text.text);
  std::vector<std::string> joined(printed.size() + 1);  // the block's text, at its first line
  for (const Block& block : segmented->blocks) joined[block.lines.front().first] = block.text;
  std::vector<ScreenedPage> screened;
  screened.push_back(FilterAds(rules).screen(std::move(*segmented)));
  Issue issue = AssembleIssues(rules).assemble(std::move(screened));
  const ExtractMetrics extract(rules);
  for (Article& article : issue.articles) extract.extract(article);
  const Page& page = issue.pages.front();

  InspectedPage out;
  out.masthead = page.masthead;
  out.id = page.id;
  out.layout = page.layout;
  std::vector<std::vector<LineReason>> why = segment.explain(text);
  why.resize(printed.size() + 1);
  std::vector<std::vector<size_t>> blocks_of(printed.size() + 1);
  for (size_t b = 0; b < page.blocks.size(); ++b)
    for (const LineRange& lines : page.blocks[b].lines)
      for (uint32_t n = lines.first; n <= lines.last && n < blocks_of.size(); ++n)
        if (!utf8::trim(printed[n - 1]).empty()) blocks_of[n].push_back(b);
  uint32_t before = 0;
  for (uint32_t n = 1; n < blocks_of.size(); ++n) {
    if (blocks_of[n].empty()) continue;
    const Block& block = page.blocks[blocks_of[n].front()];
    Line line;
    line.number = n;
    line.text = printed[n - 1];
    line.kind = block.kind;
    line.block = blocks_of[n].front();
    line.owner = block.owner;
    line.reasons = std::move(why[n]);
    if (before != 0 && blocks_of[before].back() == line.block) {
      line.first = false;
      out.lines.back().join =
          join_of(printed[before - 1], printed[n - 1], joined[block.lines.front().first]);
    }
    out.lines.push_back(std::move(line));
    before = n;
  }
  out.articles = std::move(issue.articles);
  out.ads = std::move(issue.ads);
  return out;
}

std::string print_inspected(const InspectedPage& page, bool colour) {
  std::string out = fmt::format("{} {} page {} {}\n", page.masthead.publication, page.date(),
                                page.masthead.page_number, layout_name(page.layout));
  uint32_t before = 0;
  for (const Line& line : page.lines) {
    if (before != 0 && line.number > before + 1) out += '\n';
    before = line.number;
    const Class style = class_of(line.kind);
    const std::string text = pad(line.text, kTextColumns);
    out += fmt::format("{:5} {:9} {:4} {} ", line.number, style.name, short_owner(line.owner),
                       bracket(line));
    if (colour)
      out += fmt::format("\033[{}m{}\033[0m\033[2m{}\033[0m", style.colour, text, reasons(line));
    else
      out += text + reasons(line);
    while (out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

std::string inspected_json(const InspectedPage& page) {
  nlohmann::ordered_json json = {{"id", page.id}, {"layout", layout_name(page.layout)}};
  json["masthead"] = {{"publication", page.masthead.publication},
                      {"date", page.date()},
                      {"page_number", page.masthead.page_number},
                      {"section", page.masthead.section},
                      {"editors", page.masthead.editors},
                      {"phones", page.masthead.phones},
                      {"emails", page.masthead.emails}};
  nlohmann::ordered_json& lines = json["lines"] = nlohmann::ordered_json::array();
  for (const Line& line : page.lines) {
    nlohmann::ordered_json why = nlohmann::ordered_json::array();
    for (const LineReason& reason : line.reasons)
      why.push_back({{"feature", reason.feature}, {"weight", reason.weight}});
    lines.push_back({{"number", line.number},
                     {"text", line.text},
                     {"kind", class_of(line.kind).name},
                     {"block", line.block},
                     {"owner", line.owner},
                     {"join", line.join == Join::kNone    ? "none"
                              : line.join == Join::kTight ? "tight"
                                                          : "space"},
                     {"why", std::move(why)}});
  }
  return json.dump(2) + "\n";
}

int inspect_command(const InspectOptions& options) {
  const RuleSet rules =
      options.rules.empty() ? RuleSet::builtin() : RuleSet::with_directory(options.rules);
  Batch<TextPage> keep;
  const TextPage text = read_page(options, rules, keep);
  const InspectedPage page = inspect(text, rules);
  if (!options.html.empty()) {
    OutputFile file(options.html);
    file.append(inspected_html(page));
    file.close();
    return kAllWell;
  }
  using Colour = InspectOptions::Colour;
  const char* const no_colour = std::getenv("NO_COLOR");
  const bool colour =
      options.colour == Colour::kAlways ||
      (options.colour == Colour::kAuto && isatty(STDOUT_FILENO) != 0 && !(no_colour && *no_colour));
  fmt::print("{}", options.json ? inspected_json(page) : print_inspected(page, colour));
  return kAllWell;
}

}  // namespace newsmill
