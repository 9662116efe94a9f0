#include "dialects/sqlite/dialect.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/sqlite/comparison.hpp"
#include "dialects/sqlite/connection.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/ddl.hpp"
#include "dialects/sqlite/foreign_keys.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/inspector.hpp"
#include "dialects/sqlite/reflected.hpp"
#include "dialects/sqlite/scratch.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/triggers.hpp"
#include "sql/expression.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

constexpr int longest_identifier = 9999;

[[noreturn]] void refuse_constraint(const std::string& table) {
    throw Error(Error::Kind::Unsupported,
                "No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which "
                "allows for SQLite migrations using a copy-and-move strategy.",
                "table '" + table + "'",
                "put the change into: with op.batch_alter_table(\"" + table + "\") as batch_op");
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

class SqliteDialect final : public Dialect {
  public:
    const std::string& name() const override {
        static const std::string text = "sqlite";
        return text;
    }
    const sql::Grammar& grammar() const override { return sqlite::grammar(); }
    // What Alembic assumes of SQLite, so that each revision is a transaction of its own and offline SQL has no BEGIN.
    bool has_transactional_ddl() const override { return false; }
    int max_identifier_length() const override { return longest_identifier; }
    std::string impl_name() const override { return "SQLiteImpl"; }
    bool can_alter() const override { return false; }
    std::optional<Statement> isolation_level(const std::string& level) const override {
        if (level != "SERIALIZABLE" && level != "READ UNCOMMITTED")
            return std::nullopt;
        return Statement{"PRAGMA read_uncommitted = " + std::string(level == "SERIALIZABLE" ? "0" : "1"), {}};
    }
    Map facts() const override {
        return {{"driver", "pysqlite"},  {"paramstyle", "qmark"},         {"positional", true},
                {"_writes_dates", true}, {"default_schema_name", "main"}, {"default_isolation_level", "SERIALIZABLE"}};
    }
    bool pause_foreign_keys(Connection& connection) const override { return sqlite::pause_foreign_keys(connection); }
    void resume_foreign_keys(Connection& connection) const override { sqlite::resume_foreign_keys(connection); }
    void guard_referring_rows(Connection& connection, const std::string& schema,
                              const std::string& table) const override {
        refuse_virtual_table(connection, schema, table);
        sqlite::guard_referring_rows(connection, schema, table);
    }
    void check_foreign_keys(Connection& connection) const override { sqlite::check_foreign_keys(connection); }

    Statements add_constraint(const std::string&, const std::string& table,
                              const schema::Constraint& constraint) const override {
        // A check that a type brings is left out, as Alembic does, with the type's column in place.
        if (const auto* check = std::get_if<schema::Check>(&constraint); check && check->from_type)
            return {};
        refuse_constraint(table);
    }

    Statements drop_constraint(const std::string&, const std::string& table, const schema::Name&, const std::string&,
                               bool, const Map&) const override {
        refuse_constraint(table);
    }

    Statements take_place(const std::string& schema, const std::string& new_table, const std::string& old_name,
                          bool live) const override {
        Statements statements = rename_table(schema, new_table, old_name);
        // https://www.sqlite.org/pragma.html#pragma_legacy_alter_table: else the rename fails while a view speaks of
        // the table that has just been dropped.
        if (live) {
            statements.insert(statements.begin(), {"PRAGMA legacy_alter_table = ON"});
            statements.push_back({"PRAGMA legacy_alter_table = OFF"});
        }
        return statements;
    }

    Statements create_routine(const schema::CreateRoutine& change) const override {
        Statements all = change.replace && change.existing ? drop_routine(*change.existing) : Statements();
        for (Statement& statement : create_trigger(change.routine))
            all.push_back(std::move(statement));
        return all;
    }
    Statements keep_numbering(const std::string& old_name, const schema::Table& table) const override {
        if (!is_set(table.options, "sqlite_autoincrement"))
            return {};
        // https://www.sqlite.org/autoinc.html: the greatest number so far, of rows that were deleted, too.
        const sql::Grammar& grammar = sqlite::grammar();
        const std::string numbers = grammar.qualified(table.schema, "sqlite_sequence");
        const std::string before = " FROM " + numbers + " WHERE name = " + grammar.literal(old_name, nullptr);
        const std::string now = grammar.literal(table.name, nullptr);
        return {{"DELETE FROM " + numbers + " WHERE name = " + now + " AND EXISTS (SELECT 1" + before + ")"},
                {"INSERT INTO " + numbers + " (name, seq) SELECT " + now + ", seq" + before}};
    }
    const Reflected& reflected() const override {
        static const SqliteReflected the_words(ddl());
        return the_words;
    }
    Statements drop_routine(const schema::Routine& routine) const override {
        return {{"DROP TRIGGER " + sqlite::grammar().qualified(routine.schema, routine.name)}};
    }
    Statements create_view(const schema::CreateView& change) const override {
        const schema::View& view = change.view;
        if (view.statement.empty())
            return Dialect::create_view(change);
        Statements all = change.replace && change.existing ? drop_view(*change.existing) : Statements();
        all.push_back({view.schema.empty()
                           ? view.statement
                           : with_name(view.statement, sqlite::grammar().qualified(view.schema, view.name))});
        return all;
    }
    bool can_run(Connection& connection, const schema::Routine& trigger) const override {
        return sqlite::can_run(connection, trigger);
    }
    bool speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const override {
        return names(ddl().expression(stored), column);
    }
    bool may_be_of_type(const schema::Check& stored, const std::string& column) const override {
        return is_choice(ddl().expression(stored.sqltext), column);
    }

    sql::ExpressionPtr default_to_write(const sql::ExpressionPtr& reflected) const override {
        const auto* text = reflected->get_if<sql::Text>();
        return text && is_bare_expression(text->text) ? sql::text("(" + text->text + ")") : reflected;
    }

    std::string expression_in_file(const sql::ExpressionPtr& expression, Place place) const override {
        const std::string text = Dialect::expression_in_file(expression, place);
        return place == Place::ServerDefault && is_bare_expression(text) ? "(" + text + ")" : text;
    }

    std::unique_ptr<Connection> connect(const Url& url) const override { return sqlite::connect(url, *this); }
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const override {
        return sqlite::connect_for_plan(url, *this, std::move(record));
    }
    std::unique_ptr<Inspector> inspector(Connection& connection) const override {
        return sqlite::inspector(connection);
    }
    std::unique_ptr<Scratch> scratch(Connection& connection) const override {
        return sqlite::scratch(connection, *this);
    }
    const Comparison& comparison() const override {
        static const SqliteComparison the_comparison(ddl());
        return the_comparison;
    }

  protected:
    const DdlWriter& ddl() const override {
        static const SqliteDdlWriter writer(sqlite::grammar(), longest_identifier);
        return writer;
    }
};

} // namespace

const Dialect& dialect() {
    static const SqliteDialect the_dialect;
    return the_dialect;
}

} // namespace limbeck::dialects::sqlite
