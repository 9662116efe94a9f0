#pragma once

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/lock_wait.hpp"

#include <deque>
#include <limbeck/error.hpp>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::migration {

/// For tests: a connection to a database that does what it is told. What is queued comes to it when somebody waits.
class FakeConnection final : public dialects::Connection {
  public:
    std::vector<std::string> seen; ///< by the database: statements, BEGIN, COMMIT, ROLLBACK, LOCK, UNLOCK
    std::string failing;           ///< this one fails
    bool waited = true;            ///< for the last COMMIT
    int refusals = 0;              ///< of the lock, which another deployer has
    std::vector<std::chrono::milliseconds> patience;

    const dialects::Dialect& dialect() const override { return dialects::dialect_named("sqlite"); }
    dialects::Result execute(const dialects::Statement& statement) override {
        queue(statement);
        flush();
        return {};
    }
    void queue(dialects::Statement statement) override {
        ++queued_;
        waiting_.push_back(std::move(statement.text));
    }
    void flush() override {
        while (!waiting_.empty()) {
            const std::string text = std::move(waiting_.front());
            waiting_.pop_front();
            see(text);
            written_ = written_ || !text.starts_with("SELECT");
            ++done_;
        }
    }
    void begin() override {
        flush();
        see("BEGIN");
        open_ = true;
        written_ = false;
    }
    void commit(bool wait) override {
        flush();
        waited = wait;
        open_ = false;
        see("COMMIT");
    }
    void rollback() override {
        waiting_.clear();
        done_ = queued_;
        open_ = false;
        see("ROLLBACK");
    }
    bool in_transaction() const override { return open_; }
    bool has_written() override {
        flush();
        return open_ && written_;
    }
    std::uint64_t queued() const override { return queued_; }
    std::uint64_t done() const override { return done_; }
    void wait_for(std::uint64_t position) override {
        if (done_ < position)
            flush();
    }
    void lock_migrations(const std::string& scope, std::chrono::milliseconds how_long) override {
        patience.push_back(how_long);
        if (refusals-- > 0)
            throw dialects::LockHeld("process 1", how_long, "12:00");
        see("LOCK " + scope);
    }
    void unlock_migrations() override { see("UNLOCK"); }
    void interrupt() noexcept override {}
    std::string server_version() override { return "1"; }

  private:
    void see(const std::string& text) {
        if (text == failing) {
            waiting_.clear();
            Error error(Error::Kind::Database, "refused " + text);
            error.statement = text;
            throw error;
        }
        seen.push_back(text);
    }

    std::deque<std::string> waiting_;
    std::uint64_t queued_ = 0, done_ = 0;
    bool open_ = false, written_ = false;
};

} // namespace limbeck::migration
