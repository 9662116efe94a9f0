#include "migration/heads.hpp"

#include "dialects/planning/effects.hpp"
#include "migration/context.hpp"

#include <limbeck/error.hpp>

namespace limbeck::migration {

namespace {

std::string table_name(const sql::Grammar& grammar, const ContextOptions& options) {
    return grammar.qualified(options.version_table_schema, options.version_table);
}

/// The id in a row of the table.
std::string version_in(const Value& version, const std::string& table) {
    if (const std::string* id = version.get_if<std::string>())
        return *id;
    const std::int64_t* number = version.get_if<std::int64_t>();
    const std::string found = version.is_null() ? "NULL"
                              : number          ? "the number " + std::to_string(*number)
                                                : "a value of kind " + std::string(version.kind_name());
    fail("The version table '" + table + "' holds " + found + " in version_num, where the id of a revision should be",
         "table " + table,
         "Correct or delete that row, or write the table anew with `limbeck stamp --purge <revision>`.");
}

List texts(const std::vector<std::string>& strings) {
    return List(strings.begin(), strings.end());
}

} // namespace

schema::Table version_table_of(const ContextOptions& options) {
    schema::Table table;
    table.name = options.version_table;
    table.schema = options.version_table_schema;
    schema::Column column;
    column.name = "version_num";
    schema::Type type;
    type.name = "String";
    type.length = 32;
    column.type = std::make_shared<schema::Type>(std::move(type));
    column.nullable = false;
    table.columns.push_back(std::move(column));
    if (options.version_table_pk) {
        schema::PrimaryKey key;
        key.name = schema::Name(options.version_table + "_pkc", true);
        key.columns = {"version_num"};
        table.constraints.push_back(std::move(key));
    }
    return table;
}

std::string version_rows(const sql::Grammar& grammar, const ContextOptions& options) {
    const std::string table = table_name(grammar, options);
    return "SELECT " + table + ".version_num \nFROM " + table;
}

std::vector<std::string> read_heads(dialects::Connection& connection, const ContextOptions& options) {
    const std::string schema = options.version_table_schema;
    const std::string table = (schema.empty() ? "" : schema + ".") + options.version_table;
    std::vector<std::string> heads;
    for (const List& row : connection.execute({version_rows(connection.dialect().grammar(), options)}).rows)
        heads.push_back(version_in(row.at(0), table));
    return heads;
}

std::string purge_versions(const sql::Grammar& grammar, const ContextOptions& options) {
    return "DELETE FROM " + table_name(grammar, options);
}

dialects::Statement version_statement(const dialects::Dialect& dialect, const ContextOptions& options,
                                      const revisions::VersionChange& change, bool as_sql) {
    using Kind = revisions::VersionChange::Kind;
    const std::string table = table_name(dialect.grammar(), options);
    const auto literal = [&](const std::string& id) { return dialect.grammar().literal(id, nullptr); };
    dialects::Statement statement;
    switch (change.kind) {
    case Kind::Insert:
        statement.text = "INSERT INTO " + table + " (version_num) VALUES (" + literal(change.to) + ")";
        // SQLAlchemy fetches a primary key that it has no plain value for, and so prints it offline.
        if (as_sql && options.version_table_pk && dialect.grammar().returned_keys() != sql::Grammar::ReturnedKeys::None)
            statement.text +=
                " RETURNING " + (dialect.grammar().returning_without_table() ? "" : table + ".") + "version_num";
        break;
    case Kind::Update:
        statement.text = "UPDATE " + table + " SET version_num=" + literal(change.to) + " WHERE " + table +
                         ".version_num = " + literal(change.from);
        statement.expected_rows = 1;
        statement.unexpected = "Online migration expected to match one row when updating '" + change.from + "' to '" +
                               change.to + "' in '" + options.version_table + "'; %d found";
        break;
    case Kind::Delete:
        statement.text = "DELETE FROM " + table + " WHERE " + table + ".version_num = " + literal(change.from);
        statement.expected_rows = 1;
        statement.unexpected = "Online migration expected to match one row when deleting '" + change.from + "' in '" +
                               options.version_table + "'; %d found";
        break;
    }
    dialects::tell_effects_on_rows(statement, options.version_table, as_sql ? nullptr : options.connection.get());
    return statement;
}

Map step_info(const revisions::Step& step, const std::set<std::string>& heads) {
    const bool up = step.is_upgrade();
    const std::vector<std::string> from = step.from_revisions_no_deps();
    const std::vector<std::string> to = step.to_revisions_no_deps();
    Map info{{"is_upgrade", up},
             {"is_stamp", step.is_stamp()},
             {"up_revision_ids", texts(up ? to : from)},
             {"down_revision_ids", texts(up ? from : to)},
             {"source_revision_ids", texts(from)},
             {"destination_revision_ids", texts(to)},
             {"name", step.name()},
             {"doc", step.doc()}};
    return Map{{"step", std::move(info)}, {"heads", texts(std::vector<std::string>(heads.begin(), heads.end()))}};
}

} // namespace limbeck::migration
