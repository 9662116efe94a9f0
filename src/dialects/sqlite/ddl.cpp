#include "dialects/sqlite/ddl.hpp"

#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/ddl_writer.hpp"
#include "dialects/sqlite/triggers.hpp"
#include "sql/expression.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

[[noreturn]] void refuse_constraint(const std::string& table) {
    throw Error(Error::Kind::Unsupported,
                "No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which "
                "allows for SQLite migrations using a copy-and-move strategy.",
                "table '" + table + "'",
                "put the change into: with op.batch_alter_table(\"" + table + "\") as batch_op");
}

} // namespace

bool SqliteDdl::changes_in_place(const schema::Change& change) const {
    if (std::holds_alternative<schema::CreateIndex>(change) || std::holds_alternative<schema::DropIndex>(change))
        return true;
    const auto* add = std::get_if<schema::AddColumn>(&change);
    if (!add)
        return false;
    const schema::Column& column = add->table.columns.front();
    if (schema::type_check(column)) // which is a constraint of the table
        return false;
    // https://www.sqlite.org/lang_altertable.html: constant defaults only, and no stored generated column.
    const auto* constant = column.server_default ? column.server_default->get_if<sql::Bind>() : nullptr;
    if (column.server_default && !constant)
        return false;
    return !(column.computed && column.computed->persisted.value_or(false));
}

Statements SqliteDdl::add_constraint(const std::string&, const std::string& table,
                                     const schema::Constraint& constraint) const {
    if (const auto* check = std::get_if<schema::Check>(&constraint); check && check->from_type)
        return {};
    refuse_constraint(table);
}

Statements SqliteDdl::drop_constraint(const std::string&, const std::string& table, const schema::Name&,
                                      const std::string&, bool, const Map&) const {
    refuse_constraint(table);
}

Statements SqliteDdl::create_routine(const schema::CreateRoutine& change) const {
    Statements all = change.replace && change.existing ? drop_routine(*change.existing) : Statements();
    for (Statement& statement : create_trigger(change.routine))
        all.push_back(std::move(statement));
    return all;
}

Statements SqliteDdl::drop_routine(const schema::Routine& routine) const {
    return {{"DROP TRIGGER " + grammar().qualified(routine.schema, routine.name)}};
}

Statements SqliteDdl::create_view(const schema::CreateView& change) const {
    const schema::View& view = change.view;
    if (view.statement.empty())
        return Ddl::create_view(change);
    Statements all = change.replace && change.existing ? drop_view(*change.existing) : Statements();
    all.push_back({view.schema.empty() ? view.statement
                                       : with_name(view.statement, grammar().qualified(view.schema, view.name))});
    return all;
}

std::string SqliteDdl::expression_in_file(const sql::ExpressionPtr& expression, Place place) const {
    const std::string text = Ddl::expression_in_file(expression, place);
    return place == Place::ServerDefault && is_bare_expression(text) ? "(" + text + ")" : text;
}

} // namespace limbeck::dialects::sqlite
