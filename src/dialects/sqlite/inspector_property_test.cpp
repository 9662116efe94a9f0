#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/scratch.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <map>
#include <random>
#include <sstream>

// Random schemas of every kind of thing that SQLite has, in every way of writing it: what the inspector says of one,
// created elsewhere, is inspected as the same, and SQLite itself says the same of both.
namespace limbeck::dialects::sqlite {
namespace {

using Texts = std::vector<std::string>;

std::string in_quotes(const std::string& name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

/// The same seed gives the same schema everywhere: only the engine of the standard library is used.
class RandomSchema {
  public:
    explicit RandomSchema(std::uint32_t seed) : engine_(seed) {}

    Texts statements() {
        const int tables = 1 + below(5);
        for (int i = 0; i < tables; ++i)
            add_table(below(4) == 0 ? "other" : "");
        if (below(2) == 0)
            made_.push_back(
                pick({"CREATE VIEW v AS SELECT 1 AS a", "CREATE VIEW \"a view\" (x, y)\nAS\n  SELECT 1, ':b'",
                      "CREATE VIEW other.v AS SELECT 'it''s' AS \"a b\""}));
        return made_;
    }

  private:
    struct Table {
        std::string schema, name;
        Texts columns, key;
    };

    int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    std::string pick(const Texts& from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }
    std::string maybe(const std::string& text, int n = 2) { return one_in(n) ? text : std::string(); }

    /// A name as SQL, in one of the ways in which SQLite lets it be written.
    std::string written(const std::string& name) {
        const bool plain = std::all_of(name.begin(), name.end(),
                                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
        if (plain && name != "order" && one_in(2))
            return name;
        if (name.find_first_of("\"[]`") == std::string::npos)
            return pick({in_quotes(name), "[" + name + "]", "`" + name + "`"});
        return in_quotes(name);
    }

    std::string conflict() { return one_in(6) ? " ON CONFLICT " + pick({"IGNORE", "replace", "Abort"}) : ""; }
    std::string gap() { return pick({" ", " ", " ", "\n    ", "\t", " /* , ( ' */ ", " -- x, (\n"}); }

    std::string type(bool strict) {
        if (strict)
            return pick({"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"});
        return pick({"INTEGER",
                     "integer",
                     "INT",
                     "BIGINT",
                     "TEXT",
                     "VARCHAR(20)",
                     "varchar( 7 )",
                     "NUMERIC(10, 2)",
                     "decimal(5,1)",
                     "FLOAT",
                     "DOUBLE",
                     "DOUBLE PRECISION",
                     "BOOLEAN",
                     "DATETIME",
                     "DATE",
                     "TIMESTAMP",
                     "",
                     "money",
                     "NVARCHAR(3)",
                     "unsigned big int",
                     "MYBLOB(4)",
                     "BLOB",
                     "JSON",
                     "CHAR(32)",
                     "UUID",
                     "\"my type\"",
                     "CLOB",
                     "tinyint(1)",
                     "TIMESTAMP WITH TIME ZONE",
                     "FLOAT(24)",
                     "BINARY(16)"});
    }

    std::string default_value() {
        return pick({"0",
                     "-1",
                     "+ 2",
                     "1.5e-3",
                     ".5",
                     "'x''y'",
                     "''",
                     "NULL",
                     "CURRENT_TIMESTAMP",
                     "current_date",
                     "(1 + 2)",
                     "('a' || 'b')",
                     "((1) + (2))",
                     "(random())",
                     "(  (3)  )",
                     "x'00ff'",
                     "true",
                     "'\\:no :bind ::x'",
                     "(':smile:')",
                     "\"dq\"",
                     "(lower('ABC'))",
                     "12345",
                     "'(1)'",
                     "(datetime('now', '-1 day'))",
                     "0x1F",
                     "word",
                     "('multi\nline')"});
    }

    std::string expression(const std::string& column) {
        const std::string c = in_quotes(column);
        return pick({c + " > 0", "length(" + c + ") < 10", c + " IN ('a', ')', ':x')",
                     c + " <> '''' OR " + c + " IS NULL", "(" + c + ") + 1", "CASE WHEN " + c + " THEN 1 ELSE 0 END",
                     c + " /* why */ = 5", "\n  " + c + "\n  <\n  7", c + " LIKE '%\\:y%' ESCAPE '!'",
                     "coalesce(" + c + ", 'a\"b')"});
    }

    Texts some(const Texts& columns, int most) {
        Texts shuffled = columns;
        for (std::size_t i = shuffled.size(); i > 1; --i)
            std::swap(shuffled[i - 1], shuffled[static_cast<std::size_t>(below(static_cast<int>(i)))]);
        shuffled.resize(std::min<std::size_t>(shuffled.size(), static_cast<std::size_t>(1 + below(most))));
        return shuffled;
    }

    std::string list(const Texts& columns, bool ordered) {
        std::string text = "(";
        for (std::size_t i = 0; i < columns.size(); ++i)
            text += (i ? "," + maybe(" ") : "") + written(columns[i]) +
                    (ordered ? maybe(pick({" COLLATE nocase", " DESC", " ASC", " collate RTRIM desc"}), 6) : "");
        return text + ")";
    }

    std::string named(const std::string& prefix) {
        return one_in(2) ? "CONSTRAINT" + gap() + written(prefix + std::to_string(++names_) + maybe(" x", 5)) + gap()
                         : "";
    }

    std::string references(const Table& table, bool whole_key) {
        const Table* parent = &table;
        for (const Table& other : tables_)
            if (other.schema == table.schema && one_in(2))
                parent = &other;
        std::string text = "REFERENCES " + written(parent->name);
        if (!whole_key || parent->key.size() != 1)
            text += " " + list({pick(parent->columns)}, false);
        text += maybe(" ON DELETE " + pick({"CASCADE", "set null", "NO ACTION", "RESTRICT", "SET DEFAULT"}), 3);
        text += maybe(" ON UPDATE " + pick({"CASCADE", "SET NULL", "no action"}), 4);
        text += maybe(" MATCH FULL", 9);
        return text + maybe(pick({" DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE", " DEFERRABLE",
                                  " DEFERRABLE INITIALLY IMMEDIATE"}),
                            5);
    }

    void add_table(const std::string& schema) {
        Table table{
            schema, pick({"t", "Users", "a b", "order", "it\"s", "naïve"}) + std::to_string(tables_.size()), {}, {}};
        const int columns = 1 + below(6);
        for (int i = 0; i < columns; ++i)
            table.columns.push_back(pick({"id", "Name", "a b", "x", "check", "ü"}) + std::to_string(i));
        const bool strict = one_in(6);
        const bool without_rowid = one_in(6);
        const int key = without_rowid ? 1 + below(2) : below(4); // 1: of the table, 2: of a column, else none
        const bool numbered = key == 2 && !without_rowid && one_in(2);
        if (key == 2 || (key == 1 && numbered))
            table.key = {table.columns.front()};
        else if (key == 1)
            table.key = some(table.columns, 2);

        Texts lines;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            lines.push_back(column(table, i, strict, key, numbered, without_rowid));
        if (key == 1)
            lines.push_back(named("pk ") + "PRIMARY KEY " + list(table.key, true) + conflict());
        while (one_in(2))
            lines.push_back(pick({named("uq") + "UNIQUE" + gap() + list(some(table.columns, 2), true) + conflict(),
                                  named("ck") + "CHECK" + gap() + "(" + expression(pick(table.columns)) + ")",
                                  named("fk") + "FOREIGN KEY" + gap() + list({pick(table.columns)}, false) + " " +
                                      references(table, one_in(3))}));
        std::string text =
            "CREATE TABLE " + (schema.empty() ? "" : schema + ".") + written(table.name) + maybe(" ") + "(";
        for (std::size_t i = 0; i < lines.size(); ++i)
            text += (i ? "," + gap() : gap()) + lines[i];
        text += ")";
        if (without_rowid)
            text += pick({" WITHOUT ROWID", "\nwithout rowid"});
        if (strict)
            text += without_rowid ? ", STRICT" : " strict";
        made_.push_back(text);
        tables_.push_back(table);
        while (one_in(2))
            add_index(table);
        if (one_in(4))
            made_.push_back("CREATE TRIGGER " + (schema.empty() ? "" : schema + ".") +
                            written("trg " + std::to_string(++names_)) + " AFTER INSERT ON " + in_quotes(table.name) +
                            " BEGIN SELECT ':x', new." + in_quotes(table.columns[0]) + "; END");
    }

    std::string column(const Table& table, std::size_t i, bool strict, int key, bool numbered, bool without_rowid) {
        const std::string& name = table.columns[i];
        const bool is_key = std::find(table.key.begin(), table.key.end(), name) != table.key.end();
        if (numbered && i == 0)
            return written(name) + " " + pick({"INTEGER", "integer"}) + " " + named("pk") + "PRIMARY KEY" + conflict() +
                   " AUTOINCREMENT" + maybe(" " + references(table, false), 5);
        std::string text = written(name) + gap() + type(strict);
        if (!is_key && i > 0 && one_in(6))
            return text + pick({" GENERATED ALWAYS AS (", " AS ("}) + expression(table.columns[0]) + ")" +
                   pick({"", " STORED", " virtual"}) + maybe(" NOT NULL", 4);
        Texts parts;
        if (one_in(2))
            parts.push_back(maybe("CONSTRAINT d ", 6) + "DEFAULT " + default_value());
        if (one_in(3))
            parts.push_back(maybe("CONSTRAINT nn ", 6) + "NOT NULL" + conflict());
        else if (one_in(9))
            parts.push_back("NULL");
        if (one_in(6))
            parts.push_back("COLLATE " + pick({"NOCASE", "\"RTRIM\"", "binary"}));
        // Of a key and a UNIQUE of one column SQLite makes one index, with the order of the one that is written first.
        const bool keyed = key == 2 && i == 0;
        if (!keyed && one_in(6))
            parts.push_back(named("uq") + "UNIQUE" + conflict());
        if (one_in(6))
            parts.push_back(named("ck") + "CHECK" + maybe(" ") + "(" + expression(name) + ")");
        if (one_in(6))
            parts.push_back(named("fk") + references(table, one_in(2)));
        if (keyed)
            parts.push_back(named("pk") + "PRIMARY KEY" + (without_rowid ? "" : maybe(pick({" DESC", " ASC"}), 4)) +
                            conflict());
        for (std::size_t n = parts.size(); n > 1; --n)
            std::swap(parts[n - 1], parts[static_cast<std::size_t>(below(static_cast<int>(n)))]);
        for (const std::string& part : parts)
            text += gap() + part;
        return text;
    }

    void add_index(const Table& table) {
        std::string text = std::string("CREATE ") + maybe("UNIQUE ", 3) + "INDEX " +
                           (table.schema.empty() ? "" : table.schema + ".") +
                           written("ix " + std::to_string(++names_)) + " ON " + written(table.name) + maybe(" ") + "(";
        const Texts columns = some(table.columns, 3);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string name = in_quotes(columns[i]);
            text += (i ? ", " : "") +
                    pick({written(columns[i]), written(columns[i]), name + " COLLATE NOCASE", "lower(" + name + ")",
                          "(" + name + ") || ','", "substr(" + name + ", 1, 2)"}) +
                    maybe(pick({" DESC", " asc"}), 3);
        }
        made_.push_back(text + ")" + maybe(" WHERE " + expression(pick(table.columns)), 4));
    }

    std::mt19937 engine_;
    std::vector<Table> tables_;
    Texts made_;
    int names_ = 0;
};

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
                          without_outer_parentheses(cell(row[4])) + " " + cell(row[5]) + cell(row[6]));
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
            for (const Statement& statement : dialect.create_table(table, false, nullptr))
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
