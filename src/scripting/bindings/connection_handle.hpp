#pragma once

#include "dialects/connection.hpp"
#include "operations/target.hpp"

#include <memory>
#include <string>

namespace limbeck::scripting {

/// What a script holds of a connection: opened at its first use, shared with the migration context that is configured
/// with it. Its members must be called without the GIL wherever they may wait for the database.
class ConnectionHandle {
  public:
    /// One that is opened when it is needed.
    explicit ConnectionHandle(std::string url) : url_(std::move(url)) {}
    /// One that the engine opened.
    explicit ConnectionHandle(std::shared_ptr<dialects::Connection> connection) : connection_(std::move(connection)) {}

    /// Opens it if need be. Throws Error(Database); Error(Command) when it was closed.
    dialects::Connection& open();
    std::shared_ptr<dialects::Connection> shared();
    const dialects::Connection* peek() const { return connection_.get(); }
    /// The dialect's name, known without opening.
    std::string dialect_name() const;
    const std::string& url() const { return url_; }
    /// Rolls back, and gives the connection up; it closes with its last owner.
    void close();

  private:
    std::string url_;
    std::shared_ptr<dialects::Connection> connection_;
    bool closed_ = false;
};

/// Carries out an operation on a connection with the naming convention of a script's own metadata. Where the connection
/// is that of the migration context of this thread, it goes through that.
void invoke_on(ConnectionHandle& handle, const operations::Operation& operation,
               const schema::NamingConvention& convention);

/// The statements of a change to what that database holds now, not run.
dialects::Statements statements_on(ConnectionHandle& handle, const schema::Change& change);

} // namespace limbeck::scripting
