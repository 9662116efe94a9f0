#include "dialects/postgresql/connection.hpp"

#include "dialects/copying.hpp"
#include "dialects/interruption.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/libpq.hpp"
#include "dialects/postgresql/locks.hpp"
#include "dialects/postgresql/result.hpp"
#include "dialects/postgresql/server_error.hpp"
#include "dialects/postgresql/session.hpp"
#include "dialects/queued_connection.hpp"
#include "dialects/statement_error.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <poll.h>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

using std::chrono::milliseconds;

struct ClearResult {
    void operator()(PGresult* result) const { pq().clear(result); }
};
struct FreeCancel {
    void operator()(PGcancel* cancel) const { pq().freeCancel(cancel); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

constexpr std::size_t largest_batch = 64 * 1024;
constexpr milliseconds gathering{20};

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

class PostgresqlConnection final : public QueuedConnection, public Copying {
  public:
    PostgresqlConnection(ConnectionPtr connection, const Dialect& dialect, std::string masked_url)
        : QueuedConnection(std::move(masked_url), {.gathering = gathering}), connection_(std::move(connection)),
          cancel_(pq().getCancel(connection_.get())), dialect_(dialect) {
        pq().setNoticeReceiver(connection_.get(), &PostgresqlConnection::receive_notice, this);
        prepare_session();
    }

    ~PostgresqlConnection() override { keep_promises(); }

    const Dialect& dialect() const override { return dialect_; }

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

    bool has_written() override {
        flush();
        if (!in_transaction())
            return false;
        if (pq().transactionStatus(connection_.get()) == PQTRANS_INERROR)
            return true;
        // https://www.postgresql.org/docs/current/functions-info.html: a transaction has a number once it changes
        // something, or locks a row.
        return !execute({"SELECT txid_current_if_assigned()"}).rows.at(0).at(0).is_null();
    }

    void interrupt() noexcept override {
        if (!busy() && !waiting_for_lock_)
            return;
        interrupted_ = true;
        if (busy() && cancel_) {
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

    void take_lock(const std::string& scope, milliseconds patience) override {
        postgresql::lock_migrations(*this, scope, patience, interrupted_);
    }
    void give_lock_back(const std::string& scope) override { postgresql::unlock_migrations(*this, scope); }

    Shape shape_of(const Statement& statement) const override {
        const Shape shape = dialects::shape_of(statement.text, grammar().quoting());
        if (shape == Shape::Empty)
            throw Error(Error::Kind::Database, "can't execute an empty query", {},
                        "Remove the statement, or put SQL into it.");
        if (statement.text.find('\0') != std::string::npos)
            throw statement_error(statement, "a statement with a NUL character cannot be sent to PostgreSQL");
        return shape;
    }

    bool session_in_transaction() const override {
        const PGTransactionStatusType status = pq().transactionStatus(connection_.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }

    /// Sends what may go in one simple query. Several statements share a query only inside of an explicit transaction:
    /// outside of one, PostgreSQL would make them one transaction by itself, and refuse those that must not be in one.
    /// COMMIT ends a batch, so that a syntax error in a later transaction, for which the server refuses the whole text,
    /// cannot undo an earlier one.
    void send(bool) override {
        text_.clear();
        parts_.clear();
        is_answered_ = false;
        while (const Queued* thing = next()) {
            if (!text_.empty()) {
                if (text_.size() + thing->statement.text.size() > largest_batch)
                    break;
                text_ += "\n;\n"; // the line feed ends a comment
            }
            const bool guarded =
                thing->statement.expected_rows >= 0 && thing->shape == Shape::One && open() && waiting() > 1;
            const Queued& taken = take_next();
            parts_.push_back({text_.size() + (guarded ? guard_begin.size() : 0), guarded});
            if (guarded)
                text_.append(guard_begin).append(taken.statement.text).append(guard_end(taken.statement.expected_rows));
            else
                text_ += taken.statement.text;
            if (!open() || taken.wants_rows || taken.shape != Shape::One)
                break;
        }
        if (pq().sendQuery(connection_.get(), text_.c_str()) == 0) {
            set_lost();
            fail(lost_error(trimmed(pq().errorMessage(connection_.get()))));
            finished();
        }
    }

    void receive(milliseconds limit) override {
        if (limit > milliseconds(0)) {
            pollfd wait{pq().socket(connection_.get()), POLLIN, 0};
            if (wait.fd >= 0)
                poll(&wait, 1, static_cast<int>(limit.count()));
        }
        pq().consumeInput(connection_.get());
        while (busy() && pq().isBusy(connection_.get()) == 0) {
            const ResultPtr result(pq().getResult(connection_.get()));
            if (result) {
                take(result.get());
                continue;
            }
            if (pq().status(connection_.get()) == CONNECTION_BAD)
                set_lost();
            finished();
        }
    }

    void take(const PGresult* result) {
        const ExecStatusType status = pq().resultStatus(result);
        switch (status) {
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            take_answer(result);
            return;
        case PGRES_EMPTY_QUERY:
            return;
        case PGRES_COPY_IN:
            send_copy();
            return;
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            if (!receive_copy())
                fail(statement_error(sent().front().statement, "COPY TO STDOUT has nowhere to go in a migration"));
            return;
        default:
            take_error(result);
        }
    }

    void take_answer(const PGresult* result) {
        if (sent().empty())
            return;
        const Queued& thing = sent().front();
        const bool counts = thing.statement.expected_rows >= 0 && !parts_.front().guarded;
        Result rows;
        if (thing.is_asked() || counts)
            rows = read_result(result);
        if (counts)
            if (auto error = wrong_rows(thing.statement, rows.rowcount))
                fail(*std::move(error));
        if (thing.kind == Queued::Kind::Commit &&
            std::string_view(pq().cmdStatus(const_cast<PGresult*>(result))) == "ROLLBACK")
            fail(Error(Error::Kind::Database, "the transaction was rolled back instead of committed", masked_url(),
                       "A statement in it had failed; look for the error before this one."));
        is_answered_ = true;
        if (thing.shape != Shape::Several)
            parts_.pop_front();
        answered(std::move(rows));
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

    void take_error(const PGresult* result) {
        const std::string state = error_field(result, PG_DIAG_SQLSTATE);
        const bool is_bad = pq().status(connection_.get()) == CONNECTION_BAD;
        if (is_bad || state.starts_with("57P0") || state.empty() || sent().empty()) {
            if (is_bad)
                set_lost();
            Error error = lost_error(trimmed(state.empty() ? pq().resultErrorMessage(result)
                                                           : error_field(result, PG_DIAG_MESSAGE_PRIMARY)));
            if (!state.empty())
                error.sqlstate = state;
            fail(std::move(error));
            return;
        }

        // The place of the error is counted in characters of the whole batch. It also tells the statement when the
        // server's parser refused the batch before anything ran.
        std::size_t index = 0;
        std::optional<std::size_t> place;
        const std::string position = error_field(result, PG_DIAG_STATEMENT_POSITION);
        if (!position.empty()) {
            place = byte_of_character(static_cast<std::size_t>(std::strtoul(position.c_str(), nullptr, 10)) - 1);
            while (!is_answered_ && index + 1 < parts_.size() && parts_[index + 1].offset <= *place)
                ++index;
        }
        const Statement& statement = sent()[index].statement;
        const Part& part = parts_[index];
        if (const auto rows = part.guarded ? counted(error_field(result, PG_DIAG_MESSAGE_PRIMARY)) : std::nullopt)
            if (auto error = wrong_rows(statement, *rows)) {
                fail(*std::move(error), index);
                return;
            }
        if (place && *place >= part.offset)
            *place -= part.offset;
        else
            place.reset();
        fail(server_error(result, statement, place, state == "57014" && interrupted_), index);
    }

    std::size_t byte_of_character(std::size_t character) const {
        std::size_t byte = 0;
        for (; byte < text_.size(); ++byte)
            if ((static_cast<unsigned char>(text_[byte]) & 0xC0) != 0x80 && character-- == 0)
                break;
        return byte;
    }

    static void receive_notice(void* self, const PGresult* notice) {
        const auto& connection = *static_cast<PostgresqlConnection*>(self);
        if (!connection.notice_handler_)
            return;
        try {
            connection.notice_handler_(error_field(notice, PG_DIAG_SEVERITY_NONLOCALIZED),
                                       error_field(notice, PG_DIAG_MESSAGE_PRIMARY));
        } catch (...) { // libpq's C code is between here and whoever could catch it
        }
    }

    /// Of what is on its way: where its text begins in that of the batch, in bytes, and whether another number of rows
    /// is an error of the server.
    struct Part {
        std::size_t offset = 0;
        bool guarded = false;
    };

    ConnectionPtr connection_;
    std::unique_ptr<PGcancel, FreeCancel> cancel_; ///< made early, so that interrupt() allocates nothing
    const Dialect& dialect_;
    NoticeHandler notice_handler_;
    std::string text_;                  ///< of the batch
    std::deque<Part> parts_;            ///< as sent()
    bool is_answered_ = false;          ///< something of the batch
    const Streams* streams_ = nullptr;  ///< while copy() is at work
    std::exception_ptr stream_failure_; ///< what they have thrown
};

} // namespace

std::unique_ptr<Connection> connect(const Url& url, const Dialect& dialect) {
    return std::make_unique<PostgresqlConnection>(open_session(url), dialect, url.masked());
}

void set_notice_handler(Connection& connection, NoticeHandler handler) {
    if (auto* postgresql = dynamic_cast<PostgresqlConnection*>(&connection))
        postgresql->set_notice_handler(std::move(handler));
    else
        throw Error(Error::Kind::Internal, "set_notice_handler: not a connection to PostgreSQL");
}

} // namespace limbeck::dialects::postgresql
