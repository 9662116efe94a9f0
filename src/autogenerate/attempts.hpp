#pragma once

#include "schema/changes.hpp"

#include <functional>
#include <vector>

namespace limbeck::dialects {
class Dialect;
}

// A change may only work in another way than the plain one: the database tells which.
namespace limbeck::autogenerate {

/// Changes that together do what one does.
using Attempt = std::vector<schema::Change>;
/// The default that a column has when its type has changed.
using KeptDefault = std::function<sql::ExpressionPtr(const schema::AlterColumn&)>;

/// The change itself, then what can be tried in its place: the conversion of a column's values, its default taken away
/// meanwhile; a view or a routine dropped and created.
std::vector<Attempt> attempts(const schema::Change& change, const dialects::Dialect& dialect,
                              const KeptDefault& kept_default);

} // namespace limbeck::autogenerate
