// Records for other programs and for people.
//
//   jsonl  canonical protobuf JSON with the proto's field names, one record a line
//   csv    RFC 4180 with a header row; nested messages flattened ("masthead.date"), lists of words
//          joined by "; ", lists of messages and bytes as their number; articles have a column of
//          their whole text
//   text   for reading
//   whole jsonl: also the fields that hold their default, for tables where a zero is no gap
//
// `metrics` are those of the articles, one flat record each, led by the article they stand in.
// Wherever metrics are printed, their surface and evidence are filled in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "shard/dataset.h"

namespace google::protobuf {
class Descriptor;
}

namespace newsmill {

enum class Records { kPages, kArticles, kAds, kRejects, kMetrics };
enum class Format { kJsonl, kCsv, kText, kWholeJsonl };

// The dataset whose messages hold these records.
Dataset dataset_of(Records records);

// The message type of these records.
const google::protobuf::Descriptor& type_of(Records records);

// The columns that lead each record and are no fields of it: those of a metric's article.
std::vector<std::string_view> article_columns(Records records);

// What comes before the first record: CSV's header row, else nothing.
std::string print_header(Records records, Format format);

// Appends to `out` all records of `message`, a message of dataset_of(records): its one record, or
// each of an article's metrics. Error BAD_MESSAGE when it is none.
Result<void> print(std::string_view message, Records records, Format format, std::string& out);

}  // namespace newsmill
