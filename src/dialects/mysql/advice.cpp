#include "dialects/mysql/advice.hpp"

#include "dialects/statement_error.hpp"

namespace limbeck::dialects::mysql {

namespace {

constexpr std::string_view check_reach =
    "Check that the server runs, and host and port of the database URL; connect_timeout in the URL sets the limit in "
    "seconds. The host localhost is the server's socket on this machine: write 127.0.0.1 for its port, or "
    "unix_socket=… for another socket.";

constexpr Advice of_connections[] = {
    {"1045", "",
     "Check user and password of the database URL; special characters in a password must be percent-encoded (@ "
     "as %40, / as %2F, % as %25)."},
    {"1698", "", "Check user and password of the database URL; this account may only log in by the server's socket."},
    {"1044", "", "Grant the user of the database URL the rights on this database."},
    {"1049", "", "Create the database first (CREATE DATABASE), or correct its name in the database URL."},
    {"1040", "", "The server has no connection left; try again, or raise max_connections."},
    {"1203", "", "This user has no connection left; try again, or raise max_user_connections."},
    {"1130", "", "The server takes no connections from this machine; see the hosts of its accounts."},
    {"2005", "", "Check the host name in the database URL; an @ in a password must be written as %40."},
    {"2026", "", "Check the ssl_… options of the database URL, and the certificates that they name."},
    {"2059", "", "The client library lacks the way to log in that the account wants; install its plugins."},
    {"", "", check_reach},
};

constexpr Advice of_statements[] = {
    {"1142", "", "The user of the database URL lacks this right; grant it, or migrate as another user."},
    {"1044", "", "The user of the database URL lacks this right; grant it, or migrate as another user."},
    {"1227", "", "The user of the database URL lacks this right; grant it, or migrate as another user."},
    {"1205", "",
     "Another session holds a lock; try again when it is done, or raise innodb_lock_wait_timeout or "
     "lock_wait_timeout."},
    {"1213", "", "Another session and this one waited for each other; run the command again."},
    {"1317", "", "A request of the user (KILL QUERY) ended the statement."},
    {"1969", "", "A time limit (max_statement_time) ended the statement."},
    {"3024", "", "A time limit (max_execution_time) ended the statement."},
    {"1290", "", "This server only reads; check that the URL names the primary server."},
    {"1836", "", "This server only reads; check that the URL names the primary server."},
    {"1792", "", "This session only reads; check what init_command and the server's settings say."},
    {"1021", "", "The disk of the database server is full."},
    {"1114", "", "The disk of the database server is full, or a limit of the table is reached."},
    {"1153", "", "The statement is larger than max_allowed_packet of the server; raise that, or write less at once."},
    {"1118", "", "Fewer or shorter columns, TEXT in place of VARCHAR, or ROW_FORMAT=DYNAMIC make room in a row."},
    {"1071", "", "Index fewer characters (mysql_length=…), or make the column shorter."},
    {"1170", "", "Say how many characters the index takes: mysql_length=…."},
    {"1553", "", "A foreign key needs this index: drop the key first, or make another index that it can use."},
};

} // namespace

std::string advice_for_connection(unsigned code, std::string_view message) {
    return advice_for(of_connections, std::to_string(code), message);
}

std::string advice_for_statement(unsigned code) {
    return advice_for(of_statements, std::to_string(code), {});
}

} // namespace limbeck::dialects::mysql
