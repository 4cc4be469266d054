// Pages for the filter's tests, built by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/page.h"

namespace newsmill {

inline constexpr uint16_t kNewsColumns = 34;
inline constexpr uint16_t kNoticeColumns = 24;

inline std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

inline void add_block(Page* page, BlockKind kind, std::string text, uint16_t columns) {
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  block.columns = columns;
  block.starts_article = kind == BlockKind::kHeadline;
  const uint32_t last = page->blocks.empty() ? 0 : page->blocks.back().lines.back().last;
  block.lines = {{last + 1, last + 1 + static_cast<uint32_t>(block.text.size() / 60)}};
  page->blocks.push_back(std::move(block));
}

// A title and paragraphs, as the segmenter gives them: a short first part is a headline.
inline void add_parts(Page* page, const std::vector<std::string>& parts, uint16_t columns) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    const bool title = i == 0 && parts.size() > 1 && parts[i].size() <= 60 &&
                       parts[i].find("。") == std::string::npos;
    add_block(page, title ? BlockKind::kHeadline : BlockKind::kParagraph, parts[i], columns);
  }
}

// News without any word of a notice, to stand round what is tested.
inline void add_story(Page* page) {
  add_block(page, BlockKind::kHeadline, "雨前茶开采", kNewsColumns);
  for (const char* text : {"开春以后，山里的茶农每天天不亮就上山，赶在雨前把头一茬嫩芽采下来，山路"
                           "上到处是背着竹篓的人。",
                           "茶厂的灯亮到深夜，老师傅守着铁锅，说火候差一分，味道就差一截，这门手艺"
                           "学了三十年还没有学完。"}) {
    add_block(page, BlockKind::kParagraph, text, kNewsColumns);
  }
}

// `parts` between two stories.
inline Page page_around(const std::vector<std::string>& parts, uint16_t columns) {
  Page page;
  page.id = "0123456789abcdef";
  add_story(&page);
  add_parts(&page, parts, columns);
  add_story(&page);
  return page;
}

inline size_t characters_in(std::string_view text) {
  size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

}  // namespace newsmill
