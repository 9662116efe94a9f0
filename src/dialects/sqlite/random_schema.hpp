#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

// For tests.
namespace limbeck::dialects::sqlite {

using Texts = std::vector<std::string>;

inline std::string in_quotes(const std::string& name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

/// Statements that make tables, indexes, triggers and views of every kind that SQLite has, in every way of writing
/// them; some are made in the attached database "other". A few combinations are refused by SQLite. The same seed gives
/// the same schema everywhere: only the engine of the standard library is used.
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

} // namespace limbeck::dialects::sqlite
