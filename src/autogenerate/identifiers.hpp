#pragma once

#include "schema/table.hpp"

#include <set>
#include <string>
#include <string_view>

// Names inside of SQL text, as a database words it.
namespace limbeck::autogenerate {

/// Whether the expression may speak of that name. A function or a type of that name counts, too.
bool mentions(const sql::Expression& expression, const std::string& name);

/// All that mentions() may find in SQL text, in lower case: for asking about many names.
std::set<std::string> names_in(const std::string& sql);
/// As names_in() has it.
std::string in_lower_case(const std::string& name);

/// The expression with one name in place of another. Only SQL text is changed; what is quoted as a text stays.
sql::ExpressionPtr with_name(const sql::ExpressionPtr& expression, const std::string& old_name,
                             const std::string& new_name);
/// The same for an expression in plain form, or a value that holds some.
Value with_name(const Value& plain, const std::string& old_name, const std::string& new_name);

} // namespace limbeck::autogenerate
