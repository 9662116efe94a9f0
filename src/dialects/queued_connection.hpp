#pragma once

#include "dialects/connection.hpp"
#include "dialects/shape.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {

class InterruptionWatch;

/// One thing that waits to be sent, or that is on its way.
struct Queued {
    enum class Kind { Statement, Begin, Commit, Rollback };
    Kind kind = Kind::Statement;
    Statement statement;
    Shape shape = Shape::One;
    bool wants_rows = false;
    std::uint64_t question = 0; ///< what ask() gave for it

    /// Whether its rows are read.
    bool is_asked() const { return wants_rows || question != 0; }
};

/// The queue of a connection, the same for every database: what waits and what is on its way, the first failure, and
/// whether a COMMIT was lost by it; the rows of questions; what queued() and done() count. A driver derives from it,
/// sends what waits in batches, and says what has come.
///
///     pending_ --send()--> sent_ --answered()--> done;  fail() and lose() end what waits, finished() ends a batch
class QueuedConnection : public Connection {
  public:
    Result execute(const Statement& statement) override;
    std::vector<std::uint64_t> ask(std::vector<Statement> queries) override;
    Result answer(std::uint64_t question) override;
    void queue(Statement statement) override;
    void flush() override;
    void begin() override;
    void commit(bool wait) override;
    void rollback() override;
    bool in_transaction() const override;
    std::uint64_t queued() const override { return queued_; }
    std::uint64_t done() const override { return done_; }
    void wait_for(std::uint64_t position) override;
    void lock_migrations(const std::string& scope, std::chrono::milliseconds patience) override;
    void unlock_migrations() override;

  protected:
    /// What is different about the ways of drivers.
    struct Pace {
        /// How long the statements of a transaction wait for those that follow, to make one round trip with them.
        std::chrono::milliseconds gathering{0};
        /// Whether more may be sent while a batch is on its way.
        bool sends_more = false;
        /// How long the answer to a request to cancel is waited for; then the connection counts as lost.
        std::chrono::milliseconds patience{5000};
    };
    QueuedConnection(std::string masked_url, Pace pace) : masked_url_(std::move(masked_url)), pace_(pace) {}

    // --- what a driver does

    /// Throws for what cannot be sent.
    virtual Shape shape_of(const Statement& statement) const = 0;
    /// Sends, in one batch, what take_next() gives: as much of it as may go together. `caller_waits`: for all of it.
    virtual void send(bool caller_waits) = 0;
    /// Waits so long at most until something of the batch has come, and tells all that has. Zero: does not wait.
    virtual void receive(std::chrono::milliseconds limit) = 0;
    /// Whether the session has an open transaction; asked while nothing is on its way.
    virtual bool session_in_transaction() const = 0;

    /// Connection::lock_migrations(): by statements of the driver's own, each of which is a wait. interrupt() sets
    /// `interrupted_` meanwhile.
    virtual void take_lock(const std::string& scope, std::chrono::milliseconds patience) = 0;
    virtual void give_lock_back(const std::string& scope) = 0;

    // --- what it says

    /// The next thing that waits, or null. Taking it says that it is sent.
    const Queued* next() const { return pending_.empty() ? nullptr : &pending_.front(); }
    const Queued& take_next();
    std::size_t waiting() const { return pending_.size(); }
    /// What is on its way and has no answer yet. An element stays where it is until it is answered.
    const std::deque<Queued>& sent() const { return sent_; }
    /// Whether there is a transaction when all that was sent is done.
    bool open() const { return open_; }

    /// The first of sent() is done; a text of several statements when the batch is.
    void answered(Result result);
    /// The one of sent() that is so far behind the first has failed, and those before it are done. What follows does
    /// not run: neither the rest of the batch, nor what waits.
    void fail(Error error, std::size_t behind = 0);
    /// Nothing is on its way any more.
    void finished();
    /// The connection is gone, and nothing more is sent.
    void set_lost() { lost_ = true; }
    /// The error for that: it tells whether a COMMIT of sent() is in doubt.
    Error lost_error(const std::string& message) const;
    bool is_lost() const { return lost_; }
    bool busy() const noexcept { return busy_; }

    /// For the destructor: what commit(wait=false) promised is kept; the rest ends with the session.
    void keep_promises() noexcept;

    const std::string& masked_url() const { return masked_url_; }

    /// interrupt() was called since the wait began.
    std::atomic<bool> interrupted_{false};
    /// The deployers' lock is waited for: each of its many statements is a wait, and an interruption counts for all.
    std::atomic<bool> waiting_for_lock_{false};

  private:
    void add(Queued thing);
    void add_statement(Statement statement, bool wants_rows, std::uint64_t question);
    void take_back();
    void drop_after_last_commit();
    /// Something that may have begun or ended a transaction is not answered yet.
    bool is_uncertain() const;
    bool may_send() const { return !busy_ || pace_.sends_more; }
    void send_next(bool caller_waits);
    void pump(bool at_once);
    void begin_wait() { interrupted_ = interrupted_ && waiting_for_lock_; }
    void run_all(const InterruptionWatch& watch);
    void send_all(const InterruptionWatch& watch);
    void run_until(const std::function<bool()>& enough);
    void wait(const InterruptionWatch& watch, const std::function<bool()>& enough = {});
    void throw_failure();

    const std::string masked_url_;
    const Pace pace_;
    std::uint64_t queued_ = 0;
    std::uint64_t done_ = 0;
    std::deque<Queued> pending_;
    std::deque<Queued> sent_;
    std::atomic<bool> busy_{false}; ///< a batch is on its way
    bool open_ = false;
    std::chrono::steady_clock::time_point waiting_since_; ///< when the first of pending_ came
    Result result_;                                       ///< of what wants rows
    std::optional<Error> failure_;                        ///< the first one, for the next call
    bool failure_of_commit_ = false;                      ///< a COMMIT failed, or was not reached
    bool failed_ = false;                                 ///< an error was thrown, and nothing was queued since
    bool lost_ = false;
    std::optional<std::string> lock_scope_; ///< while the deployers' lock is held
};

} // namespace limbeck::dialects
