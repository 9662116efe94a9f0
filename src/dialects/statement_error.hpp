#pragma once

#include "dialects/connection.hpp"

#include <limbeck/error.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace limbeck::dialects {

// What the errors of every database say of a statement.

/// An error whose place is the statement: the line of the script that asked for it, and the beginning of its text. No
/// password of it is told.
Error statement_error(const Statement& statement, const std::string& what, std::string now = {},
                      Error::Kind kind = Error::Kind::Database);

/// The error for a statement that touched another number of rows than Statement::expected_rows says, if it did.
std::optional<Error> wrong_rows(const Statement& statement, std::int64_t found);

/// What to do about an error: for a code that begins with `code`, and a message that holds `says`. Empty is any.
struct Advice {
    std::string_view code;
    std::string_view says;
    std::string_view now;
};
/// The first that fits; empty where none does.
std::string advice_for(std::span<const Advice> advice, std::string_view code, std::string_view message);

} // namespace limbeck::dialects
