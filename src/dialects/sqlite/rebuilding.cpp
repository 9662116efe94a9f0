#include "dialects/sqlite/rebuilding.hpp"

#include "dialects/ddl.hpp"
#include "dialects/sqlite/ddl_writer.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/triggers.hpp"
#include "sql/expression.hpp"

#include <limbeck/error.hpp>
#include <map>
#include <string>

namespace limbeck::dialects::sqlite {

namespace {

bool are_enforced(Connection& connection) {
    const Result result = connection.execute({"PRAGMA foreign_keys"});
    return !result.rows.empty() && result.rows.front().front() != Value(0);
}

/// A rebuild makes an ordinary table, and an index for full text search, for one, would be none any more.
void refuse_virtual_table(Connection& connection, const std::string& schema, const std::string& table) {
    const std::string place = schema.empty() ? "main" : schema;
    const Result found = connection.execute(
        {"SELECT 1 FROM pragma_table_list WHERE schema = ? AND lower(name) = lower(?) AND type = 'virtual'",
         {place, table}});
    if (!found.rows.empty())
        throw Error(
            Error::Kind::Database, table + " is a virtual table, and a rebuild would make an ordinary one of it",
            "batch_alter_table(\"" + table + "\")", "Drop it and create it anew by op.execute(), and fill it again.");
}

} // namespace

Statements SqliteRebuilding::rename_rebuilt_table(const std::string& schema, const std::string& new_table,
                                                  const std::string& old_name, bool live) const {
    Statements statements = Rebuilding::rename_rebuilt_table(schema, new_table, old_name, live);
    // https://www.sqlite.org/pragma.html#pragma_legacy_alter_table: else the rename fails while a view speaks of the
    // table that has just been dropped.
    if (live) {
        statements.insert(statements.begin(), {"PRAGMA legacy_alter_table = ON"});
        statements.push_back({"PRAGMA legacy_alter_table = OFF"});
    }
    return statements;
}

Statements SqliteRebuilding::keep_numbering(const std::string& old_name, const schema::Table& table) const {
    if (!is_set(table.options, "sqlite_autoincrement"))
        return {};
    // https://www.sqlite.org/autoinc.html: the greatest number so far, of rows that were deleted, too.
    const sql::Grammar& grammar = writer_.grammar();
    const std::string numbers = grammar.qualified(table.schema, "sqlite_sequence");
    const std::string before = " FROM " + numbers + " WHERE name = " + grammar.literal(old_name, nullptr);
    const std::string now = grammar.literal(table.name, nullptr);
    return {{"DELETE FROM " + numbers + " WHERE name = " + now + " AND EXISTS (SELECT 1" + before + ")"},
            {"INSERT INTO " + numbers + " (name, seq) SELECT " + now + ", seq" + before}};
}

sql::ExpressionPtr SqliteRebuilding::default_to_write(const sql::ExpressionPtr& reflected) const {
    const auto* text = reflected->get_if<sql::Text>();
    return text && is_bare_expression(text->text) ? sql::text("(" + text->text + ")") : reflected;
}

bool SqliteRebuilding::speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const {
    return names(writer_.expression(stored), column);
}

bool SqliteRebuilding::may_be_of_type(const schema::Check& stored, const std::string& column) const {
    return is_choice(writer_.expression(stored.sqltext), column);
}

bool SqliteRebuilding::can_run(Connection& connection, const schema::Routine& trigger) const {
    return sqlite::can_run(connection, trigger);
}

// --- foreign keys: enforcement off before the transaction, a check before its end, and on again

bool SqliteRebuilding::pause_foreign_keys(Connection& connection) const {
    if (!are_enforced(connection))
        return false;
    connection.execute({"PRAGMA foreign_keys = OFF"});
    return true;
}

void SqliteRebuilding::resume_foreign_keys(Connection& connection) const {
    connection.execute({"PRAGMA foreign_keys = ON"});
}

void SqliteRebuilding::guard_referring_rows(Connection& connection, const std::string& schema,
                                            const std::string& table) const {
    refuse_virtual_table(connection, schema, table);
    if (!are_enforced(connection))
        return;
    const std::string database = schema.empty() ? "main" : schema;
    const Result found = connection.execute(
        {"SELECT DISTINCT m.name FROM " + writer_.grammar().quote(database) +
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

void SqliteRebuilding::check_foreign_keys(Connection& connection) const {
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
