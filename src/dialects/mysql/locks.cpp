#include "dialects/mysql/locks.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/lock_wait.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects::mysql {

namespace {

/// The name, as SQL: servers take 64 characters, so that a hash stands for the database and the scope.
std::string lock_name(const std::string& scope) { // a literal
    return "CONCAT('limbeck ', SHA2(CONCAT(DATABASE(), ' ', " + scope + "), 224))";
}

Value asked(Connection& connection, const std::string& expression) {
    return connection.execute({"SELECT " + expression}).rows.at(0).at(0);
}

/// "server thread 4711, user deploy, from 10.0.0.3:50122, for 12 seconds", as far as this user may see it.
std::string holder(Connection& connection, const std::string& name) {
    const Value thread = asked(connection, "IS_USED_LOCK(" + name + ")");
    if (thread.is_null())
        return {};
    const std::string number = std::to_string(thread.as_int());
    std::string words = "server thread " + number;
    const Result found =
        connection.execute({"SELECT USER, HOST, TIME FROM information_schema.PROCESSLIST WHERE ID = " + number});
    if (found.rows.empty())
        return words;
    const List& row = found.rows.front();
    if (const auto* user = row[0].get_if<std::string>(); user && !user->empty())
        words += ", user " + *user;
    if (const auto* host = row[1].get_if<std::string>(); host && !host->empty())
        words += ", from " + *host;
    return words;
}

} // namespace

void lock_migrations(Connection& connection, const std::string& scope, std::chrono::milliseconds patience,
                     const std::atomic<bool>& interrupted) {
    if (asked(connection, "DATABASE()").is_null())
        throw Error(Error::Kind::Configuration, "the database URL names no database", {},
                    "Write it after the host: mysql+pymysql://user@host/database.");
    const std::string name = lock_name(connection.dialect().grammar().literal(scope, nullptr));
    const auto try_lock = [&] {
        const Value got = asked(connection, "GET_LOCK(" + name + ", 0)");
        return !got.is_null() && got.as_int() == 1;
    };
    if (!wait_for_lock(try_lock, patience, interrupted))
        throw LockHeld(holder(connection, name), patience,
                       "Wait until it is done and run the command again. If it hangs, end it with KILL thread.");
}

std::string lock_gap(Connection& connection) {
    const Result found = connection.execute({"SHOW STATUS LIKE 'wsrep_cluster_size'"});
    const std::string nodes = found.rows.empty() ? "" : found.rows[0].at(1).as_text();
    return nodes.empty() || nodes == "0" || nodes == "1"
               ? std::string()
               : "those that connect to another of the " + nodes + " nodes of this Galera cluster";
}

void unlock_migrations(Connection& connection, const std::string& scope) {
    asked(connection, "RELEASE_LOCK(" + lock_name(connection.dialect().grammar().literal(scope, nullptr)) + ")");
}

} // namespace limbeck::dialects::mysql
