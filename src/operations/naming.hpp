#pragma once

#include "dialects/dialect.hpp"
#include "schema/table.hpp"

#include <string>

// Naming conventions for constraints and indexes that come without their table: op.create_index(),
// op.create_unique_constraint(), op.drop_constraint() and their like.
namespace limbeck::operations {

/// The index with the name that the convention gives it.
schema::Index named(const schema::Index& index, const schema::NamingConvention& convention,
                    const dialects::Dialect& dialect);

/// The constraint with the name that the convention gives it.
schema::Constraint named(const schema::Constraint& constraint, const std::string& schema_name, const std::string& table,
                         const schema::NamingConvention& convention, const dialects::Dialect& dialect);

/// The name that op.drop_constraint(name, table, type_=kind) means: a convention with %(constraint_name)s applies to
/// it, unless the name is final.
schema::Name dropped_name(const schema::Name& name, const std::string& kind, const std::string& schema_name,
                          const std::string& table, const schema::NamingConvention& convention,
                          const dialects::Dialect& dialect);

} // namespace limbeck::operations
