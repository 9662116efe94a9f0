#pragma once

#include <memory>

namespace limbeck::dialects {
class Connection;
class Reflection;
} // namespace limbeck::dialects

namespace limbeck::dialects::sqlite {

/// Reads schemas back through the connection, which must be one of this dialect and outlive the result.
std::unique_ptr<Reflection> reflect(Connection& connection);

} // namespace limbeck::dialects::sqlite
