#include "migration/log_table.hpp"

#include "dialects/planning/effects.hpp"
#include "migration/context.hpp"
#include "sql/compiler.hpp"
#include "sql/expression.hpp"

#include <ctime>
#include <limbeck/error.hpp>
#include <limbeck/version.hpp>
#include <pwd.h>
#include <unistd.h>
#include <utility>

namespace limbeck::migration {

namespace {

using dialects::Dialect;

struct TableName {
    std::string schema, name;
};

TableName table_name(const ContextOptions& options, const std::string& table) {
    const std::size_t dot = table.find('.');
    if (dot == std::string::npos)
        return {options.version_table_schema, table};
    return {table.substr(0, dot), table.substr(dot + 1)};
}

schema::DeclaredColumn column(const char* name, const char* type_name, bool nullable, std::optional<int> length = {}) {
    schema::Type type;
    type.name = type_name;
    type.length = length;
    schema::DeclaredColumn made;
    made.name = name;
    made.type = std::make_shared<schema::Type>(std::move(type));
    made.nullable = nullable;
    made.nullable_given = true;
    return made;
}

sql::ExpressionPtr as_source(const schema::Table& table) {
    std::vector<sql::TableColumn> columns;
    for (const schema::Column& column : table.columns)
        columns.push_back({column.name, column.type});
    return sql::table(table.name, table.schema, std::move(columns));
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
    return text;
}

/// "user@host" of this process.
std::string who() {
    std::string user = "uid " + std::to_string(geteuid());
    if (const passwd* entry = getpwuid(geteuid()); entry && entry->pw_name)
        user = entry->pw_name;
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    return user + "@" + host;
}

/// The rows that the changes take away, or bring.
std::string rows(const std::vector<revisions::VersionChange>& changes,
                 const std::string revisions::VersionChange::*side) {
    std::string joined;
    for (const revisions::VersionChange& change : changes)
        if (!(change.*side).empty())
            joined += (joined.empty() ? "" : ", ") + change.*side;
    return joined;
}

std::string text_of(const Value& value) {
    if (const std::string* text = value.get_if<std::string>())
        return *text;
    const DateTime* moment = value.get_if<DateTime>();
    return moment ? moment->text : std::string();
}

/// Up to the second: what SQLAlchemy's dialects store of a DateTime may have a fraction.
std::string second_of(const std::string& moment) {
    return moment.substr(0, moment.find('.'));
}

sql::ExpressionPtr descending(const char* name) {
    sql::Unary order;
    order.op.name = "desc";
    order.operand = sql::column(name);
    return sql::make(std::move(order));
}

dialects::Statement compiled(const sql::ExpressionPtr& tree, const Dialect& dialect) {
    sql::Compiled made = sql::compile(*tree, dialect.grammar());
    return {std::move(made.text), std::move(made.parameters)};
}

/// An INSERT of no row: refused where one row would be.
dialects::Statement trial(const Dialect& dialect, const schema::Table& table) {
    std::string names, nulls;
    for (const schema::Column& column : table.columns) {
        if (column.primary_key)
            continue;
        names += (names.empty() ? "" : ", ") + column.name;
        nulls += (nulls.empty() ? "" : ", ") + column.name;
    }
    const std::string name = dialect.grammar().qualified(table.schema, table.name);
    return {"INSERT INTO " + name + " (" + names + ") SELECT " + nulls + " FROM " + name + " WHERE 1 = 0"};
}

dialects::Statements made(const schema::Table& table, MigrationContext& context) {
    const schema::CreateTable change{table, false};
    dialects::Statements statements = context.dialect().ddl().write(change, context.database_state());
    dialects::tell_effects(statements, change, context.connection());
    return statements;
}

std::string column_names(const schema::Table& table) {
    std::string names;
    for (const schema::Column& column : table.columns)
        names += (names.empty() ? "the columns " : ", ") + column.name;
    return names;
}

Error refused(const std::string& given, const std::string& verb, const Error& why, const std::string& advice) {
    Error error(Error::Kind::Database, "the log table '" + given + "' cannot be " + verb + ": " + why.what(),
                why.where(), advice);
    error.sqlstate = why.sqlstate;
    error.statement = why.statement;
    return error;
}

} // namespace

schema::Table log_table_of(const ContextOptions& options, const std::string& given) {
    const TableName name = table_name(options, given);
    schema::DeclaredTable table;
    table.name = name.name;
    table.schema = name.schema;
    schema::DeclaredColumn id = column("id", "Integer", false);
    id.primary_key = true;
    table.columns = {std::move(id),
                     column("revision", "Text", false),
                     column("direction", "String", false, 16),
                     column("from_versions", "Text", true),
                     column("to_versions", "Text", true),
                     column("applied_at", "DateTime", false),
                     column("applied_by", "Text", false),
                     column("database_user", "Text", true),
                     column("duration_ms", "BigInteger", true),
                     column("limbeck_version", "String", false, 32)};
    return schema::normalize(std::move(table));
}

dialects::Statement log_statement(const Dialect& dialect, const ContextOptions& options, const std::string& given,
                                  const revisions::Step& step, const std::vector<revisions::VersionChange>& changes,
                                  std::chrono::milliseconds duration) {
    const schema::Table table = log_table_of(options, given);
    const std::string to = rows(changes, &revisions::VersionChange::to);
    const std::string revision = step.is_stamp()     ? (to.empty() ? "base" : to)
                                 : step.is_upgrade() ? step.to_revisions_no_deps().front()
                                                     : step.from_revisions_no_deps().front();
    const auto text_or_null = [](const std::string& text) { return text.empty() ? sql::null() : sql::literal(text); };
    const std::string user = dialect.current_user();
    sql::Insert insert;
    insert.table = as_source(table);
    insert.rows.push_back({{"revision", sql::literal(revision), nullptr},
                           {"direction", sql::literal(step.is_stamp() ? "stamp" : step.name()), nullptr},
                           {"from_versions", text_or_null(rows(changes, &revisions::VersionChange::from)), nullptr},
                           {"to_versions", text_or_null(to), nullptr},
                           {"applied_at", sql::literal(DateTime{utc_now()}, table.column("applied_at")->type), nullptr},
                           {"applied_by", sql::literal(who()), nullptr},
                           {"database_user", user.empty() ? sql::null() : sql::literal_column(user), nullptr},
                           {"duration_ms", sql::literal(static_cast<std::int64_t>(duration.count())), nullptr},
                           {"limbeck_version", sql::literal(limbeck::version), nullptr}});
    dialects::Statement statement = compiled(sql::make(std::move(insert)), dialect);
    dialects::tell_effects_on_rows(statement, table.name, options.connection.get());
    return statement;
}

void ensure_log_table(MigrationContext& context, const std::string& given) {
    dialects::Connection& connection = *context.connection();
    const schema::Table table = log_table_of(context.options(), given);
    const bool there = context.database_state()->has_table(table.schema, table.name);
    if (there && context.is_planning())
        return;
    try {
        if (there)
            connection.execute(trial(context.dialect(), table));
        else
            for (const dialects::Statement& statement : made(table, context))
                connection.execute(statement);
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::Database)
            throw;
        throw refused(given, there ? "written to" : "made", error,
                      there ? "It needs " + column_names(table) +
                                  ", and a role that may INSERT: grant that, or name another table in [limbeck] "
                                  "log_table."
                            : "Let a role with the right to make it run one step, or take log_table out of "
                              "[limbeck].");
    }
}

