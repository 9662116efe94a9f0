#pragma once

#include "command/project.hpp"

#include <functional>
#include <limbeck/value.hpp>
#include <string>
#include <vector>

namespace limbeck::command {

/// Runs the environment only to learn where the database is: `use` is called with the rows of the version table, once
/// for each database that env.py connects to. `command` and `arguments` are what env.py may ask for.
void with_current_heads(
    Project& project, const char* command, Map arguments, bool dont_mutate,
    const std::function<void(const std::vector<std::string>& heads, migration::MigrationContext& context)>& use);

} // namespace limbeck::command
