#pragma once

#include "dialects/inspector.hpp"
#include "schema/schema.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
} // namespace limbeck::dialects

namespace limbeck::autogenerate {

/// An inspection in a thread of its own, while this one reads the target. It guesses from the schemas of the target's
/// tables what the comparison will want to know; a wrong guess costs time, and no more.
class EarlyInspection {
  public:
    /// `schemas`: of the target's tables, as the models name them. Borrows the connection, which nobody else may use
    /// before wait(). Throws Error(Database).
    EarlyInspection(dialects::Connection& connection, const std::vector<std::string>& schemas);
    /// Waits as well.
    ~EarlyInspection();
    EarlyInspection(const EarlyInspection&) = delete;
    EarlyInspection& operator=(const EarlyInspection&) = delete;

    const std::string& default_schema() const { return default_schema_; }

    /// Until the connection is free, and what was logged meanwhile is written.
    void wait() noexcept;
    /// The same for the one that this thread has begun, if there is any: before a script may use its connection.
    static void wait_in_this_thread() noexcept;

    /// What is there, if it is what is wanted; only the first time. Throws what the inspection threw.
    std::optional<schema::Schema> take(const dialects::InspectFilter& wanted);

  private:
    struct Work;

    std::unique_ptr<dialects::Inspector> inspector_;
    std::string default_schema_;
    dialects::InspectFilter filter_;
    std::unique_ptr<Work> work_;
};

} // namespace limbeck::autogenerate
