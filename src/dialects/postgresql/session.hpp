#pragma once

#include "dialects/postgresql/libpq.hpp"

#include <memory>
#include <string>

namespace limbeck::dialects {
struct Url;
}

namespace limbeck::dialects::postgresql {

struct FinishConnection {
    void operator()(PGconn* connection) const { pq().finish(connection); }
};
using ConnectionPtr = std::unique_ptr<PGconn, FinishConnection>;

/// A session of a server, ready for statements; Ctrl-C ends the wait for it. Throws as connect() of connection.hpp.
ConnectionPtr open_session(const Url& url);

/// Without the line feeds that libpq's messages end with.
std::string trimmed(std::string message);

} // namespace limbeck::dialects::postgresql
