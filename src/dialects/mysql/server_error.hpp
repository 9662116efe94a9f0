#pragma once

#include "dialects/mysql/libmariadb.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects {
struct Statement;
}

namespace limbeck::dialects::mysql {

/// Whether an error means that the session is over: the client library's own, and those with which a server ends one.
bool ends_session(unsigned code);

/// The error of a statement, which the session has had last: "… (error 1062)". Its diagnostics: "errno", the server's
/// "message", and the "class" of it for drivers ("IntegrityError").
/// `by_user`: somebody has asked for the statement to end.
Error server_error(MYSQL* session, const Statement& statement, bool by_user);

} // namespace limbeck::dialects::mysql
