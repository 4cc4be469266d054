// Any protobuf message as a row of CSV, by reflection (see print.h for how it is flattened).
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace newsmill {

// One line of comma-separated cells, quoted where they must be.
class CsvRow {
 public:
  explicit CsvRow(std::string& out) : out_(out) {}
  void cell(std::string_view text);
  void end();

 private:
  std::string& out_;
  bool first_ = true;
};

// The columns of a message type, each behind `prefix`.
void csv_columns(const google::protobuf::Descriptor& type, const std::string& prefix, CsvRow& row);
// The same columns of one message.
void csv_cells(const google::protobuf::Message& message, CsvRow& row);

}  // namespace newsmill
