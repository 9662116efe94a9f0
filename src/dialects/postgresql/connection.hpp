#pragma once

#include <functional>
#include <memory>
#include <string>

namespace limbeck::dialects {
class Connection;
class Dialect;
struct Url;
} // namespace limbeck::dialects

namespace limbeck::dialects::postgresql {

/// Connects through libpq. The dialect must outlive the connection. Throws Error(Database) that names the masked
/// URL, never the password; Error(Configuration) for a query option that libpq does not know.
std::unique_ptr<Connection> connect(const Url& url, const Dialect& dialect);

/// What RAISE NOTICE and the server's warnings say: severity ("NOTICE", "WARNING", …) and message.
using NoticeHandler = std::function<void(const std::string& severity, const std::string& message)>;

/// Passes the server's notices to the handler from now on, within the calls that read the server's answers; an empty
/// handler ignores them, as a new connection does. The connection must have come from connect() above.
void set_notice_handler(Connection& connection, NoticeHandler handler);

} // namespace limbeck::dialects::postgresql
