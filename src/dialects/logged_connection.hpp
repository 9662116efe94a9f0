#pragma once

#include "dialects/connection.hpp"

#include <memory>

namespace limbeck::dialects {

/// The connection, logging what it is told to run under "sqlalchemy.engine.Engine", as SQLAlchemy's engines do. Lines
/// of the log wait for what was queued before them, so this is for those who asked for it.
std::shared_ptr<Connection> logged(std::shared_ptr<Connection> connection);

} // namespace limbeck::dialects
