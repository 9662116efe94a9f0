#pragma once

#include "schema/type.hpp"

namespace limbeck::schema {

/// Whether a column of the type brings a CHECK: of a Boolean, or of an Enum that is no type of its own, with
/// create_constraint.
bool wants_check(const Type& type);
/// The same type without that; null for null.
TypePtr without_check(const TypePtr& type);

} // namespace limbeck::schema
