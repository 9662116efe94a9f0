#pragma once

#include "dialects/mysql/connection_options.hpp"
#include "dialects/mysql/libmariadb.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace limbeck::dialects {
struct Url;
}

namespace limbeck::dialects::mysql {

struct CloseSession {
    void operator()(MYSQL* session) const { lib().mysql_close(session); }
};
using SessionPtr = std::unique_ptr<MYSQL, CloseSession>;

/// Connects, and does nothing more. Ends with Error(Interrupted) after interrupt_waits(). Throws Error(Database) with
/// the server's words and what to do; no password is told.
SessionPtr open_session(const Url& url, const ConnectionOptions& options);

/// Asks the server, by a session of its own, to end the statement that another one of these options runs. For use while
/// that one is busy; what goes wrong is nobody's matter.
void kill_query(const ConnectionOptions& options, unsigned long thread) noexcept;

/// Waits until the socket of a session is ready for what libmariadb waits for (MYSQL_WAIT_…), so long at most. Gives
/// what it is ready for, and 0 where the time is over; MYSQL_WAIT_TIMEOUT where the library's own is.
int wait_for_socket(MYSQL* session, int wanted, std::chrono::milliseconds limit);

} // namespace limbeck::dialects::mysql
