#pragma once

#include "dialects/connection.hpp"
#include "dialects/sql_file.hpp"

namespace limbeck::dialects::sqlite {

/// The statements of a file that make or change something, each with "schema.sql:12" as its origin. Settings (PRAGMA)
/// and transactions are left out, and so is what SQLite itself makes (.schema prints sqlite_sequence, too). Throws
/// Error(Command) with file and line for rows and for the shell's own commands.
Statements statements_of(const SqlFile& file);

} // namespace limbeck::dialects::sqlite
