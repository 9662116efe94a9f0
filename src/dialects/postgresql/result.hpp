#pragma once

#include "dialects/connection.hpp"

#include <string_view>

struct pg_result;

namespace limbeck::dialects::postgresql {

/// The rows of a libpq result as values.
Result read_result(const pg_result* result);

/// One value of PostgreSQL's text format, read by its type's OID. Types that limbeck has no value for, and dates that
/// Python has none for (infinity, BC), come as text. Intervals must be in the style "postgres", dates in ISO.
Value read_value(unsigned type, std::string_view text);

} // namespace limbeck::dialects::postgresql
