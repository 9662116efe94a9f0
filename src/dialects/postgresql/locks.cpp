#include "dialects/postgresql/locks.hpp"

#include "dialects/connection.hpp"
#include "dialects/lock_wait.hpp"

#include <cstdint>

namespace limbeck::dialects::postgresql {

namespace {

constexpr std::int32_t lock_class = 0x6c696d62; // "limb"

/// FNV-1a: the same number for the same scope in every version of the program.
std::int32_t lock_object(const std::string& scope) {
    std::uint32_t hash = 2166136261u;
    for (const char c : scope)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return static_cast<std::int32_t>(hash);
}

std::string call(const char* function, const std::string& scope) {
    return std::string("SELECT pg_catalog.") + function + "(" + std::to_string(lock_class) + ", " +
           std::to_string(lock_object(scope)) + ")";
}

/// "server process 4711, application "limbeck", role deploy, from 10.0.0.3, since 2026-01-31 12:30:00 UTC", as far as
/// this role may see it. A deployer takes the lock when it has connected.
std::string holder(Connection& connection, const std::string& scope) {
    const auto unsigned_text = [](std::int32_t number) { return std::to_string(static_cast<std::uint32_t>(number)); };
    const Result result = connection.execute(
        {"SELECT l.pid, a.application_name, a.usename::text, a.client_addr::text, "
         "pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM pg_catalog.pg_locks l "
         "LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
         "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = " +
             unsigned_text(lock_class) + " AND l.objid = " + unsigned_text(lock_object(scope)) +
             " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
         {}});
    if (result.rows.empty())
        return {};
    const List& row = result.rows.front();
    const auto text = [&](std::size_t i) { return row[i].get_if<std::string>() ? row[i].as_text() : std::string(); };
    std::string words = "server process " + std::to_string(row[0].as_int());
    if (!text(1).empty())
        words += ", application \"" + text(1) + "\"";
    if (!text(2).empty())
        words += ", role " + text(2);
    if (!text(3).empty())
        words += ", from " + text(3);
    if (!text(4).empty())
        words += ", since " + text(4) + " UTC";
    return words;
}

} // namespace

void lock_migrations(Connection& connection, const std::string& scope, std::chrono::milliseconds patience,
                     const std::atomic<bool>& interrupted) {
    const Statement attempt{call("pg_try_advisory_lock", scope), {}};
    const auto try_lock = [&] { return connection.execute(attempt).rows.at(0).at(0).as_bool(); };
    if (!wait_for_lock(try_lock, patience, interrupted))
        throw LockHeld(holder(connection, scope), patience,
                       "Wait until it is done and run the command again. If it hangs, end it with "
                       "pg_terminate_backend(process).");
}

void unlock_migrations(Connection& connection, const std::string& scope) {
    connection.execute({call("pg_advisory_unlock", scope), {}});
}

} // namespace limbeck::dialects::postgresql
