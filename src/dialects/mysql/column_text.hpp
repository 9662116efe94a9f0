#pragma once

#include <string>
#include <string_view>

namespace limbeck::dialects::mysql {

/// A column's definition in its parts, each as SQL text; empty: not there. MODIFY and CHANGE take away what they do not
/// say.
struct ColumnText {
    std::string type;          ///< "int(10) unsigned", "enum('a','b')"
    std::string character_set; ///< "CHARACTER SET latin1 COLLATE latin1_bin", or either
    std::string generated;     ///< "GENERATED ALWAYS AS (…) STORED"
    std::string others;        ///< "INVISIBLE", "WITHOUT SYSTEM VERSIONING", …
    bool nullable = true;
    bool autoincrement = false;
    std::string default_;  ///< without the word
    std::string on_update; ///< "ON UPDATE current_timestamp()"
    std::string comment;   ///< the literal
    std::string check;     ///< "(`a` > 0)"

    bool operator==(const ColumnText&) const = default;
};

/// Reads what follows a column's name in SHOW CREATE TABLE, in CREATE TABLE or in MODIFY. `DEFAULT NULL` is what a
/// column has that says none, and is not told.
ColumnText read_column_text(std::string_view definition);

/// What follows the name in MODIFY, in Alembic's order.
std::string to_string(const ColumnText& column);

/// Whether columns of that type have a character set; the type as SQL text.
bool is_of_characters(std::string_view type);
/// Whether its values are moments: DATETIME, TIMESTAMP.
bool is_moment(std::string_view type);

/// The check that makes MariaDB's LONGTEXT a JSON column: of the type and not of the column.
bool is_json_check(std::string_view check, const std::string& column);

/// An expression in which a column has got another name.
std::string with_renamed_column(std::string_view expression, const std::string& from, const std::string& to);

} // namespace limbeck::dialects::mysql
