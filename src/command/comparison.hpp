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
class RevisionEnvironment;
} // namespace limbeck::scripting

namespace limbeck::command {

class Project;

struct ComparisonRequest {
    /// What a user says has been renamed: autogenerate::CompareOptions::renames.
    std::vector<std::pair<std::string, std::string>> renames;
    /// Asked of what looks like a rename; empty: nobody is.
    std::function<bool(const std::string& old_name, const std::string& new_name)> is_rename;
    /// For a file: autogenerate::Options of that names. `check` needs none of them.
    bool prove = true, count_rows = true, reversible = true;
    bool tells = true; ///< logs what is found, as Alembic does, and warns of what could not be compared
};

/// Compares the models, or what `[limbeck] target` names (command/target.hpp), with the database of a migration
/// context, inside of context.run_migrations(). `heads`: where the database stands. Throws Error(Command) "Target
/// database is not up to date." unless that is all heads of the project; and as read_target() and
/// AutogenerateEnvironment::target().
autogenerate::Result compare_models(Project& project, const std::vector<std::string>& heads,
                                    migration::MigrationContext& context, scripting::AutogenerateEnvironment& models,
                                    const ComparisonRequest& request = {});

/// Tries the operations out that Alembic's own autogenerate has found
/// (scripting::AutogenerateEnvironment::is_by_alembic), after it has: what is not proved is told in place of what it is
/// of the engine's own, which are in no file.
void prove_operations_of_alembic(migration::MigrationContext& context, scripting::AutogenerateEnvironment& models,
                                 const scripting::RevisionEnvironment& environment, autogenerate::Result& found,
                                 bool both_ways);

} // namespace limbeck::command
