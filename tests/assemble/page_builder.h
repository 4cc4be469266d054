// Pages made of blocks, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/page.h"

namespace newsmill {

class PageBuilder {
 public:
  explicit PageBuilder(std::string id = "p", std::string member = "柳湾/01.txt") {
    page_.id = std::move(id);
    page_.origin.member = std::move(member);
  }
  // One block of one line, right behind the one before; `gap` blank lines before it.
  PageBuilder& add(BlockKind kind, std::string text, uint32_t gap = 0) {
    Block block;
    block.kind = kind;
    block.text = std::move(text);
    line_ += gap + 1;
    block.lines = {{line_, line_}};
    block.starts_article = kind == BlockKind::kHeadline;
    page_.blocks.push_back(std::move(block));
    return *this;
  }
  PageBuilder& head(std::string text, uint32_t gap = 0) {
    return add(BlockKind::kHeadline, std::move(text), gap);
  }
  PageBuilder& body(std::string text, uint32_t gap = 0) {
    return add(BlockKind::kParagraph, std::move(text), gap);
  }
  PageBuilder& ad(std::string text, uint32_t gap = 0) {
    add(BlockKind::kAd, std::move(text), gap);
    last().owner = "p-n1";
    return *this;
  }
  PageBuilder& from(std::string page) {
    last().jump_from = std::move(page);
    last().starts_article = true;
    return *this;
  }
  PageBuilder& to(std::string page) {
    last().jump_to = std::move(page);
    return *this;
  }
  PageBuilder& open_end() {
    last().open_end = true;
    return *this;
  }
  PageBuilder& open_start() {
    last().open_start = true;
    return *this;
  }
  PageBuilder& number(std::string number) {
    page_.masthead.page_number = std::move(number);
    return *this;
  }
  Block& last() { return page_.blocks.back(); }
  Page build() { return std::move(page_); }
  ScreenedPage screened() { return {std::move(page_), {}}; }

 private:
  Page page_;
  uint32_t line_ = 0;
};

}  // namespace newsmill
