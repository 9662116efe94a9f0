#pragma once

#include "dialects/dialect.hpp"

#include <functional>
#include <utility>

namespace limbeck::dialects {

/// Answers from the catalogue, and asks it each time: scripts change the schema between two questions.
class LiveDatabaseState final : public DatabaseState {
  public:
    /// `connection` gives it with all done that was queued before; null offline.
    explicit LiveDatabaseState(std::function<Connection*()> connection) : connection_(std::move(connection)) {}

    bool is_live() const override { return connection_() != nullptr; }
    bool has_type(const std::string& schema, const std::string& name) override;
    bool has_table(const std::string& schema, const std::string& name) override;
    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override;

  private:
    std::function<Connection*()> connection_;
};

} // namespace limbeck::dialects
