#pragma once

#include <optional>
#include <string>
#include <vector>

namespace limbeck {
class Config;
}

/// The commands, as Alembic's `alembic.command` has them. Each runs on the calling thread, prints through
/// Config::print and Config::output_buffer, and throws limbeck::Error when it fails; the database is then before or
/// after a step, never inside. Several may run at once in several threads, each with a Config of its own.
///
/// Revision identifiers are Alembic's: "head", "heads", "base", an id or a unique prefix of it, "+2", "-1", "id+2",
/// "branch@head".
namespace limbeck::command {

/// Upgrades to `revision`. With `sql`, prints the statements and runs nothing; `revision` may then be "start:end".
void upgrade(Config& config, const std::string& revision, bool sql = false,
             const std::optional<std::string>& tag = std::nullopt);

/// Downgrades to `revision`. With `sql`, `revision` must be "start:end".
void downgrade(Config& config, const std::string& revision, bool sql = false,
               const std::optional<std::string>& tag = std::nullopt);

/// Writes the version table as though the database were at `revisions`, and runs nothing. `purge` empties it first.
void stamp(Config& config, const std::vector<std::string>& revisions, bool sql = false,
           const std::optional<std::string>& tag = std::nullopt, bool purge = false);

/// Prints the revisions that the database is at. `check_heads`: throws when these are not all heads.
void current(Config& config, bool verbose = false, bool check_heads = false);

/// Prints the revisions, newest first. `range` is "start:end", either may be missing or "current".
void history(Config& config, const std::optional<std::string>& range = std::nullopt, bool verbose = false,
             bool indicate_current = false);

/// Prints the heads of the script directory.
void heads(Config& config, bool verbose = false, bool resolve_dependencies = false);

/// Prints the branch points of the script directory.
void branches(Config& config, bool verbose = false);

/// Prints one or several revisions; "current" asks the database.
void show(Config& config, const std::string& revision);

/// Makes the version table if there is none.
void ensure_version(Config& config, bool sql = false);

struct RevisionOptions {
    std::optional<std::string> message;
    std::string head = "head";
    bool splice = false;
    std::vector<std::string> branch_labels;
    std::optional<std::string> version_path;
    std::string rev_id; ///< empty: a new one
    std::vector<std::string> depends_on;
    bool autogenerate = false; ///< throws Error(Unsupported): comparing models is not part of this version
    bool sql = false;
};
/// Writes a new revision file through the project's script.py.mako; returns its path.
std::string revision(Config& config, const RevisionOptions& options);

struct MergeOptions {
    std::optional<std::string> message;
    std::vector<std::string> branch_labels;
    std::string rev_id; ///< empty: a new one
    bool splice = false;
};
/// Writes a revision file that joins `revisions`; returns its path.
std::string merge(Config& config, const std::vector<std::string>& revisions, const MergeOptions& options = {});

/// Makes a script directory from a template, and the configuration file of `config` where there is none.
/// `package`: with __init__.py files.
void init(Config& config, const std::string& directory, const std::string& template_name = "generic",
          bool package = false);

/// Prints the names of the templates for init().
void list_templates(Config& config);

} // namespace limbeck::command
