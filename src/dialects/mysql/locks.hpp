#pragma once

#include <atomic>
#include <chrono>
#include <string>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::dialects::mysql {

// The deployers' lock is a named lock of the session (GET_LOCK), which is the server's: its name has the database's and
// the scope. It is released when the connection ends, however it ends.

/// Waits for the lock, at most until `patience` is over (LockHeld), by trying again and again, so that no time limit of
/// the session ends the wait. Throws Error(Unsupported) on a node of a Galera cluster: other nodes do not know the
/// lock.
void lock_migrations(Connection& connection, const std::string& scope, std::chrono::milliseconds patience,
                     const std::atomic<bool>& interrupted);
/// Connection::lock_gap(): GET_LOCK is granted by each node of a Galera cluster for itself.
std::string lock_gap(Connection& connection);
void unlock_migrations(Connection& connection, const std::string& scope);

} // namespace limbeck::dialects::mysql
