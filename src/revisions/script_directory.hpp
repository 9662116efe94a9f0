#pragma once

#include "revisions/create_date.hpp"
#include "revisions/file_name.hpp"
#include "revisions/revision_map.hpp"
#include "revisions/steps.hpp"

#include <filesystem>
#include <functional>
#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck {
class Config;
namespace configuration {
struct ScriptOptions;
}
} // namespace limbeck

namespace limbeck::revisions {

struct RevisionFile;

/// A revision file: what it is in the graph, and where it lives. `revision` belongs to the map of the directory.
struct Script {
    const Revision* revision = nullptr;
    std::filesystem::path path; ///< absolute, symbolic links resolved
    std::string longdoc;        ///< the docstring, stripped
    bool current = false;       ///< whether a database stands here: set for `history -i` and `current -v` by marking

    std::string_view doc() const; ///< its first paragraph
};

/// A file that could not be read as a revision: named only when an answer might depend on it.
struct ScriptProblem {
    std::filesystem::path path;
    Error error;
};

/// How one revision is printed (Alembic's Script.cmd_format).
struct ScriptFormat {
    bool verbose = false;
    bool include_branches = false;
    bool include_doc = false;
    bool include_parents = false;
    bool tree_indicators = true;
    bool colours = false;
};

/// What a new revision file is made from.
struct NewRevisionRequest {
    std::string rev_id;                 ///< empty: a new one
    std::optional<std::string> message; ///< absent: "empty message"
    Identifier head;                    ///< nothing: "head"
    bool splice = false;
    std::vector<std::string> branch_labels;
    std::optional<std::string> version_path;
    std::vector<std::string> depends_on;
};

/// The new file, not written yet: its path and the values of its template.
struct NewRevision {
    std::filesystem::path path;
    std::filesystem::path template_path; ///< script.py.mako
    std::string up_revision;
    std::vector<std::string> down_revision; ///< none, one or several: None, a string, a tuple
    std::vector<std::string> branch_labels;
    std::vector<std::string> depends_on;
    CreateDate create_date;
    std::string message;
    std::vector<std::filesystem::path> missing_directories; ///< to be made first, with their parents
};

/// The revision files of a project. Files are read at the first question that needs them, all at once and without
/// running any. Not synchronized while reading; afterwards safe to read from several threads.
///
/// Throws of all questions: Error(Command) in Alembic's words ("Can't locate revision identified by 'x'"); the error of
/// a file that could not be read, when the answer might depend on it.
class ScriptDirectory {
  public:
    /// Runs a file whose id or parents are computed, and tells what it says. Throws what its run throws.
    using Evaluate = std::function<RevisionFile(const std::filesystem::path&)>;

    /// Throws Error(Command): no script_location; "Path doesn't exist: …".
    static ScriptDirectory from_config(const Config& config, Evaluate evaluate = {});
    explicit ScriptDirectory(configuration::ScriptOptions options, Evaluate evaluate = {},
                             std::function<void(std::string_view)> warn = {});
    ScriptDirectory(ScriptDirectory&&) noexcept;
    ScriptDirectory& operator=(ScriptDirectory&&) noexcept;
    ~ScriptDirectory();

    const std::filesystem::path& dir() const;      ///< the script location
    std::filesystem::path env_py_location() const; ///< dir()/env.py; need not exist
    const configuration::ScriptOptions& options() const;
    std::vector<std::filesystem::path> version_locations() const; ///< absolute

    const RevisionMap& map() const;
    const Script& script(const Revision& revision) const;
    Script& script(const Revision& revision);
    const std::vector<ScriptProblem>& problems() const;

    // Questions, with the errors that a user sees.
    std::vector<const Revision*> get_revisions(const Identifier& id) const;
    const Revision* get_revision(const Identifier& id) const; ///< null for the base
    std::vector<const Revision*> get_all_current(const std::vector<std::string>& ids) const;
    std::optional<std::string> get_current_head() const;
    std::vector<std::string> get_heads(bool consider_depends_on = false) const;
    std::vector<std::string> get_bases() const;
    std::optional<std::string> get_base() const;
    /// "head" and "base" as ids: none for the base; several only for "heads".
    std::vector<std::string> as_revision_number(const Identifier& id) const;
    /// Newest first; both ends included.
    std::vector<const Revision*> walk_revisions(const Identifier& base = "base",
                                                const Identifier& head = "heads") const;

    // Steps, in the order of execution. `current` are the ids that the version table holds.
    std::vector<Step> upgrade_steps(const Identifier& destination, const std::vector<std::string>& current) const;
    std::vector<Step> downgrade_steps(const Identifier& destination, const std::vector<std::string>& current) const;
    std::vector<Step> stamp_steps(const Identifier& destination, const std::vector<std::string>& current) const;

    // Words.
    std::string format(const Revision& revision, const ScriptFormat& format) const;
    std::string log_entry(const Revision& revision, bool colours = false) const; ///< with a newline at the end

    // New files.
    NewRevision new_revision(const NewRevisionRequest& request) const;
    /// Reads a file that was just written and adds it to the map. `branch_labels` are those asked for. Null when the
    /// file is no revision by its name.
    const Revision* add_file(const std::filesystem::path& path, const std::vector<std::string>& branch_labels = {});
    /// File name of a revision by file_template, without its folder.
    std::string revision_filename(std::string_view rev_id, std::string_view message, const CreateDate& date) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace limbeck::revisions
