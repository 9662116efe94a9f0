#include "dialects/sqlite/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/interruption.hpp"
#include "dialects/lock_wait.hpp"
#include "dialects/queued_connection.hpp"
#include "dialects/sqlite/advice.hpp"
#include "dialects/sqlite/copy.hpp"
#include "dialects/sqlite/error_names.hpp"
#include "dialects/sqlite/functions.hpp"
#include "dialects/sqlite/locks.hpp"
#include "dialects/sqlite/place.hpp"
#include "dialects/sqlite/prepared.hpp"
#include "dialects/sqlite/statement_kinds.hpp"
#include "dialects/statement_error.hpp"
#include "dialects/url.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <limbeck/error.hpp>
#include <mutex>
#include <optional>
#include <sqlite3.h>
#include <thread>
#include <utility>
#include <vector>

namespace limbeck::dialects::sqlite {

using support::first_word;
using support::from_first_word;

namespace {

using std::chrono::milliseconds;

// There is no server that works while the caller goes on; a worker does so in a thread. It commits, so that the way to
// the disk costs the caller little, and goes on with what is sent meanwhile. Statements alone are run by the caller's
// thread: measured, handing them over costs as much as it saves. Either the worker has the connection (handed_over_) or
// the caller's thread has.
class SqliteConnection final : public QueuedConnection {
  public:
    SqliteConnection(sqlite3* database, const Dialect& dialect, std::string masked_url, milliseconds timeout)
        : QueuedConnection(std::move(masked_url), {.sends_more = true, .patience = std::chrono::hours(24)}),
          database_(database), dialect_(dialect), timeout_(timeout) {
        sqlite3_extended_result_codes(database_, 1);
        sqlite3_busy_handler(database_, &SqliteConnection::wait_while_busy, this);
        sqlite3_progress_handler(database_, 1000, &SqliteConnection::should_stop, this);
        register_functions(database_);
    }

    ~SqliteConnection() override {
        keep_promises();
        if (worker_.joinable()) {
            {
                const std::lock_guard guard(mutex_);
                stopping_ = true;
            }
            changed_.notify_all();
            worker_.join();
        }
        if (sqlite3_get_autocommit(database_) == 0)
            sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
        prepared_.clear();
        sqlite3_close_v2(database_);
    }

    const Dialect& dialect() const override { return dialect_; }

    bool has_written() override {
        flush();
        return sqlite3_txn_state(database_, nullptr) == SQLITE_TXN_WRITE;
    }

    void interrupt() noexcept override {
        interrupted_ = true;
        sqlite3_interrupt(database_);
    }

    std::string server_version() override { return sqlite3_libversion(); }

  private:
    /// What has become of one thing.
    struct Outcome {
        Result result = {};
        std::optional<Error> failure = {};
    };

    /// What lasts as long as one call into SQLite: interruptions that came before do not count.
    struct Call {
        explicit Call(SqliteConnection& owner) : connection(owner) {
            connection.interrupted_ = false;
            connection.watch_.emplace();
        }
        ~Call() { connection.watch_.reset(); }
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        SqliteConnection& connection;
    };

    bool stop_wanted() const { return interrupted_ || (watch_ && watch_->interrupted()); }

    static int should_stop(void* self) { return static_cast<SqliteConnection*>(self)->stop_wanted() ? 1 : 0; }

    static int wait_while_busy(void* self, int times) {
        auto& connection = *static_cast<SqliteConnection*>(self);
        const auto now = std::chrono::steady_clock::now();
        if (times == 0)
            connection.busy_since_ = now;
        if (connection.stop_wanted() || now - connection.busy_since_ >= connection.timeout_)
            return 0;
        std::this_thread::sleep_for(milliseconds(std::min(1 + times * 2, 25)));
        return 1;
    }

    // --- what the queue asks

