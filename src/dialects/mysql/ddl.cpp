#include "dialects/mysql/ddl.hpp"

#include "dialects/mysql/types.hpp"
#include "support/log.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace limbeck::dialects::mysql {

namespace {

std::optional<ColumnText> stored_column(const schema::AlterColumn& change, DatabaseState* database) {
    const auto text = database ? database->column_definition(change.schema, change.table, change.column) : std::nullopt;
    return text ? std::optional(read_column_text(*text)) : std::nullopt;
}

/// Offline nobody knows whether the column that MODIFY says without NOT NULL has been that.
void warn_of_unsaid(const schema::AlterColumn& change, const DatabaseState* database) {
    if (database && !database->is_live() && !change.nullable && !change.existing_nullable)
        log::warning("alembic.ddl.mysql", "MODIFY says the whole of column '" + change.column + "' of table '" +
                                              change.table +
                                              "' again, and nothing is known of it: it becomes NULL. "
                                              "Say existing_nullable=, as well as its default and its comment.");
}

/// Keeps the texts of columns as a run of changes leaves them.
struct Remembering {
    const MysqlDdlWriter& writer;
    DatabaseState& database;

    using Columns = std::map<std::string, std::string>;
    Columns& of(const std::string& schema, const std::string& table) const {
        return database.column_definitions[{schema, table}];
    }
    void keep(const schema::Table& table, const schema::Column& column) const {
        of(table.schema, table.name)[column.name] = writer.column_definition(table, column);
    }

    void operator()(const schema::CreateTable& op) const {
        if (!op.if_not_exists)
            for (const schema::Column& column : op.table.columns)
                keep(op.table, column);
    }
    void operator()(const schema::AddColumn& op) const {
        if (!op.if_not_exists)
            keep(op.table, op.table.columns.front());
    }
    void operator()(const schema::DropColumn& op) const { of(op.schema, op.table).erase(op.column.name); }
    void operator()(const schema::DropTable& op) const {
        database.column_definitions.erase({op.table.schema, op.table.name});
    }
    void operator()(const schema::RenameTable& op) const {
        of(op.schema, op.new_name) = std::exchange(of(op.schema, op.old_name), {});
    }
    void operator()(const schema::AlterColumn& op) const {
        Columns& columns = of(op.schema, op.table);
        const auto found = columns.find(op.column);
        if (found == columns.end())
            return;
        const ColumnText changed = writer.changed_column(op, read_column_text(found->second));
        columns.erase(found);
        columns[op.new_name.value_or(op.column)] = to_string(changed);
    }
    /// No other change is one of columns.
    template <class Change> void operator()(const Change&) const {}
};

} // namespace

Statements MysqlDdl::alter_column(const schema::AlterColumn& change, DatabaseState* database) const {
    refuse_generated(change);
    refuse_identity(change);
    const bool says_whole = change.new_name || change.nullable || change.type || change.autoincrement || change.comment;
    if (!says_whole && !change.server_default)
        return {};
    const std::string table = "ALTER TABLE " + writer_.altered_table(change.schema, change.table);
    const std::string column = grammar().quote(change.column);
    const bool drops_default = change.server_default && !*change.server_default;
    const schema::TypePtr& type = change.type ? change.type : change.existing_type;
    bool of_moment = type && is_moment(grammar().render_type(*type));
    std::optional<ColumnText> stored;
    if (says_whole || (!drops_default && (!type || of_moment)))
        stored = stored_column(change, database);
    // A default of a moment may be a function, which ALTER COLUMN … SET DEFAULT cannot say.
    of_moment = of_moment || (!type && stored && is_moment(stored->type));
    if (!says_whole && (!of_moment || drops_default))
        return {{table + " ALTER COLUMN " + column + " " +
                 (drops_default ? "DROP DEFAULT" : "SET DEFAULT " + writer_.server_default(*change.server_default))}};
    const ColumnText changed = writer_.changed_column(change, stored);
    if (changed.type.empty())
        fail("All MySQL CHANGE/MODIFY COLUMN operations require the existing type.",
             "column '" + change.column + "' of table '" + change.table + "'");
    if (!stored)
        warn_of_unsaid(change, database);
    if (change.new_name || (of_moment && !drops_default))
        return {{table + " CHANGE " + column + " " + grammar().quote(change.new_name.value_or(change.column)) + " " +
                 to_string(changed)}};
    return {{table + " MODIFY " + column + " " + to_string(changed)}};
}

void MysqlDdl::remember(const schema::Change& change, DatabaseState& database) const {
    std::visit(Remembering{writer_, database}, change);
}

/// A name without its schema would move the table to the session's.
Statements MysqlDdl::rename_table(const std::string& schema, const std::string& old_name,
                                  const std::string& new_name) const {
    return {{"ALTER TABLE " + writer_.altered_table(schema, old_name) + " RENAME TO " +
             writer_.altered_table(schema, new_name)}};
}

Statements MysqlDdl::drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                     const std::string& kind, bool if_exists, const Map& options) const {
    if (if_exists)
        throw Error(Error::Kind::Unsupported, "MySQL has no IF EXISTS for a constraint", "table '" + table + "'",
                    "leave if_exists=True out");
    const std::string start = "ALTER TABLE " + grammar().qualified(schema, table) + " DROP ";
    if (kind == "primary")
        return {{start + "PRIMARY KEY"}};
    Statements general = Ddl::drop_constraint(schema, table, name, kind, if_exists, options); // with its refusals
    const std::string text = writer_.constraint_name(name);
    if (kind == "foreignkey")
        return {{start + "FOREIGN KEY " + text}};
    if (kind == "unique")
        return {{start + "INDEX " + text}};
    if (kind == "check" && !mariadb_)
        return {{start + "CHECK " + text}};
    if (kind.empty())
        fail_script("No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type", "table '" + table + "'",
                    "say it: op.drop_constraint(\"" + *name.text + "\", \"" + table + "\", type_=…)");
    return general;
}

Statements MysqlDdl::create_table_comment(const std::string& schema, const std::string& table,
                                          const std::optional<std::string>& comment) const {
    return {
        {"ALTER TABLE " + grammar().qualified(schema, table) + " COMMENT " + writer_.comment(comment.value_or(""))}};
}

std::string MysqlDdl::expression_in_file(const sql::ExpressionPtr& expression, Place place) const {
    return place == Place::IndexElement ? writer_.index_expression(expression)
                                        : Ddl::expression_in_file(expression, place);
}

} // namespace limbeck::dialects::mysql
