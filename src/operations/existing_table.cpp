#include "operations/existing_table.hpp"

#include "dialects/inspector.hpp"
#include "dialects/rebuilding.hpp"
#include "operations/target.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <set>

namespace limbeck::operations {

namespace {

/// None of the renames where one of them fails: then the rebuild does them.
std::map<std::string, std::string> rename_in_place(const BatchAlterTable& batch, Target& target) {
    std::map<std::string, std::string> renamed;
    for (const Operation& operation : batch.operations)
        if (const auto* alter = std::get_if<AlterColumn>(&operation); alter && alter->new_name)
            if (*alter->new_name != alter->column)
                renamed[alter->column] = *alter->new_name;
    if (renamed.empty() || target.dialect().facts().alters_tables)
        return {};
    dialects::Connection& connection = *target.connection();
    connection.execute({"SAVEPOINT limbeck_rename"});
    try {
        for (const auto& [old_name, new_name] : renamed) {
            AlterColumn rename;
            rename.schema = batch.schema;
            rename.table = batch.table;
            rename.column = old_name;
            rename.new_name = new_name;
            for (const dialects::Statement& statement : target.dialect().ddl().alter_column(rename, nullptr))
                connection.execute(statement);
        }
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::Database)
            throw;
        connection.execute({"ROLLBACK TO SAVEPOINT limbeck_rename"});
        renamed.clear();
    }
    connection.execute({"RELEASE SAVEPOINT limbeck_rename"});
    return renamed;
}

schema::Schema inspect(const BatchAlterTable& batch, Target& target) {
    dialects::InspectFilter filter;
    filter.schemas = {batch.schema};
    filter.tables = {batch.table};
    filter.routines = true;
    filter.of_extensions = true;
    schema::Schema found = target.connection()->inspector()->inspect(filter);
    if (found.tables.empty())
        fail_script(batch.table, "batch_alter_table(\"" + batch.table + "\"): there is no such table in the database");
    return found;
}

bool is_unnamed_check(const schema::Constraint& constraint) {
    const auto* check = std::get_if<schema::Check>(&constraint);
    return check && !check->from_type && !check->name.text;
}

/// What reflect_args say of columns stands for what was found.
void take_given_columns(schema::Table& table, const BatchAlterTable& batch, const dialects::Dialect& dialect) {
    schema::DeclaredTable mixed = schema::declared(std::move(table));
    for (const schema::DeclaredColumn& given : batch.reflect_columns)
        for (schema::DeclaredColumn& column : mixed.columns)
            if (column.name == given.name)
                column = given;
    table = schema::normalize(std::move(mixed));
    // The check of a type that they give stands for the one that was found: under its name, or by what it says.
    std::set<std::string> names, columns;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* check = std::get_if<schema::Check>(&constraint); check && check->from_type) {
            names.insert(check->name.text.value_or(""));
            columns.insert(check->columns.front());
        }
    std::erase_if(table.constraints, [&](const schema::Constraint& constraint) {
        const auto* check = std::get_if<schema::Check>(&constraint);
        if (!check || check->from_type)
            return false;
        if (check->name.text)
            return names.contains(*check->name.text);
        return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
            return dialect.rebuilding().may_be_of_type(*check, column);
        });
    });
}

} // namespace

ExistingTable existing_table(const BatchAlterTable& batch, Target& target) {
    const dialects::Dialect& dialect = target.dialect();
    if (!target.connection())
        fail("This operation cannot proceed in --sql mode; batch mode with dialect " + dialect.name() +
             " requires a live database connection with which to reflect the table \"" + batch.table +
             "\". To generate a batch SQL migration script using table \"move and copy\", a complete Table object "
             "should be passed to the \"copy_from\" argument of the batch_alter_table() method so that table "
             "reflection can be skipped.");
    ExistingTable existing;
    existing.renamed = rename_in_place(batch, target);
    schema::Schema found = inspect(batch, target);
    existing.table = std::move(found.tables.front());
    std::copy_if(found.routines.begin(), found.routines.end(), std::back_inserter(existing.triggers),
                 [](const schema::Routine& routine) { return routine.kind == schema::Routine::Kind::Trigger; });

    schema::Table& table = existing.table;
    for (schema::Column& column : table.columns)
        if (column.server_default)
            column.server_default = dialect.rebuilding().default_to_write(column.server_default);
    take_given_columns(table, batch, dialect);
    if (batch.naming_convention.empty())
        return existing;
    // A convention names what the block names; checks that have no name keep none.
    std::vector<schema::Constraint> unnamed;
    std::copy_if(table.constraints.begin(), table.constraints.end(), std::back_inserter(unnamed), &is_unnamed_check);
    std::erase_if(table.constraints, &is_unnamed_check);
    schema::apply_naming_convention(table, batch.naming_convention, dialect.facts().max_identifier_length);
    std::move(unnamed.begin(), unnamed.end(), std::back_inserter(table.constraints));
    return existing;
}

} // namespace limbeck::operations
