#pragma once

#include <functional>
#include <limbeck/command.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::cli {

/// What the arguments say; commands read it when they run.
struct Arguments {
    // Before the command.
    std::vector<std::string> config_files, x;
    std::string section = "alembic";
    std::string url, allow, runtime, lock_timeout;
    bool quiet = false, raise_errors = false;

    // The command's own.
    std::vector<std::string> revisions, depends_on, renames;
    std::string revision, directory, template_name = "generic";
    std::optional<std::string> message; ///< an empty one is a message, too
    std::string head, branch_label, version_path, rev_id, range, tag, format = "text", topic;
    bool sql = false, verbose = false, splice = false, autogenerate = false, resolve_dependencies = false,
         indicate_current = false, purge = false, package = false, check_heads = false, plan = false, graph = false,
         applied = false, no_models = false, resume = false, undo_partial = false;

    /// The command that was chosen; empty without one.
    std::function<void(Config&)> work;
    /// Why these options do not go together, and what to do; empty when they do.
    std::function<std::string()> contradiction;
};

} // namespace limbeck::cli
