#pragma once

#include "dialects/scratch.hpp"

#include <memory>

namespace limbeck::dialects {
class Dialect;
} // namespace limbeck::dialects

namespace limbeck::dialects::sqlite {

/// A database in memory, with others attached to it under the names that `connection` has attached; those names are
/// asked for now, and the connection is not needed any more.
std::unique_ptr<Scratch> scratch(Connection& connection, const Dialect& dialect);

} // namespace limbeck::dialects::sqlite
