#pragma once

#include "autogenerate/autogenerate.hpp"

#include <limbeck/value.hpp>
#include <string>
#include <vector>

namespace limbeck::scripting {
class RevisionEnvironment;
}

namespace limbeck::command {

/// The bodies of upgrade() and downgrade() of a new file, by the names that its template knows, and "imports".
/// `found`: what was compared in each run of context.run_migrations(), if anything was. Throws Error(Unsupported) for
/// operations that cannot be written.
Map revision_bodies(const scripting::RevisionEnvironment& environment, std::size_t file,
                    const std::vector<autogenerate::Result>& found);

/// What a user must hear of the file: dangers, what could not be proved; a line each.
std::vector<std::string> warnings_of(const autogenerate::Result& found);

} // namespace limbeck::command
