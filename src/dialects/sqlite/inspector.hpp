#pragma once

#include "dialects/inspector.hpp"

#include <memory>

namespace limbeck::dialects {
class Connection;
} // namespace limbeck::dialects

namespace limbeck::dialects::sqlite {

/// Reads sqlite_schema: tables, indexes and triggers are known by the text that made them (create_table.hpp). Borrows
/// the connection.
///
/// Schemas are attached databases; "temp" is one of them when it is named. Virtual tables and the tables that they keep
/// their data in count as an extension's.
std::unique_ptr<Inspector> inspector(Connection& connection);

} // namespace limbeck::dialects::sqlite
