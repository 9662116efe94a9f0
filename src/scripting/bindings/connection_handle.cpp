#include "scripting/bindings/connection_handle.hpp"

#include "autogenerate/early_inspection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/live_database_state.hpp"
#include "dialects/logged_connection.hpp"
#include "dialects/url.hpp"
#include "migration/environment.hpp"
#include "scripting/script_logging.hpp"

#include <limbeck/error.hpp>
#include <variant>

namespace limbeck::scripting {

namespace {

/// A connection as the target of operations: each statement runs before the script goes on, so that its failure is
/// raised where the script can catch it.
class LiveTarget final : public operations::Target {
  public:
    LiveTarget(dialects::Connection& connection, const schema::NamingConvention& convention)
        : connection_(connection), database_state_([&connection] { return &connection; }, connection.only_plans()),
          convention_(convention) {}

    const dialects::Dialect& dialect() const override { return connection_.dialect(); }
    dialects::Connection* connection() override { return &connection_; }
    void run(dialects::Statement statement) override { connection_.execute(statement); }
    dialects::DatabaseState* database_state() override { return &database_state_; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

  private:
    dialects::Connection& connection_;
    dialects::LiveDatabaseState database_state_;
    const schema::NamingConvention& convention_;
};

} // namespace

dialects::Connection& ConnectionHandle::open() {
    if (closed_)
        fail("This connection is closed.");
    using migration::EnvironmentContext;
    EnvironmentContext* here = EnvironmentContext::current();
    const bool planning = here ? here->is_planning() : EnvironmentContext::plan_is_made();
    if (connection_ && connection_->only_plans() != planning) {
        // One that a module has kept from an earlier command.
        if (url_.empty())
            throw Error(Error::Kind::Internal, "a connection of another command was kept");
        connection_.reset();
    }
    if (!connection_ && here) {
        connection_ = here->connect(url_);
    } else if (!connection_) {
        if (planning)
            throw Error(Error::Kind::Script, "a plan is being made, and a thread of the script wants a connection", {},
                        "Connect in the thread that runs the script.");
        const dialects::Url url = dialects::parse_url(url_);
        connection_ = dialects::dialect_named(url.dialect).connect(url);
    } else {
        autogenerate::EarlyInspection::wait_in_this_thread();
        return *connection_;
    }
    if (!planning && wants_statements())
        connection_ = dialects::logged(std::move(connection_));
    return *connection_;
}

std::shared_ptr<dialects::Connection> ConnectionHandle::shared() {
    open();
    return connection_;
}

std::string ConnectionHandle::dialect_name() const {
    return connection_ ? connection_->dialect().name() : dialects::parse_url(url_).dialect;
}

void ConnectionHandle::close() {
    closed_ = true;
    if (!connection_)
        return;
    const std::shared_ptr<dialects::Connection> connection = std::move(connection_);
    connection_.reset();
    if (connection->in_transaction())
        connection->rollback();
}

void invoke_on(ConnectionHandle& handle, const operations::Operation& operation,
               const schema::NamingConvention& convention) {
    LiveTarget target(handle.open(), convention);
    migration::EnvironmentContext* here = migration::EnvironmentContext::current();
    if (here && here->is_planning())
        here->request().plan->begin_operation(operation);
    operations::invoke(operation, target);
    if (here && here->is_planning())
        here->request().plan->end_operation();
}

dialects::Statements statements_on(ConnectionHandle& handle, const schema::Change& change) {
    dialects::Connection& connection = handle.open();
    dialects::LiveDatabaseState state([&connection] { return &connection; }, connection.only_plans());
    return connection.dialect().ddl().write(change, &state);
}

} // namespace limbeck::scripting
