#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limbeck/value.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace limbeck::dialects {

class Dialect;
class Inspector;
class StatementJournal;
struct Effects;

/// One SQL statement for one database: its text, and values for `?` where the driver binds (else none).
struct Statement {
    std::string text;
    List parameters = {};
    /// The number of rows that it must touch, checked when its result is collected; -1: any. Another number is
    /// Error(Command) "… expected to match one row …", see `unexpected`.
    std::int64_t expected_rows = -1;
    /// The message of that error with %d for the number found.
    std::string unexpected = {};
    /// Which line of a script asked for it; becomes the `where` of an error. May be empty.
    std::string origin = {};
    /// Of limbeck's own statements on a connection that only plans: what they do (dialects/planning/effects.hpp). Null:
    /// the text says it.
    std::shared_ptr<const Effects> effects = nullptr;
};
using Statements = std::vector<Statement>;

struct Result {
    bool returns_rows = false;
    std::vector<std::string> columns;
    std::vector<std::uint32_t> types; ///< of the columns: PostgreSQL's oids; nothing elsewhere
    std::vector<List> rows;           ///< values by the column's type as the server declares it (SQLite: storage class)
    std::int64_t rowcount = -1;       ///< of INSERT/UPDATE/DELETE; -1 where the server does not say
    std::int64_t last_insert_id = 0;  ///< SQLite; 0 elsewhere
    bool planned = false;             ///< the statement was recorded and not run: what it would give is not known
};

/// Takes a statement that a connection for a plan does not run, as it would be sent: with its values, without a
/// semicolon.
using Record = std::function<void(const std::string& statement)>;

/// A connection to one database. One thread at a time uses it; interrupt() may be called from any thread or from a
/// signal handler. Failures are Error(Database) with the statement, passwords masked, and the server's message,
/// detail and hint; a lost connection says so. The destructor rolls back and closes.
class Connection {
  public:
    virtual ~Connection() = default;

    virtual const Dialect& dialect() const = 0;

    /// Runs everything queued, then the statement, and returns its rows.
    virtual Result execute(const Statement& statement) = 0;

    /// Sends queries whose rows answer() will give, one after the other: a server works on them while the caller does
    /// something else, such as reading the rows of the first. A failure is thrown by answer(), or by any other call
    /// before that. Returns what answer() wants to know, for each.
    virtual std::vector<std::uint64_t> ask(std::vector<Statement> queries);
    /// Waits for the rows of this question, which are given once.
    virtual Result answer(std::uint64_t question);

    /// Runs the statement at some time before the next execute(), flush(), commit() or rollback() returns; its rows
    /// are thrown away. On a server the statement is on its way when this returns or soon after, and the caller goes
    /// on with other work. If it fails, the error names this statement, and what was queued after it did not run.
    virtual void queue(Statement statement) = 0;
    /// Waits until all that was queued has run; throws the first error.
    virtual void flush() = 0;

    /// BEGIN. On SQLite the transaction takes the write lock at its first statement that writes; the DDL in it is
    /// transactional. May be sent together with the next statement.
    virtual void begin() = 0;
    /// Flushes, then COMMIT. May return before the server has answered when `wait` is false: then the answer is
    /// checked by the next call.
    virtual void commit(bool wait = true) = 0;
    virtual void rollback() = 0;
    virtual bool in_transaction() const = 0;
    /// Whether the transaction that is open has changed anything. Runs what is queued. True where the database does not
    /// tell, as PostgreSQL after an error.
    virtual bool has_written() { return in_transaction(); }

    /// How many things were queued so far (statements, begin(), commit()), and how many of them the database has done:
    /// once something has failed, done() says where. They meet again when all is done, or rolled back.
    virtual std::uint64_t queued() const = 0;
    virtual std::uint64_t done() const = 0;
    /// Waits until done() has come to `position`; throws the first error.
    virtual void wait_for(std::uint64_t position) = 0;

    /// Waits for the lock that keeps two deployers of this database apart, held until unlock_migrations() or the end of
    /// the connection (PostgreSQL: an advisory lock keyed by database, `scope` hashed in; SQLite: a lock on a
    /// byte of the database file that SQLite never uses, none for :memory:). Throws LockHeld (dialects/lock_wait.hpp)
    /// when `patience` is over.
    virtual void lock_migrations(const std::string& scope, std::chrono::milliseconds patience) = 0;
    virtual void unlock_migrations() = 0;
    /// Which deployers that lock does not keep apart: "those of the other nodes of the Galera cluster"; empty: none.
    virtual std::string lock_gap() { return {}; }

    /// Makes the statement that runs now fail as soon as possible (PQcancel, sqlite3_interrupt).
    virtual void interrupt() noexcept = 0;

    /// "15.4" etc. as the server says it.
    virtual std::string server_version() = 0;

    /// Reads the schema back (dialects/inspector.hpp); on a connection that only plans, with what is planned. Borrows
    /// the connection for its life.
    virtual std::unique_ptr<Inspector> inspector();

    /// Follows the statements that come from now on (dialects/statement_journal.hpp); null: none does any more. Where a
    /// rollback takes DDL back, there is nothing to follow, and nobody asks (Dialect::journalling).
    virtual void set_journal(StatementJournal* /*journal*/) {}

    /// True for connections that change nothing and record what would (Dialect::connect_for_plan).
    virtual bool only_plans() const { return false; }
    /// After a step that could not be planned: goes on, as though it had been done.
    virtual void resume_plan() {}
    /// Gives the work a connection on which schemas can be tried out (Dialect::scratch): this one, or, of one that only
    /// plans, its session, in a transaction that is rolled back afterwards. What is planned is not seen there.
    virtual void try_out(const std::function<void(Connection&)>& work) { work(*this); }
    /// A script looks at a result that is `planned`. Throws what ends the plan.
    virtual void result_wanted(const std::string& /*statement*/) {}

  protected:
    std::map<std::uint64_t, Result> answers_; ///< those that nobody has taken yet
    std::uint64_t questions_ = 0;
};

} // namespace limbeck::dialects
