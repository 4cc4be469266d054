// Records as text for people.
#pragma once

#include <string>

namespace newsmill {

namespace v1 {
class Ad;
class Article;
class Metric;
class Page;
class Reject;
}  // namespace v1

void print_text(const v1::Page& page, std::string& out);        // a line for each block
void print_text(const v1::Article& article, std::string& out);  // headline, byline, paragraphs
void print_text(const v1::Ad& ad, std::string& out);
void print_text(const v1::Reject& reject, std::string& out);  // one line
// One line; `article` is the one that the metric stands in.
void print_text(const v1::Metric& metric, const v1::Article& article, std::string& out);

// A metric's value with all that it has of a range and a baseline: "81.5 → 89.9", "6.5–7".
std::string printed_number(const v1::Metric& metric);

}  // namespace newsmill
