#pragma once

#include <string>

namespace limbeck::dialects {
class Connection;
}

// SQLite's rule for changing a table that others refer to (https://www.sqlite.org/lang_altertable.html, "Making Other
// Kinds Of Table Schema Changes"): enforcement off before the transaction, a check before its end, and on again.
namespace limbeck::dialects::sqlite {

/// Switches enforcement off; true if it was on. Only works outside of a transaction.
bool pause_foreign_keys(Connection& connection);
void resume_foreign_keys(Connection& connection);
/// Throws Error(Database) naming the tables whose rows refer to `table` when enforcement is on.
void guard_referring_rows(Connection& connection, const std::string& schema, const std::string& table);
/// Throws Error(Database) naming the first tables and rows that refer to nothing.
void check_foreign_keys(Connection& connection);

} // namespace limbeck::dialects::sqlite
