#pragma once

#include "operations/operation.hpp"

namespace limbeck::operations {

/// Where operations go: a live connection, or a writer of SQL text.
class Target {
  public:
    virtual ~Target() = default;
    virtual const dialects::Dialect& dialect() const = 0;
    /// The connection, or null when SQL is written and not run.
    virtual dialects::Connection* connection() = 0;
    /// Runs the statement (it may be queued) or prints it.
    virtual void run(dialects::Statement statement) = 0;
    /// What exists in the database, and what the run has met so far (also offline); may be null.
    virtual dialects::DatabaseState* database_state() = 0;
    /// Of target_metadata; names constraints and indexes that have none.
    virtual const schema::NamingConvention& naming_convention() const = 0;
};

/// Carries out one operation. Throws what the dialect, the compiler or the database throw.
void invoke(const Operation& operation, Target& target);

/// The statements of one change. What it makes is taken as named.
void run(const schema::Change& change, Target& target);

/// op.batch_alter_table(): in place where the dialect can alter, else by rebuilding the table (batch.cpp).
void invoke_batch(const BatchAlterTable& batch, Target& target);

/// Whether that rebuilds the table.
bool rebuilds(const BatchAlterTable& batch, const dialects::Dialect& dialect);

} // namespace limbeck::operations
