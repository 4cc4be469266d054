// newsmill export: the records of a finished output as one file for other programs.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

#include "print.h"

namespace newsmill {

enum class FileFormat { kParquet, kJsonl, kCsv };

struct ExportOptions {
  std::string directory;
  std::string file;
  Records records = Records::kArticles;
  FileFormat format = FileFormat::kJsonl;
  bool quiet = false;
};

// Writes options.file: beside it first, and when all is well under its name. jsonl and csv are as
// `cat` prints them; parquet has a column for each field, nested messages as structs and lists.
// Throws FatalError.
int export_command(const ExportOptions& options);

// The columns of records in DuckDB's SQL: {'id': 'VARCHAR', 'lines': 'STRUCT("first" UINTEGER,
// …)[]'}
std::string sql_columns(Records records);

}  // namespace newsmill
