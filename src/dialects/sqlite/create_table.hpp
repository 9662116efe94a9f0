#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects::sqlite {

// What SQLite keeps of a table is its CREATE TABLE text, and its PRAGMAs tell only a part of it: names of constraints,
// checks, AUTOINCREMENT, ON CONFLICT, deferrability and generated expressions are in the text alone.

struct ParsedConstraint {
    enum class Kind { PrimaryKey, Unique, Check, ForeignKey };
    Kind kind;
    std::optional<std::string> name;
    std::vector<std::string> columns; ///< of a constraint of a column: that column
    std::string expression;           ///< of a check
    std::string conflict;             ///< "ABORT", "REPLACE", …; empty: not given
    bool of_column = false;
    /// Of a primary key or a unique constraint: what stands behind each column, "COLLATE nocase DESC"; as many as
    /// columns, most of them empty.
    std::vector<std::string> orders;

    // of a foreign key
    std::string referred_table;
    std::vector<std::string> referred_columns; ///< empty: the primary key of the referred table
    std::optional<std::string> onupdate, ondelete, match, initially;
    std::optional<bool> deferrable;
};

struct ParsedColumn {
    std::string name;
    std::string declaration; ///< the type's text; empty: none
    std::string collation;
    std::optional<std::string> server_default; ///< as PRAGMA table_info tells it: without parentheses around all of it
    std::string generated;                     ///< the expression; empty: not generated
    bool stored = false;                       ///< a generated column that is stored
    bool not_null = false;
    std::string not_null_conflict; ///< NOT NULL ON CONFLICT …
};

struct ParsedTable {
    std::vector<ParsedColumn> columns;
    std::vector<ParsedConstraint> constraints; ///< in the order of the text
    bool autoincrement = false;
    bool without_rowid = false;
    bool strict = false;

    const ParsedColumn* column(std::string_view name) const;
};

/// Reads the text of sqlite_schema.sql for a table. Empty for what is no ordinary table (views, virtual tables).
ParsedTable parse_create_table(std::string_view sql);

struct ParsedIndex {
    struct Element {
        std::string text; ///< with its COLLATE, without ASC or DESC
        bool descending = false;
    };
    bool unique = false;
    std::vector<Element> elements;
    std::string where; ///< empty: none
};

/// Reads the text of sqlite_schema.sql for an index.
ParsedIndex parse_create_index(std::string_view sql);

/// The query of a view: what stands behind AS.
std::string query_of_view(std::string_view sql);

/// A statement of sqlite_schema.sql, "CREATE TRIGGER name …", so that it creates the thing in another schema; `name` is
/// SQL.
std::string with_name(std::string_view sql, std::string_view name);

} // namespace limbeck::dialects::sqlite
