#include "dialects/postgresql/advice.hpp"

#include "dialects/statement_error.hpp"
#include "support/words.hpp"

namespace limbeck::dialects::postgresql {

namespace {

constexpr std::string_view check_password =
    "Check user and password of the database URL; special characters in a password must be percent-encoded (@ as %40, "
    "/ as %2F, % as %25).";
constexpr std::string_view check_reach =
    "Check host and port of the database URL, and that no firewall is between; connect_timeout in the URL sets the "
    "limit in seconds.";
constexpr std::string_view check_ssl = "Check sslmode and the certificates that the database URL names.";

constexpr Advice of_connections[] = {
    {"28P01", "", check_password},
    {"", "no password supplied", check_password},
    {"28", "", "Check the user of the database URL, and what pg_hba.conf of the server allows."},
    {"3D000", "", "Create the database first (createdb), or correct its name in the database URL."},
    {"53300", "", "The server has no connection left; try again, or raise max_connections."},
    {"57P03", "", "The server is starting or stopping; try again in a moment."},
    {"", "could not translate host name",
     "Check the host name in the database URL; an @ in a password must be written as %40."},
    {"", "timeout expired", check_reach},
    {"", "timed out", check_reach},
    {"", "SSL", check_ssl},
    {"", "certificate", check_ssl},
    {"", "", "Check that the server runs, and host and port of the database URL."},
};

constexpr Advice of_statements[] = {
    {"42501", "", "The role of the database URL lacks this right; grant it, or migrate as the owner."},
    {"55P03", "", "Another session holds a lock on the object; try again when it is done, or raise lock_timeout."},
    {"57014", "", "A time limit (statement_timeout) or a request of the user ended the statement."},
    {"40P01", "", "Another session and this one waited for each other; run the command again."},
    {"25006", "", "This server or this session only reads; check that the URL names the primary server."},
    {"25001", "", "Run it outside of the transaction: with op.get_context().autocommit_block(): …"},
    {"53100", "", "The disk of the database server is full."},
};

bool says_concurrently(std::string_view statement) {
    const std::string words = support::lower(statement);
    return words.find("concurrently") != std::string::npos && words.find("index") != std::string::npos;
}

} // namespace

std::string advice_for_connection(std::string_view state, std::string_view message) {
    return advice_for(of_connections, state, message);
}

std::string advice_for_statement(std::string_view state, std::string_view message, std::string_view statement) {
    if (state == "42710" && message.starts_with("type "))
        return "A downgrade that drops a table leaves its types behind. Drop the type by hand; and let the downgrade "
               "do so, after op.drop_table(): sa.Enum(name='…').drop(op.get_bind()).";
    if (says_concurrently(statement))
        return "An INVALID index of that name may remain: drop it (DROP INDEX CONCURRENTLY IF EXISTS …) before the "
               "step runs again.";
    return advice_for(of_statements, state, message);
}

} // namespace limbeck::dialects::postgresql
