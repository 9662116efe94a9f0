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

/// An inspection that begins before the target is read, so that the server works meanwhile. It guesses from the schemas
/// of the target's tables what the comparison will want to know; a wrong guess costs the server's time, and no more.
class EarlyInspection {
  public:
    /// `schemas`: of the target's tables, as the models name them. Borrows the connection. Throws Error(Database).
    EarlyInspection(dialects::Connection& connection, const std::vector<std::string>& schemas);

    const std::string& default_schema() const { return default_schema_; }

    /// What is there, if it is what is wanted; only the first time.
    std::optional<schema::Schema> take(const dialects::InspectFilter& wanted);

  private:
    std::unique_ptr<dialects::Inspector> inspector_;
    std::string default_schema_;
    dialects::InspectFilter filter_;
    std::unique_ptr<dialects::Inspection> inspection_;
};

} // namespace limbeck::autogenerate
