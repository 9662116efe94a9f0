#pragma once

#include "dialects/dialect.hpp"
#include "revisions/steps.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The log table: who applied which revision, when, and how long it took. Optional ([limbeck] log_table = name), made
// when the first step needs it, and written in the transaction of the step, so that neither is there without the other.
// Alembic knows nothing of it, and leaves it alone. --sql and --plan do not write to it: no duration is known there.
namespace limbeck::migration {

class MigrationContext;
struct ContextOptions;

struct LogEntry {
    std::string revision;   ///< the one that was run; of a stamp, the rows that the version table got
    std::string direction;  ///< "upgrade", "downgrade" or "stamp"
    std::string applied_at; ///< "2026-01-31 12:30:00", UTC, by the clock of the machine that limbeck ran on
    std::string applied_by; ///< "user@host", and "as role" where the database has users
    std::optional<std::int64_t> duration_ms; ///< script and database together
};

/// Newest first; none when there is no table. `table` is "name" or "schema.name"; without a schema, that of the version
/// table.
std::vector<LogEntry> read_log(MigrationContext& context, const std::string& table);

/// The table as it is made: id, revision, direction, from_versions, to_versions, applied_at, applied_by, duration_ms,
/// limbeck_version.
schema::Table log_table_of(const ContextOptions& options, const std::string& table);

/// One row for a step that did `changes` to the version table.
dialects::Statement log_statement(const dialects::Dialect& dialect, const ContextOptions& options,
                                  const std::string& table, const revisions::Step& step,
                                  const std::vector<revisions::VersionChange>& changes,
                                  std::chrono::milliseconds duration);

/// Makes the table if it is not there, else tries whether rows may be written to it, before a step has done anything.
/// Throws Error(Database) that says what is missing.
void ensure_log_table(MigrationContext& context, const std::string& table);

} // namespace limbeck::migration
