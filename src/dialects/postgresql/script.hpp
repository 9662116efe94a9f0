#pragma once

#include "dialects/postgresql/tokens.hpp"
#include "dialects/sql_file.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects::postgresql {

/// A statement of a file, without its semicolon.
struct ScriptStatement {
    std::string text;
    std::vector<Token> tokens; ///< of the text
    std::string place;         ///< "schema.sql:12"
};

/// The statements of a file, told apart as psql does: BEGIN ATOMIC … END of a function and what stands in parentheses
/// are parts of one. Lines of psql's own that a dump has (\restrict, \unrestrict) are left out. Throws Error(Command)
/// with file and line for its other commands, for rows (COPY … FROM stdin) and for a quote that does not end.
std::vector<ScriptStatement> statements_of(const SqlFile& file);

} // namespace limbeck::dialects::postgresql
