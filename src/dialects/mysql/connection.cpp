#include "dialects/mysql/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/mysql/locks.hpp"
#include "dialects/mysql/result.hpp"
#include "dialects/mysql/server_error.hpp"
#include "dialects/mysql/session.hpp"
#include "dialects/queued_connection.hpp"
#include "dialects/statement_error.hpp"
#include "dialects/statement_journal.hpp"
#include "dialects/url.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace limbeck::dialects::mysql {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t largest_batch = 64 * 1024;
constexpr milliseconds gathering{20};

struct FreeResult {
    void operator()(MYSQL_RES* result) const { lib().mysql_free_result(result); }
};
using ResultPtr = std::unique_ptr<MYSQL_RES, FreeResult>;

/// The text of what waits. A transaction is the session's autocommit being off, as with the drivers of Python: where a
/// statement commits by itself (all DDL does), what follows is in a transaction again.
std::string text_of(const Queued& thing) {
    switch (thing.kind) {
    case Queued::Kind::Begin:
        return "SET autocommit = 0";
    case Queued::Kind::Commit:
        return "COMMIT\n;\nSET autocommit = 1";
    case Queued::Kind::Rollback:
        return "ROLLBACK\n;\nSET autocommit = 1";
    case Queued::Kind::Statement:
        break;
    }
    return thing.statement.text;
}

/// Whether a statement may make a routine, whose text MySQL keeps up to where the next statement of the same text
/// begins.
bool may_make_routine(const std::string& text) {
    const std::string begin = support::lower(std::string_view(text).substr(0, 200));
    return begin.find("create") != std::string::npos &&
           (begin.find("function") != std::string::npos || begin.find("procedure") != std::string::npos ||
            begin.find("trigger") != std::string::npos || begin.find("event") != std::string::npos);
}

class MysqlConnection final : public QueuedConnection {
  public:
    MysqlConnection(SessionPtr session, ConnectionOptions options, const Dialect& dialect, std::string masked_url)
        : QueuedConnection(std::move(masked_url), {.gathering = gathering}), session_(std::move(session)),
          options_(std::move(options)), dialect_(dialect) {
        for (const std::string& statement : options_.first_statements)
            execute({statement});
        if ((server_status() & SERVER_STATUS_NO_BACKSLASH_ESCAPES) != 0)
            throw Error(
                Error::Kind::Unsupported, "the session's sql_mode has NO_BACKSLASH_ESCAPES", this->masked_url(),
                "Texts are written with backslashes doubled; give another mode in the database URL: sql_mode=….");
    }

    ~MysqlConnection() override { keep_promises(); }

    const Dialect& dialect() const override { return dialect_; }

    void set_journal(StatementJournal* journal) override { journal_ = journal; }

    Result execute(const Statement& statement) override {
        if (!journal_)
            return QueuedConnection::execute(statement);
        const StatementJournal::Entry entry = journal_->enter(statement, in_transaction());
        if (entry.is_done) {
            Result unknown;
            unknown.planned = true;
            return entry.result.value_or(unknown);
        }
        queue_all(entry.before);
        Result result = QueuedConnection::execute(statement);
        journal_->note_result(result);
        queue_all(entry.after);
        return result;
    }

    void queue(Statement statement) override {
        if (!journal_)
            return QueuedConnection::queue(std::move(statement));
        const StatementJournal::Entry entry = journal_->enter(statement, in_transaction());
        if (entry.is_done)
            return;
        queue_all(entry.before);
        QueuedConnection::queue(std::move(statement));
        queue_all(entry.after);
    }

    void commit(bool wait) override {
        if (journal_ && in_transaction())
            queue_all(journal_->before_commit());
        QueuedConnection::commit(wait);
    }

    /// Of a statement that a run before this one has done.
    void result_wanted(const std::string& statement) override {
        throw Error(
            Error::Kind::Command, "the script needs what a statement gave that was done in a run before this one",
            "statement: " + support::without_passwords(statement),
            "The step cannot be gone on with. Take back what took effect (--undo-partial), or repair by hand and "
            "say so: limbeck stamp.");
    }

    bool has_written() override {
        flush();
        return in_transaction() && has_written_;
    }

    std::string lock_gap() override { return mysql::lock_gap(*this); }

