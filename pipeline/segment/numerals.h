// Numbers as mastheads and jump marks print them: 2, ２, A03, 二, 第十二版, 二〇二一年二月十日.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/page.h"

namespace newsmill {

template <class T>
struct Read {
  T value;
  size_t end;  // byte behind what was read
};

// False for nearly every character that no number starts with.
bool may_count(char32_t code);

// 12, １２, 十二, 一二, 廿三, 二〇二一. At most nine digits.
std::optional<Read<unsigned>> read_number(std::string_view text, size_t pos);

// A page as a paper names it, canonical: 2, A3 (A03, Ａ３), 12 (十二), B1 (B一).
std::optional<Read<std::string>> read_page(std::string_view text, size_t pos);

// 2021年2月10日, 2021.2.10, 2021-02-10, 二〇二一年二月十日, 中華民國二十八年四月三十日.
std::optional<Read<Date>> read_date(std::string_view text, size_t pos);

}  // namespace newsmill
