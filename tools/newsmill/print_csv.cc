// Walks the fields of a message in the order of the .proto file.
//
//   masthead {date: "2021-02-10" editors: ["张三", "李四"]}   ->   …,2021-02-10,…,张三; 李四,…
//
// Tested by tests/tools/cat_test.cc.
#include "print_csv.h"

#include <fmt/format.h>

namespace newsmill {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool is_nested(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_repeated();
}

std::string scalar(const Message& message, const FieldDescriptor& field) {
  const Reflection& get = *message.GetReflection();
  if (field.has_presence() && !get.HasField(message, &field)) return "";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return get.GetBool(message, &field) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_UINT32:
      return fmt::format("{}", get.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return fmt::format("{}", get.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return fmt::format("{}", get.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return get.GetEnum(message, &field)->name();
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string text = get.GetString(message, &field);
      return field.type() == FieldDescriptor::TYPE_BYTES ? fmt::format("{}", text.size()) : text;
    }
    default:
      return "";  // our records have no other types
  }
}

std::string list(const Message& message, const FieldDescriptor& field) {
  const Reflection& get = *message.GetReflection();
  const int size = get.FieldSize(message, &field);
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return fmt::format("{}", size);
  std::string joined;
  for (int i = 0; i < size; ++i)
    joined += (i > 0 ? "; " : "") + get.GetRepeatedString(message, &field, i);
  return joined;
}

}  // namespace

void CsvRow::cell(std::string_view text) {
  if (!first_) out_ += ',';
  first_ = false;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  for (const char c : text) out_.append(c == '"' ? 2 : 1, c);
  out_ += '"';
}

void CsvRow::end() {
  out_ += '\n';
  first_ = true;
}

void csv_columns(const Descriptor& type, const std::string& prefix, CsvRow& row) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (is_nested(field))
      csv_columns(*field.message_type(), prefix + field.name() + ".", row);
    else
      row.cell(prefix + field.name());
  }
}

void csv_cells(const Message& message, CsvRow& row) {
  const Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (is_nested(field))
      csv_cells(message.GetReflection()->GetMessage(message, &field), row);
    else
      row.cell(field.is_repeated() ? list(message, field) : scalar(message, field));
  }
}

}  // namespace newsmill
