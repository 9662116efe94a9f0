#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/scratch.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/random_schema.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <sstream>

// Random schemas of every kind of thing that SQLite has, in every way of writing it: what the inspector says of one,
// created elsewhere, is inspected as the same, and SQLite itself says the same of both.
namespace limbeck::dialects::sqlite {
namespace {

std::unique_ptr<Connection> empty_database() {
    auto connection = dialect_named("sqlite").connect(parse_url("sqlite://"));
    connection->execute({"ATTACH ':memory:' AS other"});
    return connection;
}

const InspectFilter& everything() {
    static const InspectFilter filter = [] {
        InspectFilter all;
        all.schemas.clear();
        all.views = all.routines = true;
        return all;
    }();
    return filter;
}

void show(std::ostream& out, const Value& value) {
    if (const Map* map = value.get_if<Map>()) {
        out << "{";
        for (const auto& [key, item] : map->entries()) {
            out << key << ": ";
            show(out, item);
            out << ", ";
        }
        out << "}";
    } else if (const List* list = value.get_if<List>()) {
        out << "[";
        for (const Value& item : *list) {
            show(out, item);
            out << ", ";
        }
        out << "]";
    } else if (const auto* text = value.get_if<std::string>()) {
        out << "'" << *text << "'";
    } else if (const auto* number = value.get_if<std::int64_t>()) {
        out << *number;
    } else if (const auto* flag = value.get_if<bool>()) {
        out << (*flag ? "true" : "false");
    } else {
        out << value.kind_name();
    }
}

/// A line for each thing.
std::string plain(const schema::Schema& schema) {
    std::ostringstream text;
    for (const schema::Table& table : schema.tables) {
        show(text, schema::to_plain(table));
        text << "\n";
    }
    for (const schema::View& view : schema.views)
        text << "view " << view.schema << "." << view.name << ": " << view.definition << "\n";
    for (const schema::Routine& routine : schema.routines)
        text << "trigger " << routine.schema << "." << routine.name << " on " << routine.table << ": "
             << routine.definition.substr(routine.definition.find("AFTER")) << "\n";
    return text.str();
}

std::string cell(const Value& value) {
    if (const auto* text = value.get_if<std::string>())
        return *text;
    return value.is_null() ? "-" : std::to_string(value.as_int());
}

Texts rows(Connection& connection, const std::string& query, const std::string& a, const std::string& b) {
    Texts lines;
    for (const List& row : connection.execute({query, {a, b}}).rows) {
        std::string line;
        for (const Value& value : row)
            line += cell(value) + " | ";
        lines.push_back(line);
    }
    return lines;
}

/// What SQLite's own pragmas say of a table, without what has no meaning: names of automatic indexes, their order.
std::string sqlites_words(Connection& connection, const std::string& database, const std::string& table) {
    std::string text;
    const auto add = [&](const char* what, Texts lines) {
        for (const std::string& line : lines)
            text += what + line + "\n";
    };
    Texts columns;
    for (const List& row : connection.execute({"SELECT * FROM pragma_table_xinfo(?, ?)", {table, database}}).rows) {
        std::string type; // but for whitespace and case
        for (const Token& token : tokens_of(row.at(2).as_text()))
            type += upper(token.value) + " ";
        columns.push_back(cell(row[0]) + cell(row[1]) + " " + type + cell(row[3]) + " " +
                          without_outer_parentheses(cell(row[4]), grammar().quoting()) + " " + cell(row[5]) +
                          cell(row[6]));
    }
    add("column ", columns);
    Texts indexes;
    for (const List& row : connection.execute({"SELECT * FROM pragma_index_list(?, ?)", {table, database}}).rows) {
        const std::string name = row.at(1).as_text();
        std::string line =
            (name.starts_with("sqlite_") ? "auto" : name) + " " + cell(row[2]) + cell(row[3]) + cell(row[4]);
        for (const std::string& part :
             rows(connection, "SELECT name, desc, upper(coll), key FROM pragma_index_xinfo(?, ?) WHERE key", name,
                  database))
            line += " " + part;
        indexes.push_back(line);
    }
    std::sort(indexes.begin(), indexes.end());
    add("index ", indexes);
    Texts keys = rows(connection,
                      "SELECT seq, upper(\"table\"), upper(\"from\"), on_update, on_delete, match FROM "
                      "pragma_foreign_key_list(?, ?)",
                      table, database);
    std::sort(keys.begin(), keys.end());
    add("key ", keys);
    add("options ",
        rows(connection, "SELECT type, ncol, wr, strict FROM pragma_table_list WHERE name = ? AND schema = ?", table,
             database));
    add("numbered ", rows(connection,
                          "SELECT upper(sql) LIKE '%AUTOINCREMENT%' FROM " + in_quotes(database) +
                              ".sqlite_master WHERE name = ? AND ? <> ''",
                          table, database));
    return text;
}

TEST(SqliteInspector, WhatIsCreatedOfItsAnswerGivesTheSameAnswer) {
    const Dialect& dialect = dialect_named("sqlite");
    int made = 0;
    for (std::uint32_t seed = 1; made < 300; ++seed) {
        const auto database = empty_database();
        std::string script;
        for (const std::string& statement : RandomSchema(seed).statements()) {
            try {
                database->execute({statement});
                script += statement + ";\n";
            } catch (const Error&) {
                // A few combinations are refused; the rest of the schema is as good.
            }
        }
        const schema::Schema first = dialect.inspector(*database)->inspect(everything());
        if (first.tables.empty())
            continue;
        ++made;
        const auto scratch = dialect.scratch(*database);
        ASSERT_NO_THROW(scratch->create(first)) << "seed " << seed << "\n" << script << plain(first);
        ASSERT_EQ(plain(scratch->inspect(everything())), plain(first)) << "seed " << seed << "\n" << script;

        // Beside what SQLite says of both.
        const auto copy = empty_database();
        for (const schema::Table& table : first.tables)
            for (const Statement& statement : dialect.ddl().create_table(table, false, nullptr))
                copy->execute(statement);
        for (const schema::Table& table : first.tables) {
            const std::string schema = table.schema.empty() ? "main" : table.schema;
            ASSERT_EQ(sqlites_words(*copy, schema, table.name), sqlites_words(*database, schema, table.name))
                << "seed " << seed << "\n"
                << script;
        }
    }
}

} // namespace
} // namespace limbeck::dialects::sqlite
