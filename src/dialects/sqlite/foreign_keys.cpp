#include "dialects/sqlite/foreign_keys.hpp"

#include "dialects/connection.hpp"

#include <limbeck/error.hpp>

#include <map>
#include <string>

namespace limbeck::dialects::sqlite {

bool pause_foreign_keys(Connection& connection) {
    const Result result = connection.execute({"PRAGMA foreign_keys"});
    if (result.rows.empty() || result.rows.front().front() == Value(0))
        return false;
    connection.execute({"PRAGMA foreign_keys = OFF"});
    return true;
}

void resume_foreign_keys(Connection& connection) {
    connection.execute({"PRAGMA foreign_keys = ON"});
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
