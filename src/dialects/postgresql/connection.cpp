#include "dialects/postgresql/connection.hpp"

#include "dialects/connection.hpp"
#include "dialects/copying.hpp"
#include "dialects/expected_rows.hpp"
#include "dialects/interruption.hpp"
#include "dialects/postgresql/libpq.hpp"
#include "dialects/postgresql/locks.hpp"
#include "dialects/postgresql/result.hpp"
#include "dialects/postgresql/statements.hpp"
#include "dialects/url.hpp"
#include "support/passwords.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <charconv>
#include <deque>
#include <exception>
#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <poll.h>
#include <utility>
#include <vector>

namespace limbeck::dialects::postgresql {

namespace {

using std::chrono::milliseconds;
using Options = std::vector<std::pair<std::string, std::string>>;

struct FinishConnection {
    void operator()(PGconn* connection) const { pq().finish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { pq().clear(result); }
};
struct FreeCancel {
    void operator()(PGcancel* cancel) const { pq().freeCancel(cancel); }
};
using ConnectionPtr = std::unique_ptr<PGconn, FinishConnection>;
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

/// What the server says of an error, under psycopg2's names (errors.Diagnostics).
constexpr std::pair<int, const char*> diagnostic_fields[] = {
    {PG_DIAG_SEVERITY, "severity"},
    {PG_DIAG_SEVERITY_NONLOCALIZED, "severity_nonlocalized"},
    {PG_DIAG_SQLSTATE, "sqlstate"},
    {PG_DIAG_MESSAGE_PRIMARY, "message_primary"},
    {PG_DIAG_MESSAGE_DETAIL, "message_detail"},
    {PG_DIAG_MESSAGE_HINT, "message_hint"},
    {PG_DIAG_STATEMENT_POSITION, "statement_position"},
    {PG_DIAG_INTERNAL_POSITION, "internal_position"},
    {PG_DIAG_INTERNAL_QUERY, "internal_query"},
    {PG_DIAG_CONTEXT, "context"},
    {PG_DIAG_SCHEMA_NAME, "schema_name"},
    {PG_DIAG_TABLE_NAME, "table_name"},
    {PG_DIAG_COLUMN_NAME, "column_name"},
    {PG_DIAG_DATATYPE_NAME, "datatype_name"},
    {PG_DIAG_CONSTRAINT_NAME, "constraint_name"},
    {PG_DIAG_SOURCE_FILE, "source_file"},
    {PG_DIAG_SOURCE_LINE, "source_line"},
    {PG_DIAG_SOURCE_FUNCTION, "source_function"},
};

/// How long one poll() lasts at most: a signal that comes just before it, or to another thread, is seen after that.
constexpr int slice = 100;

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

// --- connecting

/// What libpq makes of its keywords; a keyword that is not there is none.
bool is_libpq_option(const std::string& name) {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        PQconninfoOption* options = pq().conndefaults();
        for (const PQconninfoOption* option = options; option && option->keyword; ++option)
            list.emplace_back(option->keyword);
        pq().conninfoFree(options);
        return list;
    }();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Options that only tune other drivers, and that say nothing about where and how to connect.
bool is_option_of_other_driver(const std::string& name) {
    static constexpr std::array<std::string_view, 10> names = {"async_fallback",
                                                               "autocommit",
                                                               "command_timeout",
                                                               "prepare_threshold",
                                                               "prepared_statement_cache_size",
                                                               "prepared_statement_name_func",
                                                               "statement_cache_size",
                                                               "max_cached_statement_lifetime",
                                                               "max_cacheable_statement_size",
                                                               "plugin"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string ssl_mode(const std::string& text) {
    if (text == "true" || text == "True" || text == "1" || text == "on")
        return "require";
    if (text == "false" || text == "False" || text == "0" || text == "off")
        return "disable";
    return text;
}

/// Sets or replaces an option.
void set(Options& options, const std::string& name, std::string value) {
    for (auto& [known, old] : options)
        if (known == name) {
            old = std::move(value);
            return;
        }
    options.emplace_back(name, std::move(value));
}

const std::string* find(const Options& options, std::string_view name) {
    for (const auto& [known, value] : options)
        if (known == name)
            return &value;
    return nullptr;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text)
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// host=a:1&host=b:2 and host=a:1 are SQLAlchemy's ways of naming hosts with their ports.
void set_hosts(Options& options, const std::vector<std::string>& hosts, const std::vector<std::string>& ports,
               const Url& url) {
    const auto is_path = [](const std::string& host) { return !host.empty() && (host[0] == '/' || host[0] == '@'); };
    const bool with_ports = hosts.size() > 1 || (hosts.size() == 1 && hosts[0].find(',') == std::string::npos &&
                                                 hosts[0].find(':') != std::string::npos && !is_path(hosts[0]) &&
                                                 hosts[0].find(':') == hosts[0].rfind(':'));
    if (hosts.empty() || !with_ports) {
        if (!hosts.empty())
            set(options, "host", hosts[0]);
        if (!ports.empty()) {
            std::string list;
            for (const std::string& port : ports)
                list += (list.empty() ? "" : ",") + port;
            set(options, "port", list);
        }
        return;
    }
    if (!ports.empty())
        throw Error(Error::Kind::Configuration,
                    "Can't mix 'multihost' formats together; use \"host=h1,h2,h3&port=p1,p2,p3\" or "
                    "\"host=h1:p1&host=h2:p2&host=h3:p3\" separately",
                    url.masked());
    std::string names, numbers;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        const std::size_t colon = is_path(hosts[i]) ? std::string::npos : hosts[i].rfind(':');
        names += (i ? "," : "") + hosts[i].substr(0, colon);
        numbers += (i ? "," : "") + (colon == std::string::npos ? std::string() : hosts[i].substr(colon + 1));
    }
    set(options, "host", names);
    if (numbers.find_first_not_of(',') != std::string::npos)
        set(options, "port", numbers);
}

Options options_of(const Url& url) {
    Options options;
    set(options, "fallback_application_name", "limbeck");
    // A deployer behind a NAT or a load balancer should learn within minutes that the other side is gone.
    set(options, "keepalives_idle", "60");
    set(options, "keepalives_interval", "10");
    set(options, "keepalives_count", "6");
    if (!url.host.empty())
        set(options, "host", url.host);
    if (url.port)
        set(options, "port", std::to_string(*url.port));
    if (!url.user.empty())
        set(options, "user", url.user);
    if (url.password && !url.password->empty())
        set(options, "password", *url.password);
    if (!url.database.empty())
        set(options, "dbname", url.database);

    std::vector<std::string> hosts, ports;
    for (const auto& [name, value] : url.query) {
        if (name == "host")
            hosts.push_back(value);
        else if (name == "port")
            ports.push_back(value);
        else if (name == "ssl")
            set(options, "sslmode", ssl_mode(value));
        else if (name == "timeout")
            set(options, "connect_timeout", value.substr(0, value.find('.')));
        else if (name == "database")
            set(options, "dbname", value);
        else if (is_libpq_option(name))
            set(options, name, value);
        else if (!is_option_of_other_driver(name))
            throw Error(Error::Kind::Configuration, "invalid connection option \"" + name + "\" in the database URL",
                        url.masked(),
                        "The part of the URL after ? may hold libpq's connection parameters (sslmode, connect_timeout, "
                        "options, …); remove the others.");
    }
    set_hosts(options, hosts, ports, url);
    set(options, "client_encoding", "UTF8");
    return options;
}

/// One attempt for each host where a time limit is set: libpq keeps connect_timeout only in its blocking functions.
std::vector<Options> attempts_of(const Options& options) {
    const std::string* host = find(options, "host");
    const std::string* session = find(options, "target_session_attrs");
    if (!find(options, "connect_timeout") || !host || host->find(',') == std::string::npos ||
        (session && *session == "prefer-standby"))
        return {options};
    const std::vector<std::string> hosts = split(*host);
    const std::string* port = find(options, "port");
    const std::vector<std::string> ports = port ? split(*port) : std::vector<std::string>();
    const std::string* address = find(options, "hostaddr");
    const std::vector<std::string> addresses = address ? split(*address) : std::vector<std::string>();
    std::vector<Options> attempts;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        Options attempt = options;
        set(attempt, "host", hosts[i]);
        if (!ports.empty())
            set(attempt, "port", ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : "");
        if (!addresses.empty())
            set(attempt, "hostaddr", i < addresses.size() ? addresses[i] : "");
        attempts.push_back(std::move(attempt));
    }
    return attempts;
}

std::string advice(std::string_view sqlstate, const std::string& message) {
    const auto says = [&](std::string_view words) { return message.find(words) != std::string::npos; };
    if (sqlstate == "28P01" || says("no password supplied"))
        return "Check user and password of the database URL; special characters in a password must be percent-encoded "
               "(@ as %40, / as %2F, % as %25).";
    if (sqlstate.starts_with("28"))
        return "Check the user of the database URL, and what pg_hba.conf of the server allows.";
    if (sqlstate == "3D000")
        return "Create the database first (createdb), or correct its name in the database URL.";
    if (sqlstate == "53300")
        return "The server has no connection left; try again, or raise max_connections.";
    if (sqlstate == "57P03")
        return "The server is starting or stopping; try again in a moment.";
    if (says("could not translate host name"))
        return "Check the host name in the database URL; an @ in a password must be written as %40.";
    if (says("timeout expired") || says("timed out"))
        return "Check host and port of the database URL, and that no firewall is between; connect_timeout in the URL "
               "sets the limit in seconds.";
    if (says("SSL") || says("certificate"))
        return "Check sslmode and the certificates that the database URL names.";
    return "Check that the server runs, and host and port of the database URL.";
}

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
    Error error(Error::Kind::Database, message, url.masked(), advice(state, message));
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

// --- statements

/// One thing that waits to be sent, or that is on its way.
struct Item {
    enum class Kind { Statement, Begin, Commit, Rollback };
    Kind kind = Kind::Statement;
    std::string text;
    std::string origin = {}; ///< Statement::origin
    Shape shape = Shape::One;
    bool wants_rows = false;
    std::uint64_t question = 0;      ///< what ask() gave for it
    std::int64_t expected_rows = -1; ///< Statement::expected_rows
    std::string unexpected = {};     ///< Statement::unexpected
    bool guarded = false;            ///< sent so that another number of rows is an error of the server
    std::size_t offset = 0;          ///< of the text in its batch, in bytes
};

constexpr std::size_t largest_batch = 64 * 1024;
/// How long the statements of a transaction wait for those that follow, to make one round trip with them.
constexpr std::chrono::milliseconds gathering{20};

// A COMMIT that follows a statement in the same batch must not be reached where that has touched another number of rows
// than it must. No cast makes a number of this text; its error says how many there were.
constexpr std::string_view guard_begin = "WITH limbeck_rows AS (";
constexpr std::string_view guard_count = "limbeck has counted ";

std::string guard_end(std::int64_t expected) {
    return " RETURNING 1) SELECT CASE count(*) WHEN " + std::to_string(expected) + " THEN 1 ELSE CAST('" +
           std::string(guard_count) + "' || count(*) AS integer) END FROM limbeck_rows";
}

/// What the guard has counted, if the message is its error.
std::optional<std::int64_t> counted(std::string_view message) {
    const std::size_t at = message.find(guard_count);
    if (at == std::string_view::npos)
        return std::nullopt;
    return std::strtoll(std::string(message.substr(at + guard_count.size())).c_str(), nullptr, 10);
}

bool says_concurrently(std::string statement) {
    for (char& c : statement)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return statement.find("CONCURRENTLY") != std::string::npos && statement.find("INDEX") != std::string::npos;
}

std::string advice_for_statement(std::string_view state, const std::string& message, const std::string& statement) {
    if (state == "42710" && message.starts_with("type "))
        return "A downgrade that drops a table leaves its types behind. Drop the type by hand; and let the downgrade "
               "do so, after op.drop_table(): sa.Enum(name='…').drop(op.get_bind()).";
    if (says_concurrently(statement))
        return "An INVALID index of that name may remain: drop it (DROP INDEX CONCURRENTLY IF EXISTS …) before the "
               "step runs again.";
    if (state == "42501")
        return "The role of the database URL lacks this right; grant it, or migrate as the owner.";
    if (state == "55P03")
        return "Another session holds a lock on the object; try again when it is done, or raise lock_timeout.";
    if (state == "57014")
        return "A time limit (statement_timeout) or a request of the user ended the statement.";
    if (state == "40P01")
        return "Another session and this one waited for each other; run the command again.";
    if (state == "25006")
        return "This server or this session only reads; check that the URL names the primary server.";
    if (state == "25001")
        return "Run it outside of the transaction: with op.get_context().autocommit_block(): …";
    if (state == "53100")
        return "The disk of the database server is full.";
    return {};
}

/// The first lines of a statement, for a message.
std::string shown(const std::string& statement) {
    constexpr std::size_t longest = 600;
    if (statement.size() <= longest)
        return statement;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(statement[end]) & 0xC0) == 0x80)
        --end;
    return statement.substr(0, end) + " …";
}

/// "LINE 2: …" and a caret below the place, as psql shows it. `place` is a byte offset.
std::string line_and_caret(const std::string& statement, std::size_t place) {
    if (place > statement.size())
        return {};
    const std::size_t begin = place == 0 ? 0 : statement.rfind('\n', place - 1) + 1;
    const std::size_t end = std::min(statement.find('\n', place), statement.size());
    const auto number = 1 + std::count(statement.begin(), statement.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    if (end - begin > 300)
        return {};
    const std::string head = "LINE " + std::to_string(number) + ": ";
    std::size_t column = head.size();
    for (std::size_t i = begin; i < place; ++i)
        column += (static_cast<unsigned char>(statement[i]) & 0xC0) != 0x80;
    return "\n" + head + statement.substr(begin, end - begin) + "\n" + std::string(column, ' ') + "^";
}

class PostgresqlConnection final : public Connection, public Copying {
  public:
    PostgresqlConnection(ConnectionPtr connection, const Dialect& dialect, std::string masked_url)
        : connection_(std::move(connection)), cancel_(pq().getCancel(connection_.get())), dialect_(dialect),
          masked_url_(std::move(masked_url)) {
        pq().setNoticeReceiver(connection_.get(), &PostgresqlConnection::receive_notice, this);
        prepare_session();
    }

    ~PostgresqlConnection() override {
        // What commit(wait=false) promised is kept; the rest ends with the session.
        try {
            if (lost_)
                return;
            drop_after_last_commit();
            const bool committing = !pending_.empty() || std::any_of(sent_.begin(), sent_.end(), is_commit);
            if (committing)
                run_all(InterruptionWatch());
        } catch (...) { // a destructor has nobody to tell; callers who care call flush()
        }
    }

    const Dialect& dialect() const override { return dialect_; }

    Result execute(const Statement& statement) override {
        throw_deferred();
        Item item = item_of(statement);
        item.wants_rows = true;
        add(std::move(item));
        result_ = {};
        run_all(InterruptionWatch());
        throw_deferred();
        return std::move(result_);
    }

    Result copy(const Statement& statement, const std::function<std::string()>& give,
                const std::function<void(std::string_view)>& take) override {
        flush();
        const Streams streams{give, take};
        streams_ = &streams;
        stream_failure_ = nullptr;
        std::optional<Error> refused;
        Result done;
        try {
            done = execute(statement);
        } catch (const Error& error) {
            refused = error;
        }
        streams_ = nullptr;
        if (const std::exception_ptr failure = std::exchange(stream_failure_, nullptr))
            std::rethrow_exception(failure); // the server's words only repeat it
        if (refused)
            throw *std::move(refused);
        return done;
    }

    std::vector<std::uint64_t> ask(std::vector<Statement> queries) override {
        throw_deferred();
        std::vector<std::uint64_t> questions;
        for (const Statement& query : queries) {
            Item item = item_of(query);
            item.question = ++questions_;
            questions.push_back(questions_);
            add(std::move(item));
        }
        pump(true);
        throw_deferred();
        return questions;
    }

    Result answer(std::uint64_t question) override {
        throw_deferred();
        interrupted_ = interrupted_ && waiting_for_lock_;
        const InterruptionWatch watch;
        const auto is_there = [&] { return answers_.contains(question); };
        const auto enough = [&] { return is_there() && answered_ < sent_.size(); };
        while (!deferred_ && !is_there() && (!sent_.empty() || !pending_.empty())) {
            if (sent_.empty())
                send_next();
            wait(watch, enough);
        }
        throw_deferred();
        pump(true);
        return Connection::answer(question);
    }

    void queue(Statement statement) override {
        throw_deferred();
        add(item_of(statement));
        // What may end the transaction does so now, whatever comes next.
        pump(pending_.back().shape != Shape::One);
        throw_deferred();
    }

    void flush() override {
        throw_deferred();
        run_all(InterruptionWatch());
        throw_deferred();
    }

    void begin() override {
        throw_deferred();
        if (!in_transaction())
            add({Item::Kind::Begin, "BEGIN"});
    }

    void commit(bool wait) override {
        throw_deferred();
        if (!pending_.empty() && pending_.back().kind == Item::Kind::Begin)
            take_back(); // nothing happened in it
        else if (in_transaction())
            add({Item::Kind::Commit, "COMMIT"});
        if (wait)
            run_all(InterruptionWatch());
        else
            send_all(InterruptionWatch());
        throw_deferred();
    }

    void rollback() override {
        // Failures inside of what is rolled back do not matter any more; those of an earlier commit do.
        std::optional<Error> earlier;
        const auto keep_failure_of_commit = [&] {
            if (deferred_ && deferred_of_commit_)
                earlier = std::move(deferred_);
            deferred_.reset();
        };
        keep_failure_of_commit();
        drop_after_last_commit();
        if (!lost_)
            run_all(InterruptionWatch());
        keep_failure_of_commit();
        if (!lost_ && pq().transactionStatus(connection_.get()) != PQTRANS_IDLE) {
            add({Item::Kind::Rollback, "ROLLBACK"});
            run_all(InterruptionWatch());
        }
        if (earlier) {
            failed_ = true;
            throw *std::exchange(earlier, std::nullopt);
        }
        if (!lost_)
            throw_deferred();
        deferred_.reset();
        answers_.clear();
        done_ = queued_;
    }

    bool in_transaction() const override {
        for (auto item = pending_.rbegin(); item != pending_.rend(); ++item)
            if (item->kind != Item::Kind::Statement)
                return item->kind == Item::Kind::Begin;
        for (auto item = sent_.rbegin(); item != sent_.rend(); ++item)
            if (item->kind != Item::Kind::Statement)
                return item->kind == Item::Kind::Begin;
        return sent_.empty() ? pq().transactionStatus(connection_.get()) == PQTRANS_INTRANS ||
                                   pq().transactionStatus(connection_.get()) == PQTRANS_INERROR
                             : sent_in_transaction_;
    }

    bool has_written() override {
        flush();
        if (!pending_.empty() || !in_transaction())
            return false; // BEGIN has not been sent
        if (pq().transactionStatus(connection_.get()) == PQTRANS_INERROR)
            return true;
        // https://www.postgresql.org/docs/current/functions-info.html: a transaction has a number once it changes
        // something, or locks a row.
        return !execute({"SELECT txid_current_if_assigned()"}).rows.at(0).at(0).is_null();
    }

    std::uint64_t queued() const override { return queued_; }
    std::uint64_t done() const override { return done_; }

    void wait_for(std::uint64_t position) override {
        throw_deferred();
        const InterruptionWatch watch;
        interrupted_ = interrupted_ && waiting_for_lock_;
        while (!deferred_ && done_ < position && (!sent_.empty() || !pending_.empty())) {
            if (sent_.empty())
                send_next();
            wait(watch);
        }
        throw_deferred();
    }

    void lock_migrations(const std::string& scope, milliseconds patience) override {
        interrupted_ = false;
        waiting_for_lock_ = true;
        try {
            postgresql::lock_migrations(*this, scope, patience, interrupted_);
        } catch (...) {
            waiting_for_lock_ = false;
            throw;
        }
        waiting_for_lock_ = false;
        scope_ = scope;
    }

    void unlock_migrations() override {
        if (!scope_)
            return;
        const std::string scope = *std::exchange(scope_, std::nullopt);
        if (!lost_)
            postgresql::unlock_migrations(*this, scope);
    }

    void interrupt() noexcept override {
        if (!running_ && !waiting_for_lock_)
            return;
        interrupted_ = true;
        if (running_ && cancel_) {
            char message[256]; // only PQcancel's own words, which no one waits for
            pq().cancel(cancel_.get(), message, sizeof message);
        }
    }

    std::string server_version() override {
        const char* version = pq().parameterStatus(connection_.get(), "server_version");
        const std::string text = version ? version : "";
        return text.substr(0, text.find(' '));
    }

    void set_notice_handler(NoticeHandler handler) { notice_handler_ = std::move(handler); }

  private:
    /// What copy() reads and writes.
    struct Streams {
        const std::function<std::string()>& give;
        const std::function<void(std::string_view)>& take;
    };

    static bool is_commit(const Item& item) { return item.kind == Item::Kind::Commit; }

    /// Results are read in these forms; literals are written for them.
    void prepare_session() {
        const auto is = [&](const char* name, std::string_view wanted) {
            const char* value = pq().parameterStatus(connection_.get(), name);
            return value && std::string_view(value).starts_with(wanted);
        };
        std::string text;
        if (!is("DateStyle", "ISO"))
            text += "SET DateStyle = ISO;";
        if (!is("IntervalStyle", "postgres") || is("IntervalStyle", "postgres_verbose"))
            text += "SET IntervalStyle = postgres;";
        if (!is("standard_conforming_strings", "on"))
            text += "SET standard_conforming_strings = on;";
        if (!text.empty())
            execute({text, {}});
    }

    Item item_of(const Statement& statement) const {
        Item item;
        item.shape = shape_of(statement.text);
        if (item.shape == Shape::Empty)
            throw Error(Error::Kind::Database, "can't execute an empty query", {},
                        "Remove the statement, or put SQL into it.");
        if (statement.text.find('\0') != std::string::npos)
            throw Error(Error::Kind::Database, "a statement with a NUL character cannot be sent to PostgreSQL",
                        shown(support::without_passwords(statement.text)));
        item.text = statement.text;
        item.origin = statement.origin;
        item.expected_rows = statement.expected_rows;
        item.unexpected = statement.unexpected;
        return item;
    }

    void add(Item item) {
        if (std::exchange(failed_, false))
            done_ = queued_; // what failed, and what was after it, is no more
        if (pending_.empty())
            waiting_since_ = std::chrono::steady_clock::now();
        pending_.push_back(std::move(item));
        ++queued_;
    }

    void take_back() {
        pending_.pop_back();
        --queued_;
    }

    void drop_after_last_commit() {
        while (!pending_.empty() && !is_commit(pending_.back()))
            take_back();
    }

    void throw_deferred() {
        if (deferred_) {
            Error error = std::move(*deferred_);
            deferred_.reset();
            failed_ = true;
            throw error;
        }
    }

    /// Takes from pending_ what may go in one simple query, and sends it. Several statements share a query only inside
    /// of an explicit transaction: outside of one, PostgreSQL would make them one transaction by itself, and refuse
    /// those that must not be in one. COMMIT ends a batch, so that a syntax error in a later transaction, for which
    /// the server refuses the whole text, cannot undo an earlier one.
    void send_next() {
        if (lost_) {
            pending_.clear();
            deferred_ = lost_error({});
            return;
        }
        batch_.clear();
        bool open = pq().transactionStatus(connection_.get()) == PQTRANS_INTRANS;
        while (!pending_.empty()) {
            Item& item = pending_.front();
            if (!batch_.empty()) {
                if (batch_.size() + item.text.size() > largest_batch)
                    break;
                batch_ += "\n;\n"; // the line feed ends a comment
            }
            item.guarded = item.expected_rows >= 0 && item.shape == Shape::One && open && pending_.size() > 1;
            item.offset = batch_.size() + (item.guarded ? guard_begin.size() : 0);
            if (item.guarded)
                batch_.append(guard_begin).append(item.text).append(guard_end(item.expected_rows));
            else
                batch_ += item.text;
            open = open || item.kind == Item::Kind::Begin;
            const bool last = !open || item.wants_rows || item.shape != Shape::One || is_commit(item) ||
                              item.kind == Item::Kind::Rollback;
            sent_.push_back(std::move(item));
            pending_.pop_front();
            if (last)
                break;
        }
        sent_in_transaction_ = open;
        answered_ = 0;
        running_ = true;
        if (pq().sendQuery(connection_.get(), batch_.c_str()) == 0)
            fail_lost();
    }

    /// Reads what has come without waiting, and sends what waits once the server is done. `at_once`: also a transaction
    /// that has just begun, and may have more to say.
    void pump(bool at_once) {
        if (!sent_.empty()) {
            if (pq().consumeInput(connection_.get()) == 0 && pq().status(connection_.get()) != CONNECTION_BAD)
                return;
            read_answers();
        }
        if (!sent_.empty() || deferred_ || pending_.empty() || pending_.back().kind == Item::Kind::Begin)
            return;
        if (at_once || !in_transaction() || std::chrono::steady_clock::now() - waiting_since_ > gathering)
            send_next();
    }

    /// Reads the results that are there; at the end of the batch sent_ is empty.
    void read_answers() {
        while (!sent_.empty() && pq().isBusy(connection_.get()) == 0) {
            const ResultPtr result(pq().getResult(connection_.get()));
            if (!result) {
                if (!deferred_)
                    done_ += sent_.size();
                sent_.clear();
                running_ = false;
                if (pq().status(connection_.get()) == CONNECTION_BAD)
                    lost_ = true;
                if (deferred_)
                    pending_.clear();
                return;
            }
            take(result.get());
        }
    }

    void take(const PGresult* result) {
        const ExecStatusType status = pq().resultStatus(result);
        Item& item = sent_[std::min(answered_, sent_.size() - 1)];
        switch (status) {
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            if (item.question != 0)
                answers_[item.question] = read_result(result);
            else if (item.wants_rows)
                result_ = read_result(result);
            if (item.expected_rows >= 0 && !item.guarded)
                if (auto error =
                        wrong_rows(item.expected_rows, item.unexpected, item.origin, read_result(result).rowcount))
                    defer(*std::move(error));
            if (is_commit(item) && std::string_view(pq().cmdStatus(const_cast<PGresult*>(result))) == "ROLLBACK")
                defer(Error(Error::Kind::Database, "the transaction was rolled back instead of committed", masked_url_,
                            "A statement in it had failed; look for the error before this one."));
            if (item.shape != Shape::Several)
                ++answered_;
            return;
        case PGRES_EMPTY_QUERY:
            return;
        case PGRES_COPY_IN:
            send_copy();
            return;
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            if (!receive_copy())
                defer(error_about(item, "COPY TO STDOUT has nowhere to go in a migration"));
            return;
        default:
            defer(error_of(result));
            return;
        }
    }

    void send_copy() {
        if (!streams_) {
            pq().putCopyEnd(connection_.get(), "COPY FROM STDIN has no data here");
            return;
        }
        try {
            const InterruptionWatch watch;
            for (std::string part = streams_->give(); !part.empty(); watch.check(), part = streams_->give())
                if (pq().putCopyData(connection_.get(), part.data(), static_cast<int>(part.size())) < 0)
                    break; // the server's answer says why
            pq().putCopyEnd(connection_.get(), nullptr);
        } catch (...) {
            stream_failure_ = std::current_exception();
            pq().putCopyEnd(connection_.get(), "what gives the rows has failed");
        }
    }

    /// False where nobody takes what comes.
    bool receive_copy() {
        const InterruptionWatch watch;
        char* data = nullptr;
        for (int size = 0; (size = pq().getCopyData(connection_.get(), &data, 0)) > 0;) {
            const std::unique_ptr<char, decltype(&::PQfreemem)> part(data, pq().freemem);
            if (!streams_ || stream_failure_)
                continue;
            try {
                watch.check();
                streams_->take({data, static_cast<std::size_t>(size)});
            } catch (...) {
                stream_failure_ = std::current_exception();
                interrupt(); // the rest would come for nobody
            }
        }
        return streams_ != nullptr;
    }

    void defer(Error error) {
        if (deferred_)
            return;
        deferred_of_commit_ = std::any_of(sent_.begin(), sent_.end(), is_commit);
        deferred_ = std::move(error);
    }

    static std::string place_of(const Item& item, const std::string& statement) {
        return item.origin + (item.origin.empty() ? "" : "\n") + "statement: " + shown(statement);
    }

    Error error_about(const Item& item, std::string what) const {
        const std::string statement = support::without_passwords(item.text);
        Error error(Error::Kind::Database, std::move(what), place_of(item, statement));
        error.statement = statement;
        return error;
    }

    Error error_of(const PGresult* result) {
        const auto field = [&](int code) {
            const char* text = pq().resultErrorField(result, code);
            return std::string(text ? text : "");
        };
        const std::string state = field(PG_DIAG_SQLSTATE);
        if (pq().status(connection_.get()) == CONNECTION_BAD || state.starts_with("57P0") || state.empty()) {
            lost_ = pq().status(connection_.get()) == CONNECTION_BAD;
            Error error = lost_error(state.empty() ? pq().resultErrorMessage(result) : field(PG_DIAG_MESSAGE_PRIMARY));
            error.sqlstate = state.empty() ? "08006" : state;
            return error;
        }

        // The place of the error is counted in characters of the whole batch. It also tells the statement when the
        // server's parser refused the batch before anything ran.
        std::size_t index = std::min(answered_, sent_.size() - 1);
        std::optional<std::size_t> place;
        const std::string position = field(PG_DIAG_STATEMENT_POSITION);
        if (!position.empty()) {
            place = byte_of_character(static_cast<std::size_t>(std::strtoul(position.c_str(), nullptr, 10)) - 1);
            while (answered_ == 0 && index + 1 < sent_.size() && sent_[index + 1].offset <= *place)
                ++index;
        }
        const Item& item = sent_[index];
        if (!deferred_)
            done_ += index;

        std::string what = field(PG_DIAG_MESSAGE_PRIMARY);
        if (const auto rows = item.guarded ? counted(what) : std::nullopt)
            if (auto error = wrong_rows(item.expected_rows, item.unexpected, item.origin, *rows))
                return *std::move(error);
        if (place && *place >= item.offset)
            what += line_and_caret(support::without_passwords(item.text) == item.text ? item.text : std::string(),
                                   *place - item.offset);
        const std::pair<int, const char*> parts[] = {{PG_DIAG_MESSAGE_DETAIL, "\nDETAIL:  "},
                                                     {PG_DIAG_MESSAGE_HINT, "\nHINT:  "},
                                                     {PG_DIAG_INTERNAL_QUERY, "\nQUERY:  "},
                                                     {PG_DIAG_CONTEXT, "\nCONTEXT:  "}};
        for (const auto& [code, title] : parts)
            if (const std::string text = field(code); !text.empty())
                what += title + support::without_passwords(text);

        std::map<std::string, std::string> said;
        for (const auto& [code, name] : diagnostic_fields)
            if (const std::string text = field(code); !text.empty())
                said[name] = support::without_passwords(text);
        if (place && *place >= item.offset)
            said["statement_position"] = std::to_string(
                1 + std::count_if(batch_.begin() + static_cast<std::ptrdiff_t>(item.offset),
                                  batch_.begin() + static_cast<std::ptrdiff_t>(std::min(*place, batch_.size())),
                                  [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));

        const std::string statement = support::without_passwords(item.text);
        const bool by_user = state == "57014" && interrupted_;
        Error error(by_user ? Error::Kind::Interrupted : Error::Kind::Database, what, place_of(item, statement),
                    by_user ? std::string() : advice_for_statement(state, what, item.text));
        error.sqlstate = state;
        error.statement = statement;
        error.diagnostics = std::move(said);
        return error;
    }

    std::size_t byte_of_character(std::size_t character) const {
        std::size_t byte = 0;
        for (; byte < batch_.size(); ++byte)
            if ((static_cast<unsigned char>(batch_[byte]) & 0xC0) != 0x80 && character-- == 0)
                break;
        return byte;
    }

    Error lost_error(const std::string& message) {
        const bool committing = std::any_of(sent_.begin(), sent_.end(), is_commit);
        std::string what = trimmed(message);
        if (what.empty())
            what = "the connection to the server is lost";
        else
            what = "the connection to the server is lost: " + what;
        Error error(Error::Kind::Database, what, masked_url_,
                    committing
                        ? "It was lost during COMMIT: look with the command current which revision the database has, "
                          "then run the command again."
                        : "The server rolls back what was not committed. Run the command again when the server "
                          "is there.");
        error.sqlstate = "08006";
        return error;
    }

    void fail_lost() {
        lost_ = true;
        defer(lost_error(pq().errorMessage(connection_.get())));
        sent_.clear();
        pending_.clear();
        running_ = false;
    }

    /// Runs all that is sent and pending, or until the first failure.
    void run_all(const InterruptionWatch& watch) {
        interrupted_ = interrupted_ && waiting_for_lock_;
        while (!deferred_ && (!sent_.empty() || !pending_.empty())) {
            if (sent_.empty())
                send_next();
            wait(watch);
        }
        if (!sent_.empty())
            wait(watch); // the rest of a batch that failed
    }

    /// Until all that is pending is on its way. The transaction's locks are held until its COMMIT is, and what the
    /// caller does next (a script that waits for something else) may take long.
    void send_all(const InterruptionWatch& watch) {
        interrupted_ = interrupted_ && waiting_for_lock_;
        while (!deferred_ && !pending_.empty()) {
            if (sent_.empty())
                send_next();
            else
                wait(watch);
        }
    }

    /// Waits until the batch on its way is answered, or so much of it that the caller has enough.
    void wait(
        const InterruptionWatch& watch, const std::function<bool()>& enough = [] { return false; }) {
        std::optional<std::chrono::steady_clock::time_point> cancelled;
        read_answers();
        while (!sent_.empty() && !enough()) {
            if (!cancelled && watch.interrupted()) {
                interrupt();
                cancelled = std::chrono::steady_clock::now();
            }
            if (cancelled && std::chrono::steady_clock::now() - *cancelled > std::chrono::seconds(5)) {
                lost_ = true; // the server does not answer; what it did is not known
                sent_.clear();
                pending_.clear();
                running_ = false;
                throw Error(Error::Kind::Interrupted, "interrupted; the server did not answer the request to cancel",
                            masked_url_);
            }
            pollfd wait{pq().socket(connection_.get()), POLLIN, 0};
            if (wait.fd >= 0)
                poll(&wait, 1, slice);
            pq().consumeInput(connection_.get());
            read_answers();
        }
    }

    static void receive_notice(void* self, const PGresult* notice) {
        const auto& connection = *static_cast<PostgresqlConnection*>(self);
        if (!connection.notice_handler_)
            return;
        const char* severity = pq().resultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
        const char* message = pq().resultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
        try {
            connection.notice_handler_(severity ? severity : "", message ? message : "");
        } catch (...) { // libpq's C code is between here and whoever could catch it
        }
    }

    ConnectionPtr connection_;
    std::unique_ptr<PGcancel, FreeCancel> cancel_; ///< made early, so that interrupt() allocates nothing
    const Dialect& dialect_;
    std::string masked_url_;
    NoticeHandler notice_handler_;

    std::uint64_t queued_ = 0;
    std::uint64_t done_ = 0;
    bool failed_ = false; ///< an error was thrown, and nothing was queued since
    std::deque<Item> pending_;
    std::deque<Item> sent_; ///< one batch, whose text is batch_
    std::string batch_;
    std::size_t answered_ = 0; ///< items of sent_ that the server has answered
    bool sent_in_transaction_ = false;
    std::chrono::steady_clock::time_point waiting_since_; ///< when the first of pending_ came
    Result result_;                                       ///< of the item that wants rows
    std::optional<Error> deferred_;                       ///< the first failure, for the next call
    bool deferred_of_commit_ = false;                     ///< its batch held a COMMIT
    bool lost_ = false;
    const Streams* streams_ = nullptr;  ///< while copy() is at work
    std::exception_ptr stream_failure_; ///< what they have thrown
    std::optional<std::string> scope_;  ///< of the deployers' lock

    std::atomic<bool> running_{false};
    std::atomic<bool> waiting_for_lock_{false};
    std::atomic<bool> interrupted_{false};
};

} // namespace

std::unique_ptr<Connection> connect(const Url& url, const Dialect& dialect) {
    const InterruptionWatch watch;
    const Options options = options_of(url);
    std::string messages;
    for (const Options& attempt : attempts_of(options)) {
        std::string message;
        if (ConnectionPtr connection = attempt_connection(attempt, watch, message))
            return std::make_unique<PostgresqlConnection>(std::move(connection), dialect, url.masked());
        messages += (messages.empty() ? "" : "\n") + trimmed(message);
    }
    fail_to_connect(std::move(messages), url);
}

void set_notice_handler(Connection& connection, NoticeHandler handler) {
    if (auto* postgresql = dynamic_cast<PostgresqlConnection*>(&connection))
        postgresql->set_notice_handler(std::move(handler));
    else
        throw Error(Error::Kind::Internal, "set_notice_handler: not a connection to PostgreSQL");
}

} // namespace limbeck::dialects::postgresql
