#include "dialects/sqlite/connection.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/expected_rows.hpp"
#include "dialects/interruption.hpp"
#include "dialects/lock_wait.hpp"
#include "dialects/sqlite/copy.hpp"
#include "dialects/sqlite/error_names.hpp"
#include "dialects/sqlite/functions.hpp"
#include "dialects/sqlite/locks.hpp"
#include "dialects/url.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <limbeck/error.hpp>
#include <mutex>
#include <optional>
#include <sqlite3.h>
#include <thread>
#include <utility>

namespace limbeck::dialects::sqlite {

using support::first_word;
using support::from_first_word;
using support::lower;

namespace {

using std::chrono::milliseconds;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// --- SQL text, as far as it must be understood

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the statement belongs inside of BEGIN. What may not stand there (VACUUM, ATTACH), and what works only
/// outside of it (PRAGMA foreign_keys), runs before the transaction really begins.
bool begins_transaction(sqlite3_stmt* statement, std::string_view text, const std::string& word) {
    if (is_one_of(word, {"begin", "commit", "end", "rollback", "vacuum", "attach", "detach", "explain"}))
        return false;
    if (is_one_of(word, {"savepoint", "release"}))
        return true;
    if (word == "pragma") {
        const std::string pragma = lower(text);
        const auto sets = [&](std::string_view name) {
            return pragma.find(name) != std::string::npos && pragma.find_first_of("=(") != std::string::npos;
        };
        return sets("defer_foreign_keys") || sets("user_version") || sets("application_id");
    }
    return sqlite3_stmt_readonly(statement) == 0;
}

/// Whether the statement changes something, settings of the connection included.
bool changes(sqlite3_stmt* statement, std::string_view text, const std::string& word) {
    if (is_one_of(word, {"begin", "commit", "end", "rollback", "savepoint", "release", "attach", "detach"}))
        return true;
    if (word == "explain")
        return false; // whatever it explains
    if (word != "pragma")
        return sqlite3_stmt_readonly(statement) == 0;
    const std::size_t value = text.find_first_of("=(");
    if (value == std::string_view::npos)
        return false;
    static constexpr std::string_view questions[] = {"table_info", "table_xinfo",      "table_list",
                                                     "index_list", "index_info",       "index_xinfo",
                                                     "_check",     "foreign_key_list", "compile_options"};
    const std::string name = lower(text.substr(0, value));
    return text[value] == '=' ||
           std::none_of(std::begin(questions), std::end(questions),
                        [&](std::string_view question) { return name.find(question) != std::string::npos; });
}

std::string hexadecimal(const std::string& data) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "X'";
    for (const char c : data) {
        text += digits[static_cast<unsigned char>(c) >> 4];
        text += digits[static_cast<unsigned char>(c) & 15];
    }
    return text + "'";
}

/// A value as SQL for what bind() makes of it.
std::string as_literal(const Value& value, const sql::Grammar& grammar) {
    if (const bool* flag = value.get_if<bool>())
        return *flag ? "1" : "0";
    if (const Bytes* bytes = value.get_if<Bytes>())
        return hexadecimal(bytes->data);
    if (const std::string* text = value.get_if<std::string>())
        return text->find('\0') == std::string::npos ? sql::quoted_text(*text)
                                                     : "CAST(" + hexadecimal(*text) + " AS TEXT)";
    if (const DateTime* moment = value.get_if<DateTime>())
        return sql::quoted_text(moment->text);
    if (const Date* date = value.get_if<Date>())
        return sql::quoted_text(date->text);
    if (const Time* time = value.get_if<Time>())
        return sql::quoted_text(time->text);
    if (const Uuid* uuid = value.get_if<Uuid>())
        return sql::quoted_text(uuid->text);
    return grammar.literal(value, nullptr);
}

/// The statement with its values in place of each ? that is no text.
std::string with_values(const Statement& statement, const sql::Grammar& grammar) {
    const std::string& text = statement.text;
    if (statement.parameters.empty())
        return text;
    std::string made;
    std::size_t next = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        if (text[i] == '\'' || text[i] == '"' || text[i] == '`')
            end = std::min(text.find(text[i], i + 1), text.size() - 1) + 1;
        else if (text[i] == '[')
            end = std::min(text.find(']', i), text.size() - 1) + 1;
        else if (text.compare(i, 2, "--") == 0)
            end = std::min(text.find('\n', i), text.size());
        else if (text.compare(i, 2, "/*") == 0)
            end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
        if (text[i] != '?') {
            made += text.substr(i, end - i);
            i = end;
            continue;
        }
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
            ++end;
        if (end > i + 1)
            next = std::stoul(text.substr(i + 1, end - i - 1)) - 1;
        made += as_literal(statement.parameters.at(next++), grammar);
        i = end;
    }
    return made;
}

