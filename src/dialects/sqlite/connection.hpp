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

/// The same on a copy in memory, whose statements are recorded when they have run: all but those that only read.
std::unique_ptr<Connection> connect_for_plan(const Url& url, const Dialect& dialect, Record record);

} // namespace limbeck::dialects::sqlite
