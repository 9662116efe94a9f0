#pragma once

#include <memory>

namespace limbeck::dialects {
class Connection;
class Dialect;
struct Url;
} // namespace limbeck::dialects

namespace limbeck::dialects::mysql {

/// Connects with libmariadb. What servers call themselves decides which dialect the connection has: `of_mysql` or
/// `of_mariadb`; where one of the two is null, a server of that kind is refused: Error(Configuration). Throws
/// Error(Database) when that fails; the URL in it is masked.
std::unique_ptr<Connection> connect(const Url& url, const Dialect* of_mysql, const Dialect* of_mariadb);

} // namespace limbeck::dialects::mysql
