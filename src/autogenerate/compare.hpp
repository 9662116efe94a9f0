#pragma once

#include "schema/changes.hpp"

#include <string>
#include <vector>

namespace limbeck::autogenerate {

class Hooks;

/// What the database ought to be. Both have the same tables, columns, constraints and indexes in the same order:
/// `declared` as the models say it (what new files say), `stored` in the words of the database (what is compared).
struct Target {
    schema::Schema declared;
    schema::Schema stored;
};

struct CompareOptions {
    bool types = true;           ///< context.configure(compare_type=…)
    bool server_defaults = true; ///< compare_server_default=…
    /// Tables that are never looked at: the version table, limbeck's log table.
    std::vector<std::pair<std::string, std::string>> ignored_tables; ///< schema, name
    /// Renames that a user has stated: "schema.table.column" or "table", old and new.
    std::vector<std::pair<std::string, std::string>> renames;
};

/// A dropped and an added thing that look alike, so that a rename may be meant.
struct PossibleRename {
    std::string schema, table;
    std::string old_name, new_name; ///< of columns; of tables when `column` is false
    bool column = true;
};

/// The changes of one table stand together, as Alembic's ModifyTableOps; those that create or drop tables and all that
/// is not a table stand by themselves (`table` empty).
struct Group {
    std::string schema, table;
    std::vector<schema::Change> changes;
};

struct Differences {
    std::vector<Group> upgrade; ///< in the order in which they must run, which is Alembic's where it does not matter
    std::vector<PossibleRename> possible_renames;
    /// One line for each thing that could not be compared, and why.
    std::vector<std::string> not_compared;
    bool empty() const { return upgrade.empty(); }
};

/// Pure: asks no database. Nothing here asks which database it is, either: both sides are what it stores.
Differences compare(const schema::Schema& database, const Target& target, const CompareOptions& options, Hooks& hooks);

/// The way back: the reverse of each change, in reverse order.
std::vector<Group> reversed(const std::vector<Group>& upgrade);

} // namespace limbeck::autogenerate
