#pragma once

#include "migration/environment.hpp"
#include "migration/plan.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace limbeck::command {

class Project;

/// Told the heads of each database before its steps are planned.
using HeadsFunction = std::function<void(const std::vector<std::string>& heads, migration::MigrationContext& context)>;

/// What upgrade() would ask the environment for, with nothing run: it comes into `plan`. Borrows the project.
migration::Request planning_request(Project& project, const std::string& destination,
                                    const std::shared_ptr<migration::Plan>& plan, HeadsFunction learn);

} // namespace limbeck::command
