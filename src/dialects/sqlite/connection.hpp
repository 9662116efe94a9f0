#pragma once

#include "dialects/connection.hpp"

#include <memory>

namespace limbeck::dialects {
struct Url;
} // namespace limbeck::dialects

namespace limbeck::dialects::sqlite {

/// Opens the database file, or a database in memory. The dialect must outlive the connection. Throws
/// Error(Database) that names the masked URL.
std::unique_ptr<Connection> connect(const Url& url, const Dialect& dialect);

/// The same on a copy in memory.
std::unique_ptr<Connection> connect_to_copy(const Url& url, const Dialect& dialect);

} // namespace limbeck::dialects::sqlite
