#pragma once

struct sqlite3;

namespace limbeck::dialects::sqlite {

/// The SQL functions that SQLAlchemy adds to every connection through Python's sqlite3: regexp(pattern, text), for the
/// operator REGEXP, and floor(x). Patterns are read as ECMAScript's, which agrees with Python's re in all that is
/// common in schemas.
void register_functions(sqlite3* database);

} // namespace limbeck::dialects::sqlite
