#pragma once

#include <memory>

namespace limbeck::dialects {
class Connection;
class Scratch;
} // namespace limbeck::dialects

namespace limbeck::dialects::postgresql {

/// A scratch place in schemas of its own, inside a transaction of the connection (a savepoint, where one is open) that
/// is rolled back. Throws NoScratchPlace.
std::unique_ptr<Scratch> scratch(Connection& connection);

} // namespace limbeck::dialects::postgresql
