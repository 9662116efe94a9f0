#pragma once

#include <string_view>

namespace limbeck::dialects::postgresql {

/// How the server's answers to a text can be counted.
enum class Shape {
    Empty,   ///< nothing but spaces and comments: no answer
    One,     ///< exactly one statement
    Several, ///< more than one, or perhaps more
    Control, ///< one statement that may begin or end a transaction
};

/// Reads only what PostgreSQL's scanner reads: quotes, dollar quotes, comments, semicolons.
Shape shape_of(std::string_view text);

} // namespace limbeck::dialects::postgresql
