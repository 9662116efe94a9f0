#pragma once

#include "schema/declared.hpp"

#include <string>
#include <vector>

namespace limbeck::schema {

/// The column that the database numbers, by SQLAlchemy's rule (PrimaryKeyConstraint._autoincrement_column): an integer
/// that is the whole key, without a default and without a foreign key, or the one marked autoincrement=True; null where
/// there is none. `key`: the names of the key's columns.
/// Throws Error(Script) for two columns that are marked autoincrement=True, and for one whose type cannot be
/// autoincremented.
const DeclaredColumn* autoincrement_column(const DeclaredTable& table, const std::vector<std::string>& key);

} // namespace limbeck::schema
