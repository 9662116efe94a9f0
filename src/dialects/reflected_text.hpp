#pragma once

#include "schema/table.hpp"

#include <optional>
#include <string>

namespace limbeck::sql {
struct Quoting;
}

namespace limbeck::dialects {

/// SQL text that a database gave, as a text() expression: whatever looks like a bind parameter in it is none.
sql::ExpressionPtr reflected_text(const std::string& text);

/// "((a) > (b))" as "(a) > (b)".
std::string without_outer_parentheses(std::string text, const sql::Quoting& quoting);

/// A column or an expression of an index with its order; `nulls_first` is absent where the database's own order of
/// nulls applies.
schema::Index::Element index_element(const std::string& element, bool is_expression, bool descending,
                                     std::optional<bool> nulls_first);

} // namespace limbeck::dialects
