#pragma once

#include "dialects/dialect.hpp"
#include "revisions/steps.hpp"

#include <limbeck/value.hpp>
#include <set>
#include <string>
#include <vector>

// The version table: exactly Alembic's, so that either tool can take over from the other at any revision.
namespace limbeck::migration {

struct ContextOptions;

/// alembic_version (version_num VARCHAR(32) NOT NULL, with its primary key unless version_table_pk is off).
schema::Table version_table_of(const ContextOptions& options);

/// SELECT of all rows.
std::string version_rows(const sql::Grammar& grammar, const ContextOptions& options);
/// What a version table, which must be there, holds. Throws Error(Command) that names the table where that is no id.
std::vector<std::string> read_heads(dialects::Connection& connection, const ContextOptions& options);
/// DELETE of all rows.
std::string purge_versions(const sql::Grammar& grammar, const ContextOptions& options);

/// The statement for one change, which must touch exactly one row when it updates or deletes.
dialects::Statement version_statement(const dialects::Dialect& dialect, const ContextOptions& options,
                                      const revisions::VersionChange& change, bool as_sql);

/// What on_version_apply callbacks are told of a step, in plain form: "step" (with the members of Alembic's
/// MigrationInfo) and "heads".
Map step_info(const revisions::Step& step, const std::set<std::string>& heads);

} // namespace limbeck::migration
