#include "dialects/queued_connection.hpp"

#include "dialects/interruption.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::dialects {

namespace {

using std::chrono::milliseconds;

/// How long one wait lasts at most: a signal that comes just before it, or to another thread, is seen after that.
constexpr milliseconds slice{100};

bool is_commit(const Queued& thing) {
    return thing.kind == Queued::Kind::Commit;
}

/// What the last of them that begins or ends a transaction does.
std::optional<bool> leaves_open(const std::deque<Queued>& things) {
    for (auto thing = things.rbegin(); thing != things.rend(); ++thing)
        if (thing->kind != Queued::Kind::Statement)
            return thing->kind == Queued::Kind::Begin;
    return std::nullopt;
}

} // namespace

Result QueuedConnection::execute(const Statement& statement) {
    throw_failure();
    add_statement(statement, true, 0);
    result_ = {};
    run_all(InterruptionWatch());
    throw_failure();
    return std::move(result_);
}

std::vector<std::uint64_t> QueuedConnection::ask(std::vector<Statement> queries) {
    throw_failure();
    std::vector<std::uint64_t> questions;
    for (Statement& query : queries) {
        add_statement(std::move(query), false, ++questions_);
        questions.push_back(questions_);
    }
    pump(true);
    throw_failure();
    return questions;
}

Result QueuedConnection::answer(std::uint64_t question) {
    throw_failure();
    const auto is_there = [&] { return answers_.contains(question); };
    // The last answer of a batch comes with its end.
    run_until([&] { return is_there() && (!busy_ || !sent_.empty()); });
    throw_failure();
    pump(true);
    return Connection::answer(question);
}

void QueuedConnection::queue(Statement statement) {
    throw_failure();
    add_statement(std::move(statement), false, 0);
    // What may end the transaction does so now, whatever comes next.
    pump(pending_.back().shape != Shape::One);
    throw_failure();
}

void QueuedConnection::flush() {
    throw_failure();
    run_all(InterruptionWatch());
    throw_failure();
}

void QueuedConnection::begin() {
    throw_failure();
    if (is_uncertain())
        flush();
    if (!in_transaction())
        add({Queued::Kind::Begin, {"BEGIN"}});
}

void QueuedConnection::commit(bool wait) {
    throw_failure();
    if (is_uncertain())
        flush();
    if (!pending_.empty() && pending_.back().kind == Queued::Kind::Begin)
        take_back(); // nothing happened in it
    else if (in_transaction())
        add({Queued::Kind::Commit, {"COMMIT"}});
    if (wait)
        run_all(InterruptionWatch());
    else
        send_all(InterruptionWatch());
    throw_failure();
}

void QueuedConnection::rollback() {
    // Failures inside of what is rolled back do not matter any more; those of an earlier commit do.
    std::optional<Error> earlier;
    const auto keep_failure_of_commit = [&] {
        if (failure_ && failure_of_commit_)
            earlier = std::move(failure_);
        failure_.reset();
    };
    keep_failure_of_commit();
    drop_after_last_commit();
    if (!lost_)
        run_all(InterruptionWatch());
    keep_failure_of_commit();
    if (!lost_ && session_in_transaction()) {
        add({Queued::Kind::Rollback, {"ROLLBACK"}});
        run_all(InterruptionWatch());
    }
    if (earlier) {
        failed_ = true;
        throw *std::exchange(earlier, std::nullopt);
    }
    if (!lost_)
        throw_failure();
    failure_.reset();
    answers_.clear();
    done_ = queued_;
}

bool QueuedConnection::in_transaction() const {
    if (const auto open = leaves_open(pending_))
        return *open;
    return busy_ ? open_ : session_in_transaction();
}

void QueuedConnection::wait_for(std::uint64_t position) {
    throw_failure();
    run_until([&] { return done_ >= position; });
    throw_failure();
}

void QueuedConnection::lock_migrations(const std::string& scope, milliseconds patience) {
    interrupted_ = false;
    waiting_for_lock_ = true;
    try {
        take_lock(scope, patience);
    } catch (...) {
        waiting_for_lock_ = false;
        throw;
    }
    waiting_for_lock_ = false;
    lock_scope_ = scope;
}

void QueuedConnection::unlock_migrations() {
    if (!lock_scope_)
        return;
    const std::string scope = *std::exchange(lock_scope_, std::nullopt);
    if (!lost_)
        give_lock_back(scope);
}

// --- for drivers

const Queued& QueuedConnection::take_next() {
    sent_.push_back(std::move(pending_.front()));
    pending_.pop_front();
    if (sent_.back().kind != Queued::Kind::Statement)
        open_ = sent_.back().kind == Queued::Kind::Begin;
    return sent_.back();
}

void QueuedConnection::answered(Result result) {
    if (sent_.empty())
        return;
    const Queued& thing = sent_.front();
    if (thing.question != 0)
        answers_[thing.question] = std::move(result);
    else if (thing.wants_rows)
        result_ = std::move(result);
    if (thing.shape == Shape::Several)
        return;
    sent_.pop_front();
    if (!failure_)
        ++done_;
}

