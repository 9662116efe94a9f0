#pragma once

#include "migration/log_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace limbeck::revisions {
struct Revision;
class ScriptDirectory;
} // namespace limbeck::revisions

namespace limbeck::command {

/// What a database says of a revision.
struct RevisionState {
    std::optional<std::string> database;        ///< its URL, password masked
    std::optional<bool> is_current;             ///< the database stands here
    bool asked_for_log = false;                 ///< whether `applied` is known
    std::optional<migration::LogEntry> applied; ///< by the log table; none when it was not, or was taken back
};

/// A revision as a JSON object (limbeck/command.hpp lists its members), in lines indented for an array.
std::string revision_json(const revisions::ScriptDirectory& script, const revisions::Revision& revision,
                          const RevisionState& state);

/// A JSON array of such objects.
std::string json_array(const std::vector<std::string>& objects);

} // namespace limbeck::command
