#pragma once

#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace limbeck::dialects::sqlite {

// What a statement does, as far as the connection must know; `word` is its first word in lower case.

/// Whether it belongs inside of BEGIN. What may not stand there (VACUUM, ATTACH), and what works only outside of it
/// (PRAGMA foreign_keys), runs before the transaction really begins.
bool begins_transaction(sqlite3_stmt* statement, std::string_view text, std::string_view word);

/// Whether a PRAGMA sets what is in the database's file, in the transaction; others concern the connection.
bool sets_in_file(std::string_view pragma);

/// Whether it says how many rows it has touched.
bool counts_rows(std::string_view word);

} // namespace limbeck::dialects::sqlite