    void take_lock(const std::string& scope, milliseconds patience) override {
        const char* path = sqlite3_db_filename(database_, "main");
        auto lock = std::make_unique<MigrationLock>(path ? path : "", scope);
        if (!wait_for_lock([&] { return lock->try_lock(); }, patience, interrupted_))
            throw LockHeld(lock->holder(), patience,
                           "Wait until it is done and run the command again. If it hangs, end that process.");
        migration_lock_ = std::move(lock);
    }
    void give_lock_back(const std::string&) override { migration_lock_.reset(); }

    Shape shape_of(const Statement& statement) const override {
        return controls_transaction(first_word(statement.text)) ? Shape::Control : Shape::One;
    }

    bool session_in_transaction() const override { return open_ || sqlite3_get_autocommit(database_) == 0; }

    void send(bool caller_waits) override {
        std::vector<const Queued*> things;
        bool commits = false;
        while (next()) {
            things.push_back(&take_next());
            commits = commits || things.back()->kind == Queued::Kind::Commit;
        }
        if (handed_over_ || (commits && !caller_waits))
            hand_over(things);
        else
            run_all_of(things);
    }

    void run_all_of(const std::vector<const Queued*>& things) {
        const Call call(*this);
        for (const Queued* thing : things) {
            Outcome outcome = outcome_of(*thing);
            if (outcome.failure) {
                fail(*std::move(outcome.failure));
                break;
            }
            answered(std::move(outcome.result));
        }
        finished();
    }

    void receive(milliseconds limit) override {
        std::vector<Outcome> come;
        bool idle = false;
        {
            std::unique_lock guard(mutex_);
            if (limit > milliseconds(0)) // the worker stops by itself when it is interrupted
                changed_.wait(guard, [&] { return has_news_ || job_.empty(); });
            has_news_ = false;
            come.swap(outcomes_);
            idle = job_.empty();
        }
        for (Outcome& outcome : come) {
            if (outcome.failure)
                fail(*std::move(outcome.failure));
            else
                answered(std::move(outcome.result));
        }
        if (idle) {
            handed_over_ = false;
            finished();
        }
    }

    // --- the worker

    void hand_over(const std::vector<const Queued*>& things) {
        handed_over_ = true;
        {
            const std::lock_guard guard(mutex_);
            if (outcomes_.empty() || !outcomes_.back().failure) // what is sent behind a failure does not run
                job_.insert(job_.end(), things.begin(), things.end());
        }
        if (!worker_.joinable())
            start_worker();
        changed_.notify_all();
    }

    void start_worker() {
        // Signals are for the threads of the program, not for this one.
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        worker_ = std::thread([this] { work(); });
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }

    void work() {
        std::unique_lock guard(mutex_);
        while (true) {
            changed_.wait(guard, [&] { return stopping_ || !job_.empty(); });
            if (job_.empty())
                return;
            const Call call(*this);
            while (!job_.empty()) {
                const Queued& thing = *job_.front();
                guard.unlock();
                Outcome outcome = outcome_of(thing);
                const bool is_news = thing.kind == Queued::Kind::Commit || thing.wants_rows;
                guard.lock();
                job_.pop_front();
                if (outcome.failure)
                    job_.clear();
                outcomes_.push_back(std::move(outcome));
                if (is_news || job_.empty()) {
                    has_news_ = true;
                    changed_.notify_all();
                }
            }
        }
    }

    // --- running, in whichever thread has the connection

    Outcome outcome_of(const Queued& thing) {
        try {
            switch (thing.kind) {
            case Queued::Kind::Statement:
                return {run(thing.statement, thing.is_asked())};
            case Queued::Kind::Begin:
                open_ = true; // BEGIN follows with the first statement that writes
                break;
            case Queued::Kind::Commit:
            case Queued::Kind::Rollback:
                if (thing.kind == Queued::Kind::Rollback)
                    open_ = false;
                if (sqlite3_get_autocommit(database_) == 0)
                    run(thing.statement, false);
                open_ = false;
            }
            return {};
        } catch (Error& error) {
            return {{}, std::move(error)};
        }
    }

