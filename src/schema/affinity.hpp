#pragma once

#include "schema/type.hpp"

#include <string_view>

namespace limbeck::schema {

/// The family of a type, in SQLAlchemy's sense (`TypeEngine._type_affinity`): types of one family hold the same kind
/// of values, so that a change between them needs no CAST when rows are copied. "String", "Integer", "Numeric",
/// "Boolean", "DateTime", "Date", "Time", "Interval", "Binary", "JSON", "Uuid", "ARRAY"; a type that belongs to none
/// is its own family.
std::string_view affinity(const Type& type);

} // namespace limbeck::schema
