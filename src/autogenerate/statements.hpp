#pragma once

#include "autogenerate/compare.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Dialect;
}

namespace limbeck::autogenerate {

/// The SQL of the changes, in the order in which it must run, without semicolons. `batches`: places of groups that must
/// run as a batch; their tables are taken from `database`, the schema as it is before the first change. Throws
/// Error(Command) for what the dialect cannot write.
std::vector<std::string> statements_of(const std::vector<Group>& groups, const std::set<std::size_t>& batches,
                                       const dialects::Dialect& dialect, const schema::Schema& database);

} // namespace limbeck::autogenerate
