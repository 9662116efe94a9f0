#pragma once

#include "autogenerate/autogenerate.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::migration {
class MigrationContext;
}
namespace limbeck::scripting {
class AutogenerateEnvironment;
}

namespace limbeck::command {

class Project;

struct ComparisonOptions {
    /// What a user says has been renamed: autogenerate::CompareOptions::renames.
    std::vector<std::pair<std::string, std::string>> renames;
    /// Asked of what looks like a rename; empty: nobody is.
    std::function<bool(const std::string& old_name, const std::string& new_name)> is_rename;
};

/// Throws Error(Command) "Target database is not up to date." unless the database stands at all heads.
void refuse_database_behind(Project& project, const std::vector<std::string>& heads);

} // namespace limbeck::command
