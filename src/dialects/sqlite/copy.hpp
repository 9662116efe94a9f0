#pragma once

#include <chrono>
#include <string>

struct sqlite3;

namespace limbeck::dialects::sqlite {

/// A database in memory with all that is in the file `name` (a URI when `is_uri`); an empty one where there is no file.
/// Nothing is written to the file or beside it. Returns an SQLite code; `database` must be closed by the caller in any
/// case, and `message` says what failed.
int copy_into_memory(const std::string& name, bool is_uri, std::chrono::milliseconds timeout, sqlite3*& database,
                     std::string& message);

/// Keeps the connection from other files: no ATTACH, no VACUUM INTO.
void confine_to_memory(sqlite3* database);

} // namespace limbeck::dialects::sqlite