    /// The protocol has no way to ask for it but a session beside this one.
    void interrupt() noexcept override {
        if (!busy() && !waiting_for_lock_)
            return;
        interrupted_ = true;
        if (busy())
            kill_query(options_, lib().mysql_thread_id(session_.get()));
    }

    std::string server_version() override {
        const std::string text = lib().mysql_get_server_info(session_.get());
        return text.substr(0, text.find('-'));
    }

  private:
    void queue_all(const Statements& statements) {
        for (const Statement& statement : statements)
            QueuedConnection::queue(statement);
    }

    enum class Waiting { Nothing, Answer, Rows, NextAnswer };

    void take_lock(const std::string& scope, milliseconds patience) override {
        mysql::lock_migrations(*this, scope, patience, interrupted_);
    }
    void give_lock_back(const std::string& scope) override { mysql::unlock_migrations(*this, scope); }

    Shape shape_of(const Statement& statement) const override {
        const Shape shape = dialects::shape_of(statement.text, dialect_.grammar().quoting());
        if (shape == Shape::Empty)
            throw Error(Error::Kind::Database, "can't execute an empty query", {},
                        "Remove the statement, or put SQL into it.");
        return shape;
    }

    bool session_in_transaction() const override {
        const unsigned status = server_status();
        return (status & SERVER_STATUS_AUTOCOMMIT) == 0 || (status & SERVER_STATUS_IN_TRANS) != 0;
    }

    unsigned server_status() const {
        unsigned status = 0;
        lib().mariadb_get_info(session_.get(), MARIADB_CONNECTION_SERVER_STATUS, &status);
        return status;
    }

    /// Statements share a text where the server says how many rows each has touched only afterwards, and nobody waits
    /// for that: it runs them one after the other, and none after one that failed.
    void send(bool) override {
        text_.clear();
        answers_due_.clear();
        unanswered_ = 0;
        while (const Queued* thing = next()) {
            const std::string text = text_of(*thing);
            if (!text_.empty()) {
                if (thing->shape == Shape::Several || text_.size() + text.size() > largest_batch)
                    break;
                text_ += "\n;\n"; // the line feed ends a comment
            }
            const Queued& taken = take_next();
            // An empty statement between two semicolons is an error to the server.
            const bool is_one = taken.kind == Queued::Kind::Statement && taken.shape == Shape::One;
            text_ += is_one ? without_end(text, dialect_.grammar().quoting()) : text;
            const bool two = taken.kind == Queued::Kind::Commit || taken.kind == Queued::Kind::Rollback;
            answers_due_.push_back(two ? 2 : 1);
            if (taken.is_asked() || taken.statement.expected_rows >= 0 || taken.shape != Shape::One || two ||
                may_make_routine(text))
                break;
        }
        go_on(Waiting::Answer, lib().mysql_real_query_start(&failed_, session_.get(), text_.data(), text_.size()));
    }

    void receive(milliseconds limit) override {
        if (waiting_ == Waiting::Nothing)
            return;
        const int ready = wait_for_socket(session_.get(), wanted_, limit);
        if (ready == 0)
            return;
        switch (waiting_) {
        case Waiting::Answer:
            go_on(waiting_, lib().mysql_real_query_cont(&failed_, session_.get(), ready));
            return;
        case Waiting::Rows:
            go_on(waiting_, lib().mysql_store_result_cont(&stored_, session_.get(), ready));
            return;
        case Waiting::NextAnswer:
            go_on(waiting_, lib().mysql_next_result_cont(&failed_, session_.get(), ready));
            return;
        case Waiting::Nothing:
            return;
        }
    }

    /// What has come, until the library has to wait again.
    void go_on(Waiting waiting, int wanted) {
        waiting_ = waiting;
        wanted_ = wanted;
        while (wanted_ == 0 && waiting_ != Waiting::Nothing) {
            if (waiting_ != Waiting::Rows) {
                if (failed_ != 0)
                    return take_error();
                stored_ = nullptr;
                waiting_ = Waiting::Rows;
                wanted_ = lib().mysql_store_result_start(&stored_, session_.get());
                continue;
            }
            const ResultPtr rows(std::exchange(stored_, nullptr));
            if (!rows && lib().mysql_errno(session_.get()) != 0)
                return take_error();
            take_answer(rows.get());
            if (lib().mysql_more_results(session_.get()) == 0)
                return end_batch();
            waiting_ = Waiting::NextAnswer;
            wanted_ = lib().mysql_next_result_start(&failed_, session_.get());
        }
    }

