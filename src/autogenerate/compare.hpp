#pragma once

#include "schema/changes.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

// From two schemas to the changes that lead from one to the other.
namespace limbeck::autogenerate {

class Hooks;

/// What the database ought to be. Both have the same tables, columns, constraints and indexes in the same order:
/// `declared` as the models say it (what new files say), `stored` in the words of the database (what is compared).
/// Normalized and named (schema/table.hpp). Enum types, domains and sequences that columns use are listed, if the
/// database has such things; those that no side lists are not compared.
struct Target {
    schema::Schema declared;
    schema::Schema stored;
};

struct CompareOptions {
    bool types = true;           ///< context.configure(compare_type=…)
    bool server_defaults = true; ///< compare_server_default=…
    /// Tables that are never looked at: the version table, limbeck's log table.
    std::vector<std::pair<std::string, std::string>> ignored_tables; ///< schema, name
    /// Renames that a user has stated: "schema.table.column", "table" or "enum_type.label", and the new name.
    std::vector<std::pair<std::string, std::string>> renames;

    /// What the database calls its default schema: a model may name it or leave it out.
    std::string default_schema;
    /// configure(include_schemas=True): tables of other schemas that the target does not know are dropped. Otherwise
    /// they are nobody's business.
    bool include_schemas = false;
    /// The target says all that there is to be (a schema.sql, another database), and not only what models can say:
    /// views, sequences, types, domains, extensions and routines that it does not name are dropped.
    bool whole = false;
    /// The target is in the database's words already: it was read back from one.
    bool read_back = false;
    /// The target says all views and routines of these kinds in these schemas ("" is the default one), though it is not
    /// whole: what it does not name is dropped. Kinds are those of kind_of() (objects.hpp).
    std::set<std::string> owned_kinds, owned_schemas;
    /// False where a foreign key can only be made with its table (SQLite); then tables whose keys go in a circle need
    /// no later step.
    bool adds_foreign_keys = true;
};

/// A dropped and an added thing that look alike, so that a rename may be meant.
struct PossibleRename {
    std::string schema, table;      ///< of columns: where they are; of tables: `table` is empty
    std::string old_name, new_name; ///< of columns; of tables when `column` is false
    bool column = true;
};

/// The changes of one table stand together, as Alembic's ModifyTableOps; those that create or drop tables and all that
/// is not a table stand by themselves (`table` empty).
struct Group {
    std::string schema, table;
    std::vector<schema::Change> changes;
    /// SQL that a hook wants to run here, by op.execute(); such a group has no changes.
    std::string execute = {};
    /// The proof has found that ALTER TABLE cannot do it.
    bool needs_rebuild = false;
};

/// A line that Alembic logs of a comparison: "Detected added table 'users'".
struct LogLine {
    std::string logger, text;
};

struct Differences {
    std::vector<Group> upgrade; ///< in the order in which they must run, which is Alembic's where it does not matter
    std::vector<PossibleRename> possible_renames;
    /// One line for each thing that could not be compared or that no operation can change, and why.
    std::vector<std::string> not_compared;
    std::vector<LogLine> log;
    bool empty() const { return upgrade.empty(); }
};

/// Pure: asks no database. Nothing here asks which database it is, either: both sides are what it stores. New things
/// come out as declared, existing ones as the database has them, so that each change can be reversed.
///
/// Indexes and unique constraints are known by their names; unique constraints without a name, and all primary keys,
/// foreign keys, checks and exclusion constraints, by what they say. The order of columns is no difference.
/// Throws Error(Command) for stated renames that fit nothing, and what the hooks throw.
Differences compare(const schema::Schema& database, const Target& target, const CompareOptions& options, Hooks& hooks);

/// The way back: the reverse of each change, in reverse order. Enum types that tables bring along in `upgrade` are
/// dropped after their last table, which a drop_table in a file would not do.
std::vector<Group> reversed(const std::vector<Group>& upgrade);

} // namespace limbeck::autogenerate
