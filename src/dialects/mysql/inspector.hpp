#pragma once

#include <memory>

namespace limbeck::dialects {
class Connection;
class Inspector;
} // namespace limbeck::dialects

namespace limbeck::dialects::mysql {

/// Reads a database through the connection, which must be one of these dialects and outlive the result.
std::unique_ptr<Inspector> inspector(Connection& connection);

} // namespace limbeck::dialects::mysql
