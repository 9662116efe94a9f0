#pragma once

#include <cstddef>
#include <libpq-fe.h>
#include <limbeck/error.hpp>
#include <optional>
#include <string>

namespace limbeck::dialects {
struct Statement;
}

namespace limbeck::dialects::postgresql {

/// What the server says of an error in one of its fields (PG_DIAG_…); may be empty.
std::string error_field(const PGresult* result, int code);

/// The error of a statement as psql shows it, with detail and hint; its diagnostics have psycopg2's names
/// (errors.Diagnostics). `place`: the byte of the statement's text that the server points at. `by_user`: somebody has
/// asked for the statement to end.
Error server_error(const PGresult* result, const Statement& statement, std::optional<std::size_t> place, bool by_user);

} // namespace limbeck::dialects::postgresql
