#pragma once

#include "schema/changes.hpp"

#include <cstddef>
#include <vector>

// Labels of enum types that come and are used at once.
namespace limbeck::autogenerate {

/// Whether an expression of the changes behind `at`, which is an AlterEnum, says a label that this one adds: a default,
/// a check, the condition of an index, a generated column, a view, … of what has or names the type. PostgreSQL refuses
/// that in the transaction that has added the label.
bool uses_new_label(const std::vector<const schema::Change*>& changes, std::size_t at);

} // namespace limbeck::autogenerate
