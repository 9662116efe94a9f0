#pragma once

#include "operations/operation.hpp"
#include "schema/schema.hpp"

#include <map>
#include <string>
#include <vector>

namespace limbeck::operations {

class Target;

/// What a rebuild begins with: the table of a batch_alter_table() block as the database has it.
struct ExistingTable {
    schema::Table table; ///< normalized, with what the block's reflect_args say of it
    std::vector<schema::Routine> triggers;
    /// Columns of the block that the database has renamed already, and with them whatever speaks of them (checks,
    /// indexes, triggers, views, foreign keys of other tables): new names by the old ones.
    std::map<std::string, std::string> renamed;
};

/// Renames columns, where the database does that by itself, and reads the table. Throws Error(Command) offline, and
/// where there is no such table.
ExistingTable existing_table(const BatchAlterTable& batch, Target& target);

} // namespace limbeck::operations
