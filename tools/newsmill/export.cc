// newsmill export OUT --records articles --format parquet -o articles.parquet
//
// Parquet by way of JSON lines with all fields, which DuckDB reads with the columns that the .proto
// files tell of. Tested by tests/tools/export_test.cc.
#include "export.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cat.h"
#include "core/result.h"
#include "duckdb.h"
#include "exit_code.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string struct_of(const Descriptor& type);

std::string sql_type(const FieldDescriptor& field) {
  const auto one = [&]() -> std::string {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        return "BOOLEAN";
      case FieldDescriptor::CPPTYPE_INT32:
        return "INTEGER";
      case FieldDescriptor::CPPTYPE_UINT32:
        return "UINTEGER";
      case FieldDescriptor::CPPTYPE_UINT64:
        return "UBIGINT";
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return "DOUBLE";
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return struct_of(*field.message_type());
      default:
        return "VARCHAR";  // strings, enums by name, bytes in base64
    }
  };
  return one() + (field.is_repeated() ? "[]" : "");
}

std::string struct_of(const Descriptor& type) {
  std::string fields;
  for (int i = 0; i < type.field_count(); ++i)
    fields += fmt::format("{}\"{}\" {}", i > 0 ? ", " : "", type.field(i)->name(),
                          sql_type(*type.field(i)));
  return fmt::format("STRUCT({})", fields);
}

// A file that takes its name when it is complete, and is gone when it never was.
class FileInTheMaking {
 public:
  explicit FileInTheMaking(fs::path path)
      : path_(std::move(path)), partial_(path_.string() + ".partial") {}
  ~FileInTheMaking() {
    std::error_code none;
    fs::remove(partial_, none);
  }
  const fs::path& partial() const { return partial_; }
  void complete() { fs::rename(partial_, path_); }

 private:
  fs::path path_, partial_;
};

void print_to(const ExportOptions& options, Format format, const fs::path& path) {
  std::ofstream file(path, std::ios::binary);
  const int code = cat(options.directory, options.records, format, file, std::cerr);
  file.close();
  if (!file) throw FatalError(fmt::format("cannot write {}", path.string()));
  if (code != kAllWell) throw FatalError(fmt::format("{} is damaged", options.directory));
}

void write_parquet(const ExportOptions& options, const fs::path& path) {
  DuckDb duckdb;  // first, for where it is missing nothing else is worth the while
  const FileInTheMaking json(path.string() + ".jsonl");
  print_to(options, Format::kWholeJsonl, json.partial());
  duckdb.run(
      fmt::format("COPY (SELECT * FROM read_json({}, format = 'newline_delimited', columns = {}, "
                  "maximum_object_size = 1073741824)) TO {} (FORMAT parquet, COMPRESSION zstd)",
                  sql_string(json.partial().string()), sql_columns(options.records),
                  sql_string(path.string())));
}

}  // namespace

std::string sql_columns(Records records) {
  std::string columns;
  const auto add = [&](const std::string& name, const std::string& type) {
    columns += fmt::format("{}'{}': {}", columns.empty() ? "" : ", ", name, sql_string(type));
  };
  for (const std::string_view name : article_columns(records)) add(std::string(name), "VARCHAR");
  const Descriptor& type = type_of(records);
  for (int i = 0; i < type.field_count(); ++i) add(type.field(i)->name(), sql_type(*type.field(i)));
  return "{" + columns + "}";
}

int export_command(const ExportOptions& options) {
  FileInTheMaking file(options.file);
  switch (options.format) {
    case FileFormat::kParquet:
      write_parquet(options, file.partial());
      break;
    case FileFormat::kJsonl:
      print_to(options, Format::kJsonl, file.partial());
      break;
    case FileFormat::kCsv:
      print_to(options, Format::kCsv, file.partial());
      break;
  }
  file.complete();
  if (!options.quiet) fmt::print(stderr, "{} -> {}\n", options.directory, options.file);
  return kAllWell;
}

}  // namespace newsmill