std::vector<LogEntry> read_log(MigrationContext& context, const std::string& given) {
    if (!context.connection())
        return {};
    const schema::Table table = log_table_of(context.options(), given);
    if (!context.database_state()->has_table(table.schema, table.name))
        return {};
    sql::Select select;
    for (const char* name : {"revision", "direction", "applied_at", "applied_by", "database_user", "duration_ms"})
        select.columns.push_back(sql::column(name));
    select.from = {as_source(table)};
    select.order_by = {descending("id")};
    dialects::Result found;
    try {
        found = context.connection()->execute(compiled(sql::make(std::move(select)), context.dialect()));
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::Database)
            throw;
        throw refused(given, "read", error,
                      "It needs " + column_names(table) +
                          ", and a role that may SELECT: grant that, or name another table in [limbeck] log_table.");
    }
    std::vector<LogEntry> entries;
    for (const List& row : found.rows) {
        LogEntry entry{text_of(row.at(0)), text_of(row.at(1)), second_of(text_of(row.at(2))), text_of(row.at(3)), {}};
        if (const std::string user = text_of(row.at(4)); !user.empty())
            entry.applied_by += " as " + user;
        if (const std::int64_t* duration = row.at(5).get_if<std::int64_t>())
            entry.duration_ms = *duration;
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace limbeck::migration