void QueuedConnection::fail(Error error, std::size_t behind) {
    if (failure_)
        return;
    done_ += behind;
    failure_of_commit_ = std::any_of(sent_.begin(), sent_.end(), is_commit);
    failure_ = std::move(error);
}

void QueuedConnection::finished() {
    if (!failure_)
        done_ += sent_.size();
    else
        pending_.clear();
    sent_.clear();
    busy_ = false;
}

Error QueuedConnection::lost_error(const std::string& message) const {
    const bool committing = std::any_of(sent_.begin(), sent_.end(), is_commit);
    Error error(Error::Kind::Database,
                "the connection to the server is lost" + (message.empty() ? std::string() : ": " + message),
                masked_url_,
                committing ? "It was lost during COMMIT: look with the command current which revision the database "
                             "has, then run the command again."
                           : "The server rolls back what was not committed. Run the command again when the server "
                             "is there.");
    error.sqlstate = "08006"; // of the SQL standard: connection failure
    return error;
}

void QueuedConnection::keep_promises() noexcept {
    try {
        if (lost_)
            return;
        drop_after_last_commit();
        if (!pending_.empty() || std::any_of(sent_.begin(), sent_.end(), is_commit))
            run_all(InterruptionWatch());
    } catch (...) { // a destructor has nobody to tell; callers who care call flush()
    }
}

// --- the queue

void QueuedConnection::add_statement(Statement statement, bool wants_rows, std::uint64_t question) {
    Queued thing;
    thing.shape = shape_of(statement);
    thing.statement = std::move(statement);
    thing.wants_rows = wants_rows;
    thing.question = question;
    add(std::move(thing));
}

void QueuedConnection::add(Queued thing) {
    if (std::exchange(failed_, false))
        done_ = queued_; // what failed, and what was after it, is no more
    if (pending_.empty())
        waiting_since_ = std::chrono::steady_clock::now();
    pending_.push_back(std::move(thing));
    ++queued_;
}

void QueuedConnection::take_back() {
    pending_.pop_back();
    --queued_;
}

void QueuedConnection::drop_after_last_commit() {
    while (!pending_.empty() && !is_commit(pending_.back()))
        take_back();
}

bool QueuedConnection::is_uncertain() const {
    const auto controls = [](const Queued& thing) { return thing.shape == Shape::Control; };
    return std::any_of(pending_.begin(), pending_.end(), controls) || std::any_of(sent_.begin(), sent_.end(), controls);
}

void QueuedConnection::throw_failure() {
    if (failure_) {
        failed_ = true;
        throw *std::exchange(failure_, std::nullopt);
    }
}

void QueuedConnection::send_next(bool caller_waits) {
    if (lost_) {
        failure_ = lost_error({});
        failure_of_commit_ = false;
        pending_.clear();
        return;
    }
    if (!busy_)
        open_ = session_in_transaction();
    busy_ = true;
    try {
        send(caller_waits);
    } catch (...) {
        finished();
        throw;
    }
}

/// Takes what has come without waiting, and sends what waits where that may be. `at_once`: also a transaction that has
/// just begun, and may have more to say.
void QueuedConnection::pump(bool at_once) {
    if (busy_)
        receive(milliseconds(0));
    if (failure_ || !may_send() || pending_.empty() || pending_.back().kind == Queued::Kind::Begin)
        return;
    if (at_once || !in_transaction() || std::chrono::steady_clock::now() - waiting_since_ >= pace_.gathering)
        send_next(false);
}

/// Runs all that is sent and pending, or until the first failure.
void QueuedConnection::run_all(const InterruptionWatch& watch) {
    begin_wait();
    while (!failure_ && (busy_ || !pending_.empty())) {
        if (!pending_.empty() && may_send())
            send_next(true);
        wait(watch);
    }
    if (busy_)
        wait(watch); // the rest of a batch that failed
}

/// Until all that is pending is on its way. The transaction's locks are held until its COMMIT is, and what the caller
/// does next (a script that waits for something else) may take long.
void QueuedConnection::send_all(const InterruptionWatch& watch) {
    begin_wait();
    while (!failure_ && !pending_.empty()) {
        if (may_send())
            send_next(false);
        else
            wait(watch);
    }
}

void QueuedConnection::run_until(const std::function<bool()>& enough) {
    begin_wait();
    const InterruptionWatch watch;
    while (!failure_ && !enough() && (busy_ || !pending_.empty())) {
        if (!pending_.empty() && may_send())
            send_next(true);
        wait(watch, enough);
    }
}

/// Waits until the batch on its way is answered, or so much of it that the caller has enough.
void QueuedConnection::wait(const InterruptionWatch& watch, const std::function<bool()>& enough) {
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> cancelled;
    if (busy_)
        receive(milliseconds(0));
    while (busy_ && !(enough && enough())) {
        if (!cancelled && watch.interrupted()) {
            interrupt();
            cancelled = Clock::now();
        }
        if (cancelled && Clock::now() - *cancelled > pace_.patience) {
            lost_ = true; // the server does not answer; what it did is not known
            sent_.clear();
            pending_.clear();
            busy_ = false;
            throw Error(Error::Kind::Interrupted, "interrupted; the server did not answer the request to cancel",
                        masked_url_);
        }
        receive(slice);
    }
}

} // namespace limbeck::dialects
