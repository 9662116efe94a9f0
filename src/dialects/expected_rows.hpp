#pragma once

#include "dialects/connection.hpp"

#include <limbeck/error.hpp>
#include <optional>

namespace limbeck::dialects {

/// The error for a statement that touched another number of rows than Statement::expected_rows says, if it did.
inline std::optional<Error> wrong_rows(std::int64_t expected, const std::string& unexpected, const std::string& origin,
                                       std::int64_t found) {
    if (expected < 0 || found < 0 || found == expected)
        return std::nullopt;
    std::string message = unexpected;
    if (const std::size_t place = message.find("%d"); place != std::string::npos)
        message.replace(place, 2, std::to_string(found));
    return Error(Error::Kind::Command, std::move(message), origin,
                 "Something else has changed these rows; see what the table holds, and correct it with stamp.");
}

} // namespace limbeck::dialects
