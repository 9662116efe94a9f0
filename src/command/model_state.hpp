#pragma once

#include "autogenerate/description.hpp"

#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::migration {
class MigrationContext;
}
namespace limbeck::scripting {
class RevisionEnvironment;
}

namespace limbeck::command {

class Project;

/// What `status` says of the models, or what stands for them, beside one database.
struct ModelState {
    std::string target; ///< what `[limbeck] target` names in place of models; else empty
    /// Whether `check` would fail. Not always when there are `objects`: process_revision_directives may leave them out,
    /// or add to them.
    bool differ = false;
    std::vector<autogenerate::DescribedObject> objects; ///< what differs
    std::vector<std::string> not_compared;              ///< what could not be compared, and why
    std::optional<Error> failure;                       ///< why nothing was compared
};

/// Compares the models with the database of a migration context that stands at `heads`, inside of
/// context.run_migrations(), as `check` does, and logs nothing. Absent when the project says of no models. Throws
/// Error(Interrupted) alone.
/// `environment` takes what was found to process_revision_directives; made where it is needed.
std::optional<ModelState> look_at_models(Project& project, const std::vector<std::string>& heads,
                                         migration::MigrationContext& context,
                                         std::optional<scripting::RevisionEnvironment>& environment);

} // namespace limbeck::command
