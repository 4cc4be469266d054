// DuckDB, found at run time: newsmill itself neither needs it nor is built with it.
#pragma once

#include <memory>
#include <string>

namespace newsmill {

// A database in memory.
class DuckDb {
 public:
  // Loads $NEWSMILL_DUCKDB, else libduckdb.so from where the system looks for libraries. Throws
  // FatalError that says how to get it.
  DuckDb();
  ~DuckDb();
  // Throws FatalError with DuckDB's own words.
  void run(const std::string& sql);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

// 'it''s' in SQL.
std::string sql_string(const std::string& text);

}  // namespace newsmill
