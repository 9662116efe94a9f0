#pragma once

#include "sql/expression.hpp"

#include <limbeck/value.hpp>

// SQL trees in plain form: how an expression or a statement crosses from a script to the engine. The form of every
// node is written down in src/sql/PLAIN.md.
namespace limbeck::sql {

/// Throws Error(Internal) naming the node and the key that is wrong.
ExpressionPtr from_plain(const Value& plain);
Value to_plain(const Expression& expression);

} // namespace limbeck::sql
