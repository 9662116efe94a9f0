#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck {
class Config;
}

// The options that Alembic and limbeck read from a Config, each with its default and its splitting rule.
namespace limbeck::configuration {

/// What a script directory needs to know (alembic.script.ScriptDirectory.from_config).
struct ScriptOptions {
    std::filesystem::path script_location; ///< resolved, not necessarily absolute; existence is not checked
    std::string script_location_option;    ///< as written
    std::string file_template = "%(rev)s_%(slug)s";
    int truncate_slug_length = 40;
    std::optional<std::string> timezone;
    std::string output_encoding = "utf-8";
    std::vector<std::filesystem::path> version_locations; ///< resolved; empty: `versions` below the script location
    bool recursive_version_locations = false;
    bool revision_environment = false;
    bool sourceless = false;                   ///< revisions may be .pyc files alone; only Alembic can read these
    std::vector<std::string> prepend_sys_path; ///< as written: "." means the working directory
};

/// Throws Error(Command) "No 'script_location' key found in configuration." or, with a missing ini file or section,
/// "No config file 'alembic.ini' found, or file has no '[alembic]' section".
ScriptOptions script_options(const Config& config);

/// Flask-Migrate's alembic.ini lies among the scripts and leaves script_location to the `flask` command, which sets it.
/// So does this, where env.py and `versions` lie beside a file that says nothing.
void complete_script_location(Config& config);

/// prepend_sys_path: a list in pyproject.toml, or a text split by path_separator (or, without that, at spaces, commas
/// and colons).
std::vector<std::string> prepend_sys_path(const Config& config);
/// version_locations: a list in pyproject.toml, or a text split by path_separator or version_path_separator (or at
/// spaces and commas), as written.
std::vector<std::string> version_locations(const Config& config);
/// "dir", "/dir" or "package.name:dir": a package is looked for in prepend_sys_path, PYTHONPATH and the working
/// directory. Throws Error(Command) "No module named …".
std::filesystem::path resolve_resource(const Config& config, const std::string& name);

/// The section [limbeck], or [tool.limbeck] in pyproject.toml with lists.
struct LimbeckOptions {
    std::vector<std::string> packages;       ///< third-party packages that are imported for real
    std::vector<std::string> without_models; ///< the project's modules that declare no table, whatever becomes of them
    std::vector<std::string> shims;          ///< folders with the project's own shims, relative to the ini file
    std::vector<std::string> allow;          ///< "network", "process", "write"
    std::string runtime;                     ///< "auto", "quick", "thorough"; empty where nothing is said
    std::optional<std::string> environment;  ///< "auto", "none", or a virtual environment, relative to the ini file
    std::optional<std::string> log_table;    ///< table that keeps a log of what was run
    /// How long to wait for another deployer; absent: until it is done.
    std::optional<std::chrono::milliseconds> lock_timeout;
    /// Where the lock of one node of a cluster does not hold on the others: deployers see to that.
    bool lock_within_node = false;
    /// The project has no env.py, and that is meant.
    bool without_env_py = false;
    /// Where the models are, for a project without env.py: "app.models:Base.metadata".
    std::vector<std::string> target_metadata;
    /// What the database ought to be, in place of models: a file or a folder with SQL, as written, or a database URL.
    std::optional<std::string> target;
};
/// Throws Error(Configuration) for values that cannot be.
LimbeckOptions limbeck_options(const Config& config);

/// Seconds, which may have a fraction; absent where that is no number, or a negative one.
std::optional<std::chrono::milliseconds> seconds_from(const std::string& text);

/// One post-write hook: "_hook_name", "type" and the hook's own options, in the file's order.
using Hook = std::vector<std::pair<std::string, std::string>>;
std::vector<Hook> post_write_hooks(const Config& config);

} // namespace limbeck::configuration
