#pragma once

#include "dialects/dialect.hpp"

#include <functional>
#include <utility>

namespace limbeck::dialects {

/// Answers from the catalogue, and asks it each time: scripts change the schema between two questions.
class LiveDatabaseState final : public DatabaseState {
  public:
    /// `connection` gives it with all done that was queued before; null offline. `only_plans`: it does not show what is
    /// run (Connection::only_plans), or there is none.
    LiveDatabaseState(std::function<Connection*()> connection, bool only_plans)
        : connection_(std::move(connection)), only_plans_(only_plans) {}

    bool is_live() const override { return connection_() != nullptr; }
    bool has_type(const std::string& schema, const std::string& name) override;
    bool has_table(const std::string& schema, const std::string& name) override;
    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override;
    std::optional<std::string> column_definition(const std::string& schema, const std::string& table,
                                                 const std::string& column) override;
    bool must_remember() const override { return only_plans_; }

  private:
    std::function<Connection*()> connection_;
    bool only_plans_;
};

} // namespace limbeck::dialects