std::string shown(const std::string& statement) {
    constexpr std::size_t longest = 600;
    return statement.size() <= longest ? statement : statement.substr(0, longest) + " …";
}

std::string advice(int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "Another program is using the database; try again when it is done, or wait longer for it with "
               "?timeout=60 "
               "(seconds) in the database URL.";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "Check that this user may write to the database file and to its folder.";
    case SQLITE_FULL:
        return "The disk is full; make room and run the command again. What was not committed is rolled back; "
               "`limbeck current` shows where the database is.";
    case SQLITE_IOERR:
        return "The disk or file system failed; check its free space and its health.";
    case SQLITE_NOTADB:
        return "The file is no SQLite database, or an encrypted one; check the path in the database URL.";
    case SQLITE_CORRUPT:
        return "The file is damaged; restore it from a backup, or try the .recover command of the sqlite3 program.";
    default:
        return {};
    }
}

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(sqlite3* database, const Dialect& dialect, std::string masked_url, milliseconds timeout,
                     Record record = {})
        : database_(database), dialect_(dialect), masked_url_(std::move(masked_url)), timeout_(timeout),
          record_(std::move(record)) {
        sqlite3_extended_result_codes(database_, 1);
        sqlite3_busy_handler(database_, &SqliteConnection::wait_while_busy, this);
        sqlite3_progress_handler(database_, 1000, &SqliteConnection::should_stop, this);
        register_functions(database_);
    }

    ~SqliteConnection() override {
        // What commit(wait=false) promised is kept; the rest is rolled back.
        try {
            wait_for_worker();
            drop_after_last_commit();
            if (!failure_)
                run_pending();
        } catch (...) { // a destructor has nobody to tell; callers who care call flush()
        }
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
        cache_.clear();
        sqlite3_close_v2(database_);
    }

    const Dialect& dialect() const override { return dialect_; }

    Result execute(const Statement& statement) override {
        settle();
        throw_failure();
        const Call call(*this);
        return run(statement, true);
    }

    void queue(Statement statement) override {
        throw_failure();
        add({Item::Kind::Statement, std::move(statement)});
        if (added_to_job())
            return;
        if (std::any_of(pending_.begin(), pending_.end(), is_commit)) {
            hand_over();
        } else {
            settle();
            throw_failure();
        }
    }

    void flush() override {
        settle();
        throw_failure();
    }

    void begin() override {
        throw_failure();
        if (!logically_open_)
            add({Item::Kind::Begin, {}});
        logically_open_ = true;
    }

    void commit(bool wait) override {
        throw_failure();
        add({Item::Kind::Commit, {}});
        logically_open_ = false;
        if (!wait && !record_) { // what is recorded comes in the order of the steps
            hand_over();
            return;
        }
        settle();
        throw_failure();
    }

    void rollback() override {
        // Failures inside of what is rolled back do not matter any more; those of an earlier commit do.
        drop_after_last_commit();
        settle();
        std::optional<Error> earlier;
        if (failure_ && failure_of_commit_)
            earlier = std::move(failure_);
        failure_.reset();
        logically_open_ = open_ = false;
        if (sqlite3_get_autocommit(database_) == 0) {
            const Call call(*this);
            run({"ROLLBACK", {}}, false);
        }
        if (earlier) {
            failed_ = true;
            throw *std::exchange(earlier, std::nullopt);
        }
        done_ = queued_;
    }

    bool in_transaction() const override {
        if (logically_open_)
            return true;
        std::unique_lock guard(mutex_);
        return job_.empty() && pending_.empty() && sqlite3_get_autocommit(database_) == 0;
    }

    bool has_written() override {
        flush();
        return sqlite3_txn_state(database_, nullptr) == SQLITE_TXN_WRITE;
    }

    std::uint64_t queued() const override { return queued_; }
    std::uint64_t done() const override { return done_; }

    void wait_for(std::uint64_t position) override {
        if (done_ < position) {
            std::unique_lock guard(mutex_);
            changed_.wait(guard, [&] { return job_.empty() || done_ >= position; });
            if (job_.empty())
                take_failure_of_worker();
        }
        if (failure_ || done_ < position)
            settle();
        throw_failure();
    }

    void lock_migrations(const std::string& scope, milliseconds patience) override {
        const char* path = sqlite3_db_filename(database_, "main");
        auto lock = std::make_unique<MigrationLock>(path ? path : "", scope);
        interrupted_ = false;
        if (!wait_for_lock([&] { return lock->try_lock(); }, patience, interrupted_))
            throw LockHeld(lock->holder(), patience,
                           "Wait until it is done and run the command again. If it hangs, end that process.");
        migration_lock_ = std::move(lock);
    }

    void unlock_migrations() override { migration_lock_.reset(); }

    void interrupt() noexcept override {
        interrupted_ = true;
        sqlite3_interrupt(database_);
    }

    std::string server_version() override { return sqlite3_libversion(); }

    bool only_plans() const override { return static_cast<bool>(record_); }

  private:
    struct Item {
        enum class Kind { Statement, Begin, Commit };
        Kind kind;
        Statement statement;
    };

    static bool is_commit(const Item& item) { return item.kind == Item::Kind::Commit; }

    void add(Item item) {
        if (std::exchange(failed_, false))
            done_ = queued_; // what failed, and what was after it, is no more
        pending_.push_back(std::move(item));
        ++queued_;
    }

    void drop_after_last_commit() {
        while (!pending_.empty() && !is_commit(pending_.back())) {
            pending_.pop_back();
            --queued_;
        }
    }

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

    // --- running, in whichever thread has the connection

    std::string place_of(const Statement& statement) const {
        if (statement.text.empty())
            return masked_url_;
        return statement.origin + (statement.origin.empty() ? "" : "\n") +
               "statement: " + shown(support::without_passwords(statement.text));
    }

    Error error_of(const Statement& statement) {
        const int code = sqlite3_extended_errcode(database_);
        if (stop_wanted() && ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_BUSY))
            return Error(Error::Kind::Interrupted, "interrupted while the database worked", place_of(statement));
        Error error(Error::Kind::Database, sqlite3_errmsg(database_), place_of(statement), advice(code));
        const int kind = code & 0xff;
        // Where the trouble is the file and not the statement, the file is what must be named.
        if (kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY ||
            kind == SQLITE_FULL || kind == SQLITE_BUSY)
            error = error.at(masked_url_);
        error.statement = support::without_passwords(statement.text);
        error.diagnostics = {{"sqlite_errorcode", std::to_string(code)}, {"sqlite_errorname", error_name(code)}};
        return error;
    }

    [[noreturn]] void refuse(const Statement& statement, std::string what, std::string now = {}) const {
        Error error(Error::Kind::Database, std::move(what), place_of(statement), std::move(now));
        error.statement = support::without_passwords(statement.text);
        throw error;
    }

    struct Cached {
        std::string text;
        StatementPtr statement;
    };

    StatementPtr prepare(const Statement& statement) {
        for (auto cached = cache_.begin(); cached != cache_.end(); ++cached)
            if (cached->text == statement.text) {
                StatementPtr found = std::move(cached->statement);
                cache_.erase(cached);
                return found;
            }
        const std::string& text = statement.text;
        if (text.find('\0') != std::string::npos)
            refuse(statement, "the query contains a null character");
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        if (sqlite3_prepare_v3(database_, text.c_str(), static_cast<int>(text.size() + 1), 0, &prepared, &tail) !=
            SQLITE_OK)
            throw error_of(statement);
        StatementPtr owned(prepared);
        if (!from_first_word(tail).empty())
            refuse(statement, "You can only execute one statement at a time.",
                   "Give each statement an op.execute() of its own.");
        return owned;
    }

    /// Statements with parameters come again and again (bulk_insert), BEGIN and COMMIT, too.
    void keep(const Statement& statement, StatementPtr prepared) {
        if (statement.parameters.empty() && statement.text.size() > 16)
            return;
        sqlite3_reset(prepared.get());
        sqlite3_clear_bindings(prepared.get());
        cache_.push_back({statement.text, std::move(prepared)});
        if (cache_.size() > 8)
            cache_.erase(cache_.begin());
    }

    void bind(sqlite3_stmt* prepared, const Statement& statement) {
        const List& values = statement.parameters;
        const int wanted = sqlite3_bind_parameter_count(prepared);
        if (wanted != static_cast<int>(values.size()))
            refuse(statement, "Incorrect number of bindings supplied. The current statement uses " +
                                  std::to_string(wanted) + ", and there are " + std::to_string(values.size()) +
                                  " supplied.");
        const auto bind_text = [&](int i, const std::string& text) {
            return sqlite3_bind_text64(prepared, i, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        };
        for (int i = 1; i <= wanted; ++i) {
            const Value& value = values[static_cast<std::size_t>(i - 1)];
            int code = SQLITE_OK;
            if (value.is_null())
                code = sqlite3_bind_null(prepared, i);
            else if (const bool* flag = value.get_if<bool>())
                code = sqlite3_bind_int(prepared, i, *flag ? 1 : 0);
            else if (const std::int64_t* number = value.get_if<std::int64_t>())
                code = sqlite3_bind_int64(prepared, i, *number);
            else if (const double* real = value.get_if<double>())
                code = sqlite3_bind_double(prepared, i, *real);
            else if (const std::string* text = value.get_if<std::string>())
                code = bind_text(i, *text);
            else if (const Bytes* bytes = value.get_if<Bytes>())
                code = sqlite3_bind_blob64(prepared, i, bytes->data.data() ? bytes->data.data() : "",
                                           bytes->data.size(), SQLITE_TRANSIENT);
            else if (const Decimal* decimal = value.get_if<Decimal>())
                code = sqlite3_bind_double(prepared, i, std::strtod(decimal->text.c_str(), nullptr));
            else if (const Date* date = value.get_if<Date>())
                code = bind_text(i, date->text);
            else if (const Time* time = value.get_if<Time>())
                code = bind_text(i, time->text);
            else if (const DateTime* moment = value.get_if<DateTime>())
                code = bind_text(i, moment->text);
            else if (const Uuid* uuid = value.get_if<Uuid>())
                code = bind_text(i, uuid->text);
            else
                refuse(statement, "Error binding parameter " + std::to_string(i) + ": type '" +
                                      std::string(value.kind_name()) + "' is not supported");
            if (code != SQLITE_OK)
                throw error_of(statement);
        }
    }

    static Value column_value(sqlite3_stmt* statement, int column) {
        switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        }
        case SQLITE_BLOB: {
            const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            return Bytes{size ? std::string(data, size) : std::string()};
        }
        default:
            return {};
        }
    }

    Result run(const Statement& statement, bool keep_rows) {
        StatementPtr prepared = prepare(statement);
        Result result;
        if (!prepared)
            return result; // nothing but comments
        const std::string word = first_word(statement.text);
        if (open_ && sqlite3_get_autocommit(database_) != 0 && begins_transaction(prepared.get(), statement.text, word))
            run({"BEGIN IMMEDIATE", {}}, false);
        bind(prepared.get(), statement);

        const int columns = sqlite3_column_count(prepared.get());
        result.returns_rows = columns > 0;
        int code = SQLITE_OK;
        while ((code = sqlite3_step(prepared.get())) == SQLITE_ROW) {
            if (!keep_rows)
                continue;
            List& row = result.rows.emplace_back();
            row.reserve(static_cast<std::size_t>(columns));
            for (int column = 0; column < columns; ++column)
                row.push_back(column_value(prepared.get(), column));
        }
        if (code != SQLITE_DONE)
            throw error_of(statement);
        for (int column = 0; keep_rows && column < columns; ++column)
            result.columns.emplace_back(sqlite3_column_name(prepared.get(), column));
        if (is_one_of(word, {"insert", "update", "delete", "replace"})) {
            result.rowcount = sqlite3_changes(database_);
            result.last_insert_id = sqlite3_last_insert_rowid(database_);
            if (const auto error =
                    wrong_rows(statement.expected_rows, statement.unexpected, statement.origin, result.rowcount))
                throw *error;
        }
        if (record_ && changes(prepared.get(), from_first_word(statement.text), word))
            record_(with_values(statement, dialect_.grammar()));
        keep(statement, std::move(prepared));
        return result;
    }

    void run_item(const Item& item) {
        switch (item.kind) {
        case Item::Kind::Statement:
            run(item.statement, false);
            return;
        case Item::Kind::Begin:
            open_ = true;
            return;
        case Item::Kind::Commit:
            if (sqlite3_get_autocommit(database_) == 0)
                run({"COMMIT", {}}, false);
            open_ = false;
            return;
        }
    }

    /// Runs the items; keeps the first failure, with what was in doubt because of it.
    void run_items(const std::vector<Item>& items, std::optional<Error>& failure, bool& of_commit) {
        const Call call(*this);
        for (auto item = items.begin(); item != items.end(); ++item) {
            try {
                run_item(*item);
                ++done_;
                if (item->kind == Item::Kind::Commit)
                    tell_waiting();
            } catch (Error& error) {
                failure = std::move(error);
                of_commit = std::any_of(item, items.end(), is_commit);
                // What was queued for a later transaction does not run, either.
                return;
            }
        }
    }

    void run_pending() {
        if (pending_.empty())
            return;
        std::vector<Item> items;
        items.swap(pending_);
        run_items(items, failure_, failure_of_commit_);
    }

    /// Everything queued has run, or there is a failure.
    void settle() {
        wait_for_worker();
        if (failure_)
            pending_.clear();
        else
            run_pending();
        if (failure_)
            logically_open_ = sqlite3_get_autocommit(database_) == 0 || open_;
    }

    void throw_failure() {
        if (failure_) {
            Error error = std::move(*failure_);
            failure_.reset();
            failed_ = true;
            throw error;
        }
    }

    // --- the worker: it commits while the caller goes on, so that the way to the disk costs the caller little, and
    // goes on with what is queued meanwhile. Statements alone are run by the caller's thread: measured, handing them
    // over costs as much as it saves. Either the worker has the connection (job_ is not empty) or the caller's thread
    // has.

    /// Gives what is queued to the worker, if it is at work; else nothing is done.
    bool added_to_job() {
        const std::lock_guard guard(mutex_);
        if (job_.empty())
            return false;
        more_.insert(more_.end(), std::make_move_iterator(pending_.begin()), std::make_move_iterator(pending_.end()));
        pending_.clear();
        return true;
    }

    /// Wakes a caller that waits for a commit to be done, though the job goes on.
    void tell_waiting() {
        {
            const std::lock_guard guard(mutex_); // a waiter is either before its look at done_, or asleep
        }
        changed_.notify_all();
    }

    void hand_over() {
        if (added_to_job())
            return;
        {
            const std::lock_guard guard(mutex_);
            take_failure_of_worker();
            if (failure_)
                pending_.clear();
            if (!pending_.empty())
                job_.swap(pending_);
        }
        if (failure_) {
            logically_open_ = sqlite3_get_autocommit(database_) == 0 || open_;
            throw_failure();
        }
        if (!worker_.joinable())
            start_worker();
        changed_.notify_all();
    }

    void take_failure_of_worker() {
        if (worker_failure_ && !failure_) {
            failure_ = std::move(worker_failure_);
            failure_of_commit_ = worker_failure_of_commit_;
        }
        worker_failure_.reset();
    }

    void wait_for_worker() {
        std::unique_lock guard(mutex_);
        changed_.wait(guard, [&] { return job_.empty(); });
        take_failure_of_worker();
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
            guard.unlock();
            std::optional<Error> failure;
            bool of_commit = false;
            run_items(job_, failure, of_commit);
            guard.lock();
            job_.clear();
            if (failure)
                more_.clear(); // what was queued behind a failure does not run
            else
                job_.swap(more_);
            worker_failure_ = std::move(failure);
            worker_failure_of_commit_ = of_commit;
            changed_.notify_all();
        }
    }

    sqlite3* database_;
    const Dialect& dialect_;
    std::string masked_url_;
    milliseconds timeout_;
    Record record_; ///< of a connection for a plan
    std::vector<Cached> cache_;
    std::unique_ptr<MigrationLock> migration_lock_;

    std::uint64_t queued_ = 0;
    std::atomic<std::uint64_t> done_{0};
    bool failed_ = false;            ///< an error was thrown, and nothing was queued since
    std::vector<Item> pending_;      ///< queued and not handed over
    bool logically_open_ = false;    ///< in a transaction, once all that is queued has run
    bool open_ = false;              ///< begin() was run; BEGIN follows with the first statement that writes
    std::optional<Error> failure_;   ///< the first failure, for the next call
    bool failure_of_commit_ = false; ///< a commit failed, or was not reached

    std::optional<InterruptionWatch> watch_;
    std::chrono::steady_clock::time_point busy_since_;
    std::atomic<bool> interrupted_{false};

    mutable std::mutex mutex_; ///< of what follows
    std::condition_variable changed_;
    std::vector<Item> job_;  ///< what the worker runs
    std::vector<Item> more_; ///< what it runs then
    std::optional<Error> worker_failure_;
    bool worker_failure_of_commit_ = false;
    bool stopping_ = false;
    std::thread worker_;
};

