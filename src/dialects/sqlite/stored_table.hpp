#pragma once

#include "schema/table.hpp"

#include <string>
#include <string_view>

namespace limbeck::dialects::sqlite {

/// The table that a text of sqlite_schema made, without its indexes, in stored form: its key, then foreign keys, unique
/// constraints and checks, each kind in the order of the text. Foreign keys that name no columns of the referred table
/// have none.
schema::Table stored_table(std::string_view sql, const std::string& name, const std::string& schema);

/// An index of it.
schema::Index stored_index(std::string_view sql, const std::string& name, const schema::Table& table);

} // namespace limbeck::dialects::sqlite
