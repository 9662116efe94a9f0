#include "dialects/sqlite/triggers.hpp"

#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/tokens.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {

namespace {

/// A statement that fires the trigger.
std::string firing_statement(const schema::Routine& trigger, const std::string& any_column) {
    const std::string table = grammar().qualified(trigger.schema, trigger.table);
    const std::vector<Token> tokens = tokens_of(trigger.definition);
    // CREATE TRIGGER name [BEFORE | AFTER | INSTEAD OF] event
    std::size_t i = std::min<std::size_t>(3, tokens.size() - 1);
    while (tokens[i].kind != Token::Kind::End && !is_word(tokens[i], "DELETE") && !is_word(tokens[i], "INSERT") &&
           !is_word(tokens[i], "UPDATE"))
        ++i;
    if (is_word(tokens[i], "DELETE"))
        return "DELETE FROM " + table;
    if (is_word(tokens[i], "INSERT"))
        return "INSERT INTO " + table + " DEFAULT VALUES";
    std::string assignments;
    if (tokens[i].kind != Token::Kind::End && is_word(tokens[i + 1], "OF"))
        for (i += 2; tokens[i].kind != Token::Kind::End && !is_word(tokens[i], "ON"); ++i)
            if (tokens[i].kind != Token::Kind::Symbol) {
                const std::string column = grammar().quote_always(tokens[i].value);
                assignments += (assignments.empty() ? "" : ", ") + column + " = " + table + "." + column;
            }
    if (assignments.empty())
        assignments = grammar().quote_always(any_column) + " = NULL";
    return "UPDATE " + table + " SET " + assignments;
}

} // namespace

Statements create_trigger(const schema::Routine& trigger) {
    if (trigger.schema.empty())
        return {{trigger.definition}};
    return {{with_name(trigger.definition, grammar().qualified(trigger.schema, trigger.name))}};
}

bool can_run(Connection& connection, const schema::Routine& trigger) {
    const std::string database = trigger.schema.empty() ? "main" : trigger.schema;
    const Result columns = connection.execute(
        {"SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0 LIMIT 1", {trigger.table, database}});
    if (columns.rows.empty())
        return false;
    try {
        connection.execute({"EXPLAIN " + firing_statement(trigger, columns.rows.front().front().as_text())});
        return true;
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::Database)
            throw;
        return false;
    }
}

} // namespace limbeck::dialects::sqlite
