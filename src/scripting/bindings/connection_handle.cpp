#include "scripting/bindings/connection_handle.hpp"

#include "dialects/dialect.hpp"
#include "dialects/reflection.hpp"
#include "dialects/url.hpp"
#include "migration/environment.hpp"

#include <limbeck/error.hpp>
#include <variant>

namespace limbeck::scripting {

namespace {

/// Asks the database each time: scripts change the schema between two questions.
class LiveExisting final : public dialects::Existing {
  public:
    explicit LiveExisting(dialects::Connection& connection) : connection_(connection) {}

    bool has_type(const std::string& schema, const std::string& name) override {
        const auto reflection = connection_.dialect().reflect(connection_);
        for (const dialects::EnumType& type : reflection->enums(schema))
            if (type.name == name)
                return true;
        return false;
    }
    bool has_table(const std::string& schema, const std::string& name) override {
        return connection_.dialect().reflect(connection_)->has_table(schema, name);
    }
    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override {
        const auto found = connection_.dialect().reflect(connection_)->table(schema, table);
        if (!found)
            return false;
        for (const schema::Index& index : found->indexes)
            if (index.name.text == name)
                return true;
        return false;
    }

  private:
    dialects::Connection& connection_;
};

/// A connection as the target of operations: each statement runs before the script goes on, so that its failure is
/// raised where the script can catch it.
class LiveTarget final : public operations::Target {
  public:
    LiveTarget(dialects::Connection& connection, const schema::NamingConvention& convention)
        : connection_(connection), existing_(connection), convention_(convention) {}

    const dialects::Dialect& dialect() const override { return connection_.dialect(); }
    dialects::Connection* connection() override { return &connection_; }
    void run(dialects::Statement statement) override { connection_.execute(statement); }
    dialects::Existing* existing() override { return &existing_; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

  private:
    dialects::Connection& connection_;
    LiveExisting existing_;
    const schema::NamingConvention& convention_;
};

} // namespace

dialects::Connection& ConnectionHandle::open() {
    if (closed_)
        fail("This connection is closed.");
    if (!connection_) {
        const dialects::Url url = dialects::parse_url(url_);
        connection_ = dialects::dialect_named(url.dialect).connect(url);
    }
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
    operations::invoke(operation, target);
}

} // namespace limbeck::scripting
