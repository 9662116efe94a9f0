#include "dialects/mysql/server_error.hpp"

#include "dialects/connection.hpp"
#include "dialects/mysql/advice.hpp"
#include "dialects/statement_error.hpp"
#include "support/passwords.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace limbeck::dialects::mysql {

bool ends_session(unsigned code) {
    // ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED of MariaDB and ER_CLIENT_INTERACTION_TIMEOUT, ER_SESSION_WAS_KILLED of
    // MySQL. Libraries number their own errors from 2000 to 2999 (mysql's errmsg.h).
    static constexpr unsigned of_servers[] = {1053, 1927, 3169, 4031};
    return (code >= 2000 && code < 3000) ||
           std::find(std::begin(of_servers), std::end(of_servers), code) != std::end(of_servers);
}

Error server_error(MYSQL* session, const Statement& statement, bool by_user) {
    const unsigned code = lib().mysql_errno(session);
    const std::string what =
        support::without_passwords(lib().mysql_error(session)) + " (error " + std::to_string(code) + ")";
    Error error = by_user ? statement_error(statement, what, {}, Error::Kind::Interrupted)
                          : statement_error(statement, what, advice_for_statement(code));
    error.sqlstate = lib().mysql_sqlstate(session);
    error.diagnostics["errno"] = std::to_string(code);
    return error;
}

} // namespace limbeck::dialects::mysql
