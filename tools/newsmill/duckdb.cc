// The few functions of DuckDB's C API that are needed, declared as its duckdb.h has them: that API
// is stable. Tested by tests/tools/export_test.cc where the library is there.
#include "duckdb.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>

#include "core/result.h"

namespace newsmill {
namespace {

constexpr const char* kHowToGetIt =
    "Parquet is written by DuckDB's library, which was not found ({}). To get it:\n"
    "  npm install @duckdb/node-bindings-linux-x64\n"
    "  export NEWSMILL_DUCKDB=$PWD/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so";

// duckdb_result: three counts, two pointers that are no longer used, and one of its own.
struct QueryResult {
  void* fields[8] = {};
};

template <class Function>
Function* find(void* library, const char* name) {
  void* const found = ::dlsym(library, name);
  if (found == nullptr) throw FatalError(fmt::format("DuckDB's library has no {}", name));
  return reinterpret_cast<Function*>(found);
}

}  // namespace

struct DuckDb::Library {
  explicit Library(void* library)
      : query(find<int(void*, const char*, QueryResult*)>(library, "duckdb_query")),
        error(find<const char*(QueryResult*)>(library, "duckdb_result_error")),
        destroy(find<void(QueryResult*)>(library, "duckdb_destroy_result")),
        disconnect(find<void(void**)>(library, "duckdb_disconnect")),
        close(find<void(void**)>(library, "duckdb_close")) {
    const auto open = find<int(const char*, void**)>(library, "duckdb_open");
    const auto connect = find<int(void*, void**)>(library, "duckdb_connect");
    if (open(nullptr, &database) != 0 || connect(database, &connection) != 0)
      throw FatalError("DuckDB does not start");
  }
  ~Library() {
    disconnect(&connection);
    close(&database);
  }

  int (*query)(void*, const char*, QueryResult*);
  const char* (*error)(QueryResult*);
  void (*destroy)(QueryResult*);
  void (*disconnect)(void**);
  void (*close)(void**);
  void* database = nullptr;
  void* connection = nullptr;
};

DuckDb::DuckDb() {
  const char* const named = std::getenv("NEWSMILL_DUCKDB");
  void* const library = ::dlopen(named != nullptr ? named : "libduckdb.so", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw FatalError(fmt::format(kHowToGetIt, ::dlerror()));
  library_ = std::make_unique<Library>(library);
}

DuckDb::~DuckDb() = default;

void DuckDb::run(const std::string& sql) {
  QueryResult result;
  const bool failed = library_->query(library_->connection, sql.c_str(), &result) != 0;
  const char* const words = failed ? library_->error(&result) : nullptr;
  const std::string reason = words != nullptr ? words : "";
  library_->destroy(&result);
  if (failed) throw FatalError("DuckDB: " + reason);
}

std::string sql_string(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

}  // namespace newsmill
