#pragma once

#include <string>
#include <string_view>

namespace limbeck::dialects::postgresql {

/// What to do about a connection that fails, and about a statement that fails; `state` is the SQLSTATE
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html). Empty where nothing is to be said.
std::string advice_for_connection(std::string_view state, std::string_view message);
std::string advice_for_statement(std::string_view state, std::string_view message, std::string_view statement);

} // namespace limbeck::dialects::postgresql
