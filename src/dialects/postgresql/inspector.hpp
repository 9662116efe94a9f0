#pragma once

#include <memory>

namespace limbeck::dialects {
class Connection;
class Inspector;
struct InspectFilter;
} // namespace limbeck::dialects

namespace limbeck::schema {
struct Schema;
}

namespace limbeck::dialects::postgresql {

class SchemaNames;

/// Reads a database through the connection, which must be one of this dialect and outlive the result.
std::unique_ptr<Inspector> inspector(Connection& connection);

/// Inspector::inspect(), where schemas may stand for others.
schema::Schema inspect(Connection& connection, const InspectFilter& filter, const SchemaNames* names);

} // namespace limbeck::dialects::postgresql
