#pragma once

#include "autogenerate/compare.hpp"

#include <functional>

// Enum types and domains as tables use them. Where a type is first used by a new table, the table makes it, as in
// SQLAlchemy and Alembic; else it is made by a change of its own. It always goes by a change of its own, for
// op.drop_table() does not know of it.
namespace limbeck::autogenerate {

/// The named type of that name in a column's type (itself, the items of an array, what a domain stands for, a
/// variant), or null.
const schema::Type* named_type(const schema::TypePtr& type, const std::string& schema, const std::string& name);

/// Calls `see` with each named type in it, but not with those of variants.
void each_named_type(const schema::Type& type, const std::function<void(const schema::Type&)>& see);
/// A DOMAIN type as the domain that it names.
schema::Domain domain_of(const schema::Type& type);

/// Takes away the changes that make a type which the next table makes along with itself, and tells all other tables not
/// to make theirs.
std::vector<Group> with_types_in_tables(std::vector<Group> groups);
/// The other way: all types are made and dropped by changes of their own.
std::vector<Group> with_types_apart(std::vector<Group> groups);

} // namespace limbeck::autogenerate
