#include "dialects/mysql/server_error.hpp"

#include "dialects/connection.hpp"
#include "dialects/mysql/advice.hpp"
#include "dialects/statement_error.hpp"
#include "support/passwords.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

namespace limbeck::dialects::mysql {

namespace {

/// The class of PEP 249 that PyMySQL and mysqlclient raise for an error of the server: their tables, and else what both
/// take.
std::string_view class_of(unsigned code) {
    struct Class {
        std::string_view name;
        std::initializer_list<unsigned> codes;
    };
    static const Class classes[] = {
        {"ProgrammingError", {1007, 1064, 1102, 1103, 1110, 1111, 1112, 1113, 1146, 1149, 1166, 1179}},
        {"DataError", {1171, 1230, 1263, 1264, 1265, 1366, 1367, 1406, 1441}},
        {"IntegrityError", {1048, 1062, 1215, 1216, 1217, 1451, 1452}},
        {"NotSupportedError", {1196, 1235, 1286, 1289}},
    };
    for (const Class& one : classes)
        if (std::find(one.codes.begin(), one.codes.end(), code) != one.codes.end())
            return one.name;
    return code < 1000 ? "InternalError" : "OperationalError";
}

} // namespace

bool ends_session(unsigned code) {
    // ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED of MariaDB and ER_CLIENT_INTERACTION_TIMEOUT, ER_SESSION_WAS_KILLED of
    // MySQL. Libraries number their own errors from 2000 to 2999 (mysql's errmsg.h).
    static constexpr unsigned of_servers[] = {1053, 1927, 3169, 4031};
    return (code >= 2000 && code < 3000) ||
           std::find(std::begin(of_servers), std::end(of_servers), code) != std::end(of_servers);
}

Error server_error(MYSQL* session, const Statement& statement, bool by_user) {
    const unsigned code = lib().mysql_errno(session);
    const std::string message = support::without_passwords(lib().mysql_error(session));
    const std::string what = message + " (error " + std::to_string(code) + ")";
    Error error = by_user ? statement_error(statement, what, {}, Error::Kind::Interrupted)
                          : statement_error(statement, what, advice_for_statement(code));
    error.sqlstate = lib().mysql_sqlstate(session);
    error.diagnostics = {{"errno", std::to_string(code)}, {"message", message}, {"class", std::string(class_of(code))}};
    return error;
}

} // namespace limbeck::dialects::mysql
