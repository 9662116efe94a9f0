#pragma once

#include "autogenerate/compare.hpp"

#include <functional>
#include <limbeck/value.hpp>
#include <string>
#include <vector>

namespace limbeck::scripting {
class RevisionEnvironment;
}

namespace limbeck::command {

/// What is known of the operations of one run of context.run_migrations(), for those who write them down.
struct WritingNotes {
    std::vector<autogenerate::PossibleRename> possible_renames;
    schema::Schema before; ///< the database as it is: what upgrade() begins with
    schema::Schema after;  ///< what downgrade() begins with
    /// Lines that stand above a change as comments: its dangers, what could not be proved.
    std::function<std::vector<std::string>(const schema::Change& change)> comments;
};

/// The bodies of upgrade() and downgrade() of a new file, by the names that its template knows, and "imports".
/// `notes`: of each run, none where nothing was compared. Throws Error(Unsupported) for operations that cannot be
/// written, and what render_item raises.
Map revision_bodies(const scripting::RevisionEnvironment& environment, std::size_t file,
                    const std::vector<WritingNotes>& notes);

} // namespace limbeck::command
