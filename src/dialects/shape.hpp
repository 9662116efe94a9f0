#pragma once

#include "sql/scanner.hpp"

#include <string_view>

namespace limbeck::dialects {

/// How the answers to a text can be counted.
enum class Shape {
    Empty,   ///< nothing but spaces and comments: no answer
    One,     ///< exactly one statement
    Several, ///< more than one, or perhaps more
    Control, ///< one statement that may begin or end a transaction
};

Shape shape_of(std::string_view text, const sql::Quoting& quoting);

/// The text of one statement without the semicolon that ends it, and what follows that.
std::string_view without_end(std::string_view text, const sql::Quoting& quoting);

/// Whether a statement that begins with this word (in lower case) may begin or end a transaction.
bool controls_transaction(std::string_view word);

} // namespace limbeck::dialects
