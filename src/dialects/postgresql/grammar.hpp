#pragma once

#include "sql/grammar.hpp"
#include "sql/scanner.hpp"

namespace limbeck::dialects::postgresql {

/// The one grammar of this dialect; it lives as long as the program.
const sql::Grammar& grammar();

/// What PostgreSQL's scanner passes over (https://www.postgresql.org/docs/current/sql-syntax-lexical.html).
const sql::Quoting& quoting();

} // namespace limbeck::dialects::postgresql
