#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::dialects::postgresql {

// The deployers' lock is an advisory lock of the session (PostgreSQL's manual, "Advisory Locks"): PostgreSQL keys it
// by database, and we by `scope`. It is released when the connection ends, however it ends.
//
// Behind pgbouncer with pool_mode = transaction or statement a session is not ours alone, and the lock would guard
// nothing: migrate through a direct connection, or through a pool in session mode.

/// Waits for the lock, at most until `patience` is over (LockHeld), by trying again and again. A blocked
/// pg_advisory_lock() would hold a snapshot all the time, and CREATE INDEX CONCURRENTLY of the deployer who has the
/// lock waits for all older snapshots: the two would wait for each other. Trying also makes the role's
/// statement_timeout and lock_timeout irrelevant.
void lock_migrations(Connection& connection, const std::string& scope, std::chrono::milliseconds patience,
                     const std::atomic<bool>& interrupted);
void unlock_migrations(Connection& connection, const std::string& scope);

} // namespace limbeck::dialects::postgresql