    Error error_of(const Statement& statement) const {
        const int code = sqlite3_extended_errcode(database_), kind = code & 0xff;
        if (stop_wanted() && (kind == SQLITE_INTERRUPT || kind == SQLITE_BUSY))
            return statement_error(statement, "interrupted while the database worked", {}, Error::Kind::Interrupted);
        Error error = statement_error(statement, sqlite3_errmsg(database_), advice(code));
        // Where the trouble is the file and not the statement, the file is what must be named.
        if (kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY ||
            kind == SQLITE_FULL || kind == SQLITE_BUSY)
            error = error.at(masked_url());
        error.diagnostics = {{"sqlite_errorcode", std::to_string(code)}, {"sqlite_errorname", error_name(code)}};
        return error;
    }

    Result run(const Statement& statement, bool keep_rows) {
        StatementPtr prepared;
        if (prepared_.prepare(database_, statement, prepared) != SQLITE_OK)
            throw error_of(statement);
        Result result;
        if (!prepared)
            return result; // nothing but comments
        const std::string word = first_word(statement.text);
        if (open_ && sqlite3_get_autocommit(database_) != 0 && begins_transaction(prepared.get(), statement.text, word))
            run({"BEGIN IMMEDIATE", {}}, false);
        if (bind(prepared.get(), statement) != SQLITE_OK)
            throw error_of(statement);

        const int columns = sqlite3_column_count(prepared.get());
        result.returns_rows = columns > 0;
        int code = SQLITE_OK;
        while ((code = sqlite3_step(prepared.get())) == SQLITE_ROW)
            if (keep_rows)
                result.rows.push_back(row_of(prepared.get()));
        if (code != SQLITE_DONE)
            throw error_of(statement);
        for (int column = 0; keep_rows && column < columns; ++column)
            result.columns.emplace_back(sqlite3_column_name(prepared.get(), column));
        if (counts_rows(word)) {
            result.rowcount = sqlite3_changes(database_);
            result.last_insert_id = sqlite3_last_insert_rowid(database_);
            if (const auto error = wrong_rows(statement, result.rowcount))
                throw *error;
        }
        prepared_.keep(statement, std::move(prepared));
        return result;
    }

    sqlite3* database_;
    const Dialect& dialect_;
    milliseconds timeout_;
    PreparedStatements prepared_;
    std::unique_ptr<MigrationLock> migration_lock_;
    bool open_ = false; ///< begin() was run; BEGIN follows with the first statement that writes
    std::optional<InterruptionWatch> watch_;
    std::chrono::steady_clock::time_point busy_since_;
    bool handed_over_ = false;

    std::mutex mutex_; ///< of what follows
    std::condition_variable changed_;
    std::deque<const Queued*> job_; ///< what the worker runs, the first of them now
    std::vector<Outcome> outcomes_; ///< that nobody has told the queue yet
    bool has_news_ = false;         ///< something that a caller may wait for has an outcome
    bool stopping_ = false;
    std::thread worker_;
};

} // namespace

std::unique_ptr<Connection> connect(const Url& url, const Dialect& dialect) {
    const Place place = place_of(url);
    sqlite3* database = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | (place.is_uri ? SQLITE_OPEN_URI : 0);
    const int code = sqlite3_open_v2(place.name.c_str(), &database, flags, nullptr);
    if (code != SQLITE_OK) {
        std::string message = database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
        sqlite3_close_v2(database);
        fail_to_open(place, url, std::move(message));
    }
    return std::make_unique<SqliteConnection>(database, dialect, url.masked(), place.timeout);
}

std::unique_ptr<Connection> connect_to_copy(const Url& url, const Dialect& dialect) {
    const Place place = place_of(url);
    sqlite3* database = nullptr;
    std::string message;
    if (const int code = copy_into_memory(place.name, place.is_uri, place.timeout, database, message);
        code != SQLITE_OK) {
        sqlite3_close_v2(database);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            throw Error(Error::Kind::Database, std::move(message), url.masked(),
                        "Another process is writing to it: try again when that has ended.");
        fail_to_open(place, url, std::move(message));
    }
    confine_to_memory(database);
    return std::make_unique<SqliteConnection>(database, dialect, url.masked(), place.timeout);
}

} // namespace limbeck::dialects::sqlite
