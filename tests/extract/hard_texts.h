// Texts that are hard to read in linear time: one pattern, over and over in one paragraph.
//
// Shared by robustness_test.cc, which holds them to linear time, and bench/extract_bench.cc, which
// prints what a megabyte of each takes.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace newsmill {

inline constexpr auto kHardPatterns = std::to_array<std::string_view>(
    {// numerals and units
     "1", "1,", "1.", "1/2", "7、", "三", "一亿", "亿万", "十百千万", "百分之", "5%", "3个",
     "3个、", "3—", "3至5", "半", "翻", "翻一番", "两成半", "第3", "第", "前十", "个", "亩", "公里",
     "元", "万元", "亿千瓦时", "辆（架、艘、列）次", "3辆（架、艘、", "3元/", "3元每吨",
     // words round a value
     "增长", "增长3%", "分别", "分别3%、", "均", "均增长3%、", "和", "、", "，", "较", "比上年",
     "比上年增长3%", "从3个", "从3%到", "由3%", "从", "占", "占比", "占全国的比重", "约", "超过",
     "超过3个", "达到", "达到了3", "人", "的", "的3个", "其中", "其中3个", "连续3年",
     "甲、乙分别增长3%、5%", "新建和改造3个", "将3个", "同比增长，3", "项目3个", "年均增长",
     "居全省第3", "高于全省3个百分点",
     // brackets and names
     "（", "）", "“", "“”", "《", "（（3）", "（同比增长5%）", "“3个", "【", "(3", "“十四五”",
     // periods and headings
     "2025年", "1月", "1至5月", "十四五", "今年", "去年同期", "截至6月底", "2025年1月至3月",
     "近3年", "一、", "（一）", "各位代表：", "一是3个；",
     // half Chinese, half not
     "a", " ", "aé3", "😀3个", "增a3%", "3\n", "１", "３．５％", "零", "统一", "一起", "万"});

inline constexpr auto kHardEnglishPatterns =
    std::to_array<std::string_view>({"output rose 5 percent ",
                                     "per cent of ",
                                     "percent ",
                                     "5 percent of ",
                                     "from 5 to ",
                                     "from 5 ",
                                     "from ",
                                     "from 5 to 6 percent, ",
                                     "up 5% year on year ",
                                     "year on year ",
                                     "a of ",
                                     "of the ",
                                     "mil- ",
                                     "two ",
                                     "two hundred thousand million ",
                                     "twenty-five ",
                                     "between 3 and ",
                                     "may ",
                                     "per ",
                                     "1,234 words ",
                                     "5 and ",
                                     "5, ",
                                     "5, 6 and 7 percent respectively ",
                                     "respectively ",
                                     "more than ",
                                     "more than 5 ",
                                     "rose ",
                                     "was ",
                                     "by ",
                                     "in 2023 ",
                                     "the first half of ",
                                     "by the end of ",
                                     "ranked third ",
                                     "one in three ",
                                     "$3 ",
                                     "$3 to $5 million ",
                                     "a quarter of ",
                                     "grain, oil and coal ",
                                     "doubled ",
                                     "will ",
                                     "(up 5 percent) ",
                                     "\"new three\" "});

// `pattern` until there are `size` bytes. English is read as such behind a few plain words.
inline std::string hard_text(std::string_view pattern, size_t size, bool english = false) {
  std::string text;
  if (english) text = "the output of our town in spring and autumn of this year was well known ";
  text.reserve(size + pattern.size());
  while (text.size() < size) text += pattern;
  return text;
}

}  // namespace newsmill
