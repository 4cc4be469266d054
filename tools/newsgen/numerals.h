// Numbers as a paper prints them.
#pragma once

#include <cstdint>
#include <string>

namespace newsmill::newsgen {

int64_t power_of_ten(int n);

// 1278
void append_number(int64_t number, std::string& out);
// 5550 with 3 decimals: 5.55
void append_decimal(int64_t number, int decimals, std::string& out);
// 1 … 9999: 十二, 一百零五
void append_chinese(int64_t number, std::string& out);

}  // namespace newsmill::newsgen
