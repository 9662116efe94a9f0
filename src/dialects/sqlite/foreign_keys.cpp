#include "dialects/sqlite/foreign_keys.hpp"

#include "dialects/connection.hpp"
#include "dialects/sqlite/grammar.hpp"

#include <limbeck/error.hpp>
#include <map>
#include <string>

namespace limbeck::dialects::sqlite {

namespace {

bool are_enforced(Connection& connection) {
    const Result result = connection.execute({"PRAGMA foreign_keys"});
    return !result.rows.empty() && result.rows.front().front() != Value(0);
}

} // namespace

bool pause_foreign_keys(Connection& connection) {
    if (!are_enforced(connection))
        return false;
    connection.execute({"PRAGMA foreign_keys = OFF"});
    return true;
}

void resume_foreign_keys(Connection& connection) {
    connection.execute({"PRAGMA foreign_keys = ON"});
}

void guard_referring_rows(Connection& connection, const std::string& schema, const std::string& table) {
    if (!are_enforced(connection))
        return;
    const std::string database = schema.empty() ? "main" : schema;
    const Result found = connection.execute(
        {"SELECT DISTINCT m.name FROM " + grammar().quote(database) +
             ".sqlite_master AS m JOIN pragma_foreign_key_list(m.name, ?) AS f WHERE m.type = 'table' AND "
             "lower(f.\"table\") = lower(?) AND lower(m.name) <> lower(?) ORDER BY 1",
         {database, table, table}});
    if (found.rows.empty())
        return;
    std::string names;
    for (const List& row : found.rows)
        names += (names.empty() ? "" : ", ") + row.at(0).as_text();
    throw Error(Error::Kind::Database,
                "Rebuilding '" + table +
                    "' would delete the rows that refer to it: SQLite enforces foreign keys in a "
                    "transaction that was open before the migration",
                "referred to by " + names,
                "Let context.begin_transaction() begin the transaction, or leave PRAGMA foreign_keys off in env.py.");
}

void check_foreign_keys(Connection& connection) {
    const Result violations = connection.execute({"PRAGMA foreign_key_check"});
    if (violations.rows.empty())
        return;
    // Rows are: table, rowid, parent table, number of the foreign key.
    std::map<std::string, std::size_t> counts;
    for (const List& row : violations.rows)
        ++counts[row.at(0).as_text() + " refer to rows that " + row.at(2).as_text() + " does not have"];
    std::string where;
    for (const auto& [what, count] : counts)
        where += (where.empty() ? "" : "; ") + std::to_string(count) + " row(s) of " + what;
    throw Error(Error::Kind::Database, "FOREIGN KEY constraint failed", where,
                "The revision was rolled back. Mend or delete these rows first, or in the revision itself.");
}

} // namespace limbeck::dialects::sqlite
