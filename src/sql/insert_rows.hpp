#pragma once

#include "sql/compiler.hpp"

#include <string>
#include <vector>

namespace limbeck::sql {

/// INSERT of many rows of plain values in one statement, as compile() writes it for a driver from an Insert of literals
/// (`multi`), without a tree that has a node for each value. `values`: row by row, one for each column, borrowed.
Compiled insert_rows(const Grammar& grammar, const std::string& schema, const std::string& table,
                     const std::vector<TableColumn>& columns, const std::vector<const Value*>& values);

} // namespace limbeck::sql
