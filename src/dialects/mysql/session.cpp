#include "dialects/mysql/session.hpp"

#include "dialects/interruption.hpp"
#include "dialects/mysql/advice.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <functional>
#include <limbeck/error.hpp>
#include <optional>
#include <poll.h>
#include <string>
#include <utility>

namespace limbeck::dialects::mysql {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
using Tls = ConnectionOptions::Tls;

/// How long one wait lasts at most: a signal that comes just before it, or to another thread, is seen after that.
constexpr milliseconds slice{100};
/// What a request to cancel may take.
constexpr milliseconds patience{3000};

unsigned seconds(milliseconds time) {
    return std::max(1U, static_cast<unsigned>((time.count() + 999) / 1000));
}

void set_options(MYSQL* session, const ConnectionOptions& options) {
    const auto set = [&](mysql_option option, const void* value) { lib().mysql_options(session, option, value); };
    const auto set_text = [&](mysql_option option, const std::string& value) {
        if (!value.empty())
            set(option, value.c_str());
    };
    const auto set_flag = [&](mysql_option option, bool value) {
        const my_bool flag = value ? 1 : 0;
        set(option, &flag);
    };
    const auto set_time = [&](mysql_option option, const std::optional<milliseconds>& time) {
        if (time) {
            const unsigned value = seconds(*time);
            set(option, &value);
        }
    };
    set(MYSQL_OPT_NONBLOCK, nullptr);
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const unsigned no_files = 0; // a server could ask for any file of this machine
    set(MYSQL_OPT_LOCAL_INFILE, &no_files);
    set_flag(MYSQL_OPT_RECONNECT, false);
    set_text(MYSQL_READ_DEFAULT_FILE, options.default_file);
    set_text(MYSQL_READ_DEFAULT_GROUP, options.default_group);
    set_time(MYSQL_OPT_CONNECT_TIMEOUT, options.connect_timeout);
    set_time(MYSQL_OPT_READ_TIMEOUT, options.read_timeout);
    set_time(MYSQL_OPT_WRITE_TIMEOUT, options.write_timeout);
    if (options.compress)
        set(MYSQL_OPT_COMPRESS, nullptr);
    set_text(MYSQL_OPT_SSL_CA, options.tls_ca);
    set_text(MYSQL_OPT_SSL_CAPATH, options.tls_ca_path);
    set_text(MYSQL_OPT_SSL_CERT, options.tls_certificate);
    set_text(MYSQL_OPT_SSL_KEY, options.tls_key);
    set_text(MYSQL_OPT_SSL_CIPHER, options.tls_cipher);
    set_text(MYSQL_OPT_TLS_VERSION, options.tls_version);
    // It takes "enforce" for a wish where the server has no TLS at all; open_session() looks.
    const bool is_local = !options.socket.empty() || options.host.empty() || options.host == "localhost";
    if (options.tls >= Tls::Required || (options.tls == Tls::Preferred && !is_local))
        set_flag(MYSQL_OPT_SSL_ENFORCE, true);
    set_flag(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, options.tls == Tls::Verified);
    lib().mysql_options4(session, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", options.program_name.c_str());
}

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

/// Runs a pair of …_start and …_cont until the library needs to wait no more, or until `limit` is over.
bool finish(MYSQL* session, int waiting, const std::function<int(int)>& go_on, milliseconds limit,
            const InterruptionWatch* watch) {
    const auto begin = Clock::now();
    while (waiting != 0) {
        if (watch)
            watch->check();
        if (const int ready = wait_for_socket(session, waiting, slice))
            waiting = go_on(ready);
        else if (limit.count() > 0 && Clock::now() - begin > limit)
            return false;
    }
    return true;
}

/// Null where it failed; the session then says why, if there was time enough.
MYSQL* connect(MYSQL* session, const ConnectionOptions& options, milliseconds limit, const InterruptionWatch* watch) {
    // CLIENT_FOUND_ROWS: an UPDATE counts the rows that it finds, as it does with SQLAlchemy.
    constexpr unsigned long flags = CLIENT_MULTI_STATEMENTS | CLIENT_MULTI_RESULTS | CLIENT_FOUND_ROWS;
    MYSQL* connected = nullptr;
    const int waiting = lib().mysql_real_connect_start(
        &connected, session, or_null(options.host), or_null(options.user), options.password.c_str(),
        or_null(options.database), options.port, or_null(options.socket), flags);
    finish(
        session, waiting, [&](int ready) { return lib().mysql_real_connect_cont(&connected, session, ready); }, limit,
        watch);
    return connected;
}

[[noreturn]] void fail_to_connect(MYSQL* session, const Url& url) {
    const unsigned code = lib().mysql_errno(session);
    std::string message = lib().mysql_error(session);
    // An unescaped @ in a password leaves its rest in what is taken for the host.
    if (const std::size_t at = url.host.rfind('@'); at != std::string::npos && at > 0) {
        const std::string rest = url.host.substr(0, at + 1);
        for (std::size_t i = message.find(rest); i != std::string::npos; i = message.find(rest, i + 4))
            message.replace(i, rest.size(), "***@");
    }
    Error error(Error::Kind::Database, code == 0 ? "connecting took too long" : message, url.masked(),
                advice_for_connection(code, message));
    error.sqlstate = lib().mysql_sqlstate(session);
    error.diagnostics = {{"errno", std::to_string(code)}, {"message", error.what()}, {"class", "OperationalError"}};
    throw error;
}

} // namespace

int wait_for_socket(MYSQL* session, int wanted, milliseconds limit) {
    bool own = false;
    if ((wanted & MYSQL_WAIT_TIMEOUT) != 0)
        if (const milliseconds time{lib().mysql_get_timeout_value_ms(session)}; time <= limit) {
            limit = time;
            own = true;
        }
    short events = 0;
    if ((wanted & MYSQL_WAIT_READ) != 0)
        events |= POLLIN;
    if ((wanted & MYSQL_WAIT_WRITE) != 0)
        events |= POLLOUT;
    if ((wanted & MYSQL_WAIT_EXCEPT) != 0)
        events |= POLLPRI;
    pollfd wait{lib().mysql_get_socket(session), events, 0};
    const int count = poll(&wait, 1, static_cast<int>(limit.count()));
    if (count <= 0)
        return count == 0 && own ? MYSQL_WAIT_TIMEOUT : 0;
    int ready = 0;
    if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
        ready |= MYSQL_WAIT_READ;
    if ((wait.revents & (POLLOUT | POLLERR)) != 0)
        ready |= MYSQL_WAIT_WRITE;
    if ((wait.revents & POLLPRI) != 0)
        ready |= MYSQL_WAIT_EXCEPT;
    return ready & wanted ? ready & wanted : wanted & ~MYSQL_WAIT_TIMEOUT;
}

SessionPtr open_session(const Url& url, const ConnectionOptions& options) {
    const InterruptionWatch watch;
    SessionPtr session(lib().mysql_init(nullptr));
    if (!session)
        throw Error(Error::Kind::Database, "out of memory", url.masked());
    set_options(session.get(), options);
    if (!connect(session.get(), options, milliseconds(0), &watch))
        fail_to_connect(session.get(), url);
    if (options.tls >= Tls::Required && !lib().mysql_get_ssl_cipher(session.get()))
        throw Error(Error::Kind::Database, "the server has no TLS, and the database URL wants it", url.masked(),
                    "Give the server a certificate, or leave the ssl options out of the URL.");
    return session;
}

void kill_query(const ConnectionOptions& options, unsigned long thread) noexcept {
    try {
        const SessionPtr session(lib().mysql_init(nullptr));
        if (!session)
            return;
        set_options(session.get(), options);
        if (!connect(session.get(), options, patience, nullptr))
            return;
        const std::string text = "KILL QUERY " + std::to_string(thread);
        int failed = 0;
        const int waiting = lib().mysql_real_query_start(&failed, session.get(), text.data(), text.size());
        finish(
            session.get(), waiting,
            [&](int ready) { return lib().mysql_real_query_cont(&failed, session.get(), ready); }, patience, nullptr);
    } catch (...) { // who asks waits for the end of his own statement, whatever becomes of this
    }
}

} // namespace limbeck::dialects::mysql
