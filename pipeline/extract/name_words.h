// The words that make a name: cut out of a sentence, cleaned and joined.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/sentence.h"

namespace newsmill {

// The text without blanks and without what hangs on its ends.
std::string clean(std::string_view text);
// Two names as one, unless that would grow without end: then the second.
std::string joined(const std::string& first, const std::string& second);
// Cuts a name that no sentence proper could give.
void shorten(std::string& name);

size_t characters(std::string_view text);
std::string_view last_characters(std::string_view text, size_t n);
std::string_view first_characters(std::string_view text, size_t n);

// The words of a span without the periods named in it, and without what introduces them.
std::string own_words(const Work& work, Span span);
// The same of the subject before a value; kept, as it is asked for more than once.
const std::string& own_subject(const Work& work, Reading& reading);
// 占全省的比重, but not 占地
bool starts_share(std::string_view text);

}  // namespace newsmill
