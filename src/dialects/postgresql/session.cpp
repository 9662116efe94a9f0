#include "dialects/postgresql/session.hpp"

#include "dialects/interruption.hpp"
#include "dialects/postgresql/advice.hpp"
#include "dialects/postgresql/connection_options.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limbeck/error.hpp>
#include <poll.h>
#include <utility>
#include <vector>

namespace limbeck::dialects::postgresql {

namespace {

using std::chrono::milliseconds;

/// How long one poll() lasts at most: a signal that comes just before it, or to another thread, is seen after that.
constexpr int slice = 100;

/// libpq gives no SQLSTATE for a failed connection, but writes it into a verbose message: "FATAL:  28P01: …".
std::string take_sqlstate(std::string& message) {
    std::string found;
    for (std::size_t at = message.find(":  "); at != std::string::npos; at = message.find(":  ", at + 1)) {
        const std::size_t code = at + 3;
        if (code + 7 > message.size() || message.compare(code + 5, 2, ": ") != 0)
            continue;
        const std::string state = message.substr(code, 5);
        if (!std::all_of(state.begin(), state.end(),
                         [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }))
            continue;
        message.erase(code, 7);
        found = state;
    }
    for (std::size_t at = message.find("\nLOCATION:"); at != std::string::npos; at = message.find("\nLOCATION:", at))
        message.erase(at, std::min(message.find('\n', at + 1), message.size()) - at);
    return found;
}

[[noreturn]] void fail_to_connect(std::string message, const Url& url) {
    const std::string state = take_sqlstate(message);
    message = trimmed(std::move(message));
    // libpq shows no password, but the host, and an unescaped @ in a password leaves its rest there.
    if (const std::size_t at = url.host.rfind('@'); at != std::string::npos && at > 0) {
        const std::string rest = url.host.substr(0, at + 1);
        for (std::size_t i = message.find(rest); i != std::string::npos; i = message.find(rest, i + 4))
            message.replace(i, rest.size(), "***@");
    }
    Error error(Error::Kind::Database, message, url.masked(), advice_for_connection(state, message));
    error.sqlstate = state;
    throw error;
}

/// Null when the attempt failed; `message` then says why, with SQLSTATE.
ConnectionPtr attempt_connection(const Options& options, const InterruptionWatch& watch, std::string& message) {
    std::vector<const char*> names, values;
    for (const auto& [name, value] : options) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    ConnectionPtr connection(pq().connectStartParams(names.data(), values.data(), 0));
    if (!connection) {
        message = "out of memory";
        return nullptr;
    }
    pq().setErrorVerbosity(connection.get(), PQERRORS_VERBOSE);

    milliseconds limit{0};
    if (const std::string* timeout = find(options, "connect_timeout")) {
        long seconds = 0;
        std::from_chars(timeout->data(), timeout->data() + timeout->size(), seconds);
        limit = milliseconds{seconds > 0 ? std::max(seconds, 2L) * 1000 : 0}; // libpq: at least 2 seconds
    }
    const auto begin = std::chrono::steady_clock::now();
    PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
    if (pq().status(connection.get()) == CONNECTION_BAD)
        wanted = PGRES_POLLING_FAILED;
    while (wanted != PGRES_POLLING_OK && wanted != PGRES_POLLING_FAILED) {
        watch.check();
        pollfd wait{pq().socket(connection.get()), wanted == PGRES_POLLING_READING ? short{POLLIN} : short{POLLOUT}, 0};
        const int ready = poll(&wait, 1, slice);
        if (ready > 0)
            wanted = pq().connectPoll(connection.get());
        else if (limit.count() > 0 && std::chrono::steady_clock::now() - begin >= limit) {
            const char* host = pq().host(connection.get());
            message = std::string("connection to server at \"") + (host ? host : "") + "\" failed: timeout expired";
            return nullptr;
        }
    }
    if (wanted == PGRES_POLLING_FAILED) {
        message = pq().errorMessage(connection.get());
        return nullptr;
    }
    pq().setErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
    return connection;
}

} // namespace

ConnectionPtr open_session(const Url& url) {
    const InterruptionWatch watch;
    const Options options = options_of(url);
    std::string messages;
    for (const Options& attempt : attempts_of(options)) {
        std::string message;
        if (ConnectionPtr connection = attempt_connection(attempt, watch, message))
            return connection;
        messages += (messages.empty() ? "" : "\n") + trimmed(message);
    }
    fail_to_connect(std::move(messages), url);
}

std::string trimmed(std::string message) {
    while (!message.empty() && (message.back() == '\n' || message.back() == ' '))
        message.pop_back();
    return message;
}

} // namespace limbeck::dialects::postgresql
