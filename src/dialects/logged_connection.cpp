#include "dialects/logged_connection.hpp"

#include "dialects/inspector.hpp"
#include "support/log.hpp"

#include <utility>

namespace limbeck::dialects {

namespace {

void tell(std::string_view text) {
    log::info("sqlalchemy.engine.Engine", text);
}

class LoggedConnection final : public Connection {
  public:
    explicit LoggedConnection(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}

    const Dialect& dialect() const override { return connection_->dialect(); }

    Result execute(const Statement& statement) override {
        tell(statement.text);
        return connection_->execute(statement);
    }
    void queue(Statement statement) override {
        tell(statement.text);
        connection_->queue(std::move(statement));
    }
    void flush() override { connection_->flush(); }

    void begin() override {
        tell("BEGIN (implicit)");
        connection_->begin();
    }
    void commit(bool wait) override {
        connection_->flush(); // after a failure there is nothing to commit
        tell("COMMIT");
        connection_->commit(wait);
    }
    void rollback() override {
        // Done before it is told: the line may bring up the very failure that this is the answer to.
        const bool tells = connection_->in_transaction();
        connection_->rollback();
        if (tells)
            tell("ROLLBACK");
    }
    bool in_transaction() const override { return connection_->in_transaction(); }
    bool has_written() override { return connection_->has_written(); }

    std::uint64_t queued() const override { return connection_->queued(); }
    std::uint64_t done() const override { return connection_->done(); }
    void wait_for(std::uint64_t position) override { connection_->wait_for(position); }

    void lock_migrations(const std::string& scope, std::chrono::milliseconds patience) override {
        connection_->lock_migrations(scope, patience);
    }
    void unlock_migrations() override { connection_->unlock_migrations(); }
    std::string lock_gap() override { return connection_->lock_gap(); }

    void interrupt() noexcept override { connection_->interrupt(); }
    std::string server_version() override { return connection_->server_version(); }
    std::unique_ptr<Inspector> inspector() override { return connection_->inspector(); }
    bool only_plans() const override { return connection_->only_plans(); }
    void resume_plan() override { connection_->resume_plan(); }
    void try_out(const std::function<void(Connection&)>& work) override {
        if (connection_->only_plans())
            connection_->try_out(work);
        else
            work(*this);
    }
    void result_wanted(const std::string& statement) override { connection_->result_wanted(statement); }

  private:
    std::shared_ptr<Connection> connection_;
};

} // namespace

std::shared_ptr<Connection> logged(std::shared_ptr<Connection> connection) {
    return std::make_shared<LoggedConnection>(std::move(connection));
}

} // namespace limbeck::dialects
