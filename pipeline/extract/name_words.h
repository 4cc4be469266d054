// The words that make a name: cut out of a sentence, cleaned and joined.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/sentence.h"

namespace newsmill {

// Names are part of the text where that will do; `notes` keep the others.

// The text without blanks and without what hangs on its ends.
std::string_view clean(std::string_view text, Notes& notes);
// Two names as one, unless that would grow without end: then the second.
std::string_view joined(std::string_view first, std::string_view second, Notes& notes);
// A name no longer than a sentence proper could give.
std::string_view shortened(std::string_view name);

size_t characters(std::string_view text);
std::string_view last_characters(std::string_view text, size_t n);
std::string_view first_characters(std::string_view text, size_t n);

// The words of a span without the periods named in it, and without what introduces them.
std::string_view own_words(const Work& work, Span span);
// What stands on the value's side of a quotation mark that lost its partner.
std::string_view on_side_of_value(std::string_view text, bool before_value);
// The words of the subject before a value; kept, as it is asked for more than once.
std::string_view own_subject(const Work& work, Reading& reading);
// 这一数字: what was told before.
bool refers_back(std::string_view name);
// Whom or what a deed was done to (旅客, 货物), in so few words that the deed says more.
bool says_little(std::string_view name, const Reading& reading);
// 占全省的比重, but not 占地
bool starts_share(std::string_view text);
// What a share or a rate of that name is of: 占全国的比重 has 全国, 每万人口医师数 万人口; else
// none.
std::string_view denominator_of(std::string_view name);

// The parts of a list of `n` (甲、乙和丙), or none.
std::vector<std::string_view> split_into(std::string_view text, size_t n);

}  // namespace newsmill