    void take_answer(MYSQL_RES* rows) {
        note_state();
        if (sent().empty()) {
            ++unanswered_;
            return;
        }
        const Queued& thing = sent().front();
        if (thing.shape != Shape::Several && --answers_due_.front() > 0)
            return;
        Result result;
        if (rows) {
            if (thing.is_asked())
                result = read_rows(rows);
        } else {
            result.rowcount = static_cast<std::int64_t>(lib().mysql_affected_rows(session_.get()));
            result.last_insert_id = static_cast<std::int64_t>(lib().mysql_insert_id(session_.get()));
        }
        if (auto error = wrong_rows(thing.statement, result.rowcount))
            fail(*std::move(error));
        if (thing.shape != Shape::Several)
            answers_due_.pop_front();
        answered(std::move(result));
    }

    /// The server and limbeck may see other statements in a text: an open comment, or one of the server's own.
    void end_batch() {
        if (unanswered_ > 0 || (!sent().empty() && sent().front().shape != Shape::Several))
            fail(Error(Error::Kind::Database, "the server has found another number of statements than were sent", {},
                       "Give each statement by itself; see to open comments and quotes in it. statement: " + text_));
        else if (interrupted_) // what was asked to end may have ended well: SLEEP() only ends sooner
            fail(Error(Error::Kind::Interrupted, "interrupted while waiting for the database"));
        waiting_ = Waiting::Nothing;
        finished();
    }

    void take_error() {
        const unsigned code = lib().mysql_errno(session_.get());
        note_state();
        if (ends_session(code)) {
            set_lost();
            const std::string message = lib().mysql_error(session_.get());
            Error error = lost_error(message);
            error.diagnostics = {{"errno", std::to_string(code)}, {"message", message}, {"class", "OperationalError"}};
            fail(std::move(error));
        } else if (sent().empty()) {
            fail(server_error(session_.get(), Statement{text_}, interrupted_));
        } else {
            fail(server_error(session_.get(), sent().front().statement, interrupted_));
        }
        waiting_ = Waiting::Nothing;
        finished();
    }

    /// What the server tells of the transaction: eight letters, of which w and W are writes
    /// (session_track_transaction_info). It tells when that changes.
    void note_state() {
        const char* data = nullptr;
        std::size_t size = 0;
        if (lib().mysql_session_track_get_first(session_.get(), SESSION_TRACK_TRANSACTION_STATE, &data, &size) == 0)
            has_written_ = support::lower({data, size}).find('w') != std::string::npos;
        else if ((server_status() & SERVER_STATUS_IN_TRANS) == 0)
            has_written_ = false;
    }

    SessionPtr session_;
    ConnectionOptions options_;
    const Dialect& dialect_;
    std::string text_;            ///< of the batch
    std::deque<int> answers_due_; ///< as sent()
    std::size_t unanswered_ = 0;  ///< answers to nothing that was sent
    Waiting waiting_ = Waiting::Nothing;
    int wanted_ = 0; ///< what the library waits for
    int failed_ = 0; ///< what it gives at the end
    MYSQL_RES* stored_ = nullptr;
    bool has_written_ = false;
    StatementJournal* journal_ = nullptr;
};

} // namespace

std::unique_ptr<Connection> connect(const Url& url, const Dialect* of_mysql, const Dialect* of_mariadb) {
    ConnectionOptions options = options_of(url);
    SessionPtr session = open_session(url, options);
    const std::string server = lib().mysql_get_server_info(session.get());
    const bool is_mariadb = server.find("MariaDB") != std::string::npos;
    const Dialect* dialect = is_mariadb ? of_mariadb : of_mysql;
    if (!dialect)
        throw Error(Error::Kind::Configuration, "MySQL version " + server + " is not a MariaDB variant.", url.masked(),
                    "Write mysql in place of mariadb in the database URL.");
    return std::make_unique<MysqlConnection>(std::move(session), std::move(options), *dialect, url.masked());
}

} // namespace limbeck::dialects::mysql