// --- opening

const std::string* query_value(const Url& url, std::string_view name) {
    for (const auto& [key, value] : url.query)
        if (key == name)
            return &value;
    return nullptr;
}

bool is_true(const std::string* text) {
    return text && is_one_of(lower(*text), {"true", "yes", "on", "y", "t", "1"});
}

/// The file name that SQLite gets: for ?uri=true the rest of the query belongs to SQLite's own URI.
std::string file_name(const Url& url, bool is_uri) {
    if (!is_uri)
        return url.database.empty() ? ":memory:" : url.database;
    std::string name = url.database;
    char separator = '?';
    auto query = url.query;
    std::stable_sort(query.begin(), query.end());
    for (const auto& [key, value] : query) {
        if (is_one_of(key,
                      {"uri", "timeout", "isolation_level", "detect_types", "check_same_thread", "cached_statements"}))
            continue;
        name += separator + key + "=" + value;
        separator = '&';
    }
    return name;
}

/// What a URL says of the database to open.
struct Place {
    std::string name;
    bool is_uri = false;
    milliseconds timeout{5000}; ///< Python's sqlite3.connect()
};

Place place_of(const Url& url) {
    if (!url.user.empty() || url.password || !url.host.empty() || url.port)
        throw Error(Error::Kind::Configuration,
                    "Invalid SQLite URL: " + url.masked() +
                        "\nValid SQLite URL forms are:\n sqlite:///:memory: (or, sqlite://)\n"
                        " sqlite:///relative/path/to/file.db\n sqlite:////absolute/path/to/file.db");
    if (url.driver == "pysqlcipher")
        throw Error(Error::Kind::Unsupported, "encrypted SQLite databases (pysqlcipher) cannot be opened", url.masked(),
                    "Run the migrations of this database with Alembic.");
    Place place;
    place.is_uri = is_true(query_value(url, "uri"));
    place.name = file_name(url, place.is_uri);
    if (const std::string* seconds = query_value(url, "timeout")) {
        char* end = nullptr;
        const double number = std::strtod(seconds->c_str(), &end);
        if (end == seconds->c_str() || *end != '\0' || number < 0 || number > 1e6)
            throw Error(Error::Kind::Configuration, "timeout in the database URL is not a number of seconds",
                        url.masked());
        place.timeout = milliseconds(static_cast<long>(number * 1000));
    }
    return place;
}

[[noreturn]] void fail_to_open(const Place& place, const Url& url, std::string message) {
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::absolute(place.name, ignored).parent_path();
    std::string now = "Check the path in the database URL, and that this user may read and write there.";
    if (!place.is_uri && !std::filesystem::is_directory(folder, ignored))
        now = "The folder " + folder.string() +
              " does not exist: create it, or correct the path in the database "
              "URL (four slashes begin an absolute path: sqlite:////data/app.db).";
    throw Error(Error::Kind::Database, std::move(message), url.masked(), now);
}

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

std::unique_ptr<Connection> connect_for_plan(const Url& url, const Dialect& dialect, Record record) {
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
    return std::make_unique<SqliteConnection>(database, dialect, url.masked(), place.timeout, std::move(record));
}

} // namespace limbeck::dialects::sqlite
