#pragma once

#include "schema/table.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::schema {

/// The tables (schema, name) that the table's option of that ending names: "_inherits", "_partition_of". All that
/// may be meant: a name without a schema is one beside the table or in the default schema, one with a dot may have a
/// schema.
std::vector<std::pair<std::string, std::string>> parents(const Table& table, std::string_view option_ending);

} // namespace limbeck::schema
