#pragma once

#include "autogenerate/autogenerate.hpp"
#include "autogenerate/render.hpp"
#include "scripting/pybind11_names.hpp"

#include <limbeck/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

class AutogenerateEnvironment;

/// What goes into one place of a new revision file; with several databases there are several.
struct RevisionOperations {
    std::string token;   ///< the name that the template knows it by: "upgrades", "downgrades"
    std::size_t run = 0; ///< the call of ran() that it belongs to, from 0
    std::vector<autogenerate::Group> groups;
    /// In the thorough runtime Alembic has written it, imports() included; then there are no groups.
    std::optional<std::string> body = {};
};

/// What env.py has to say of new revision files: arguments of the template (context.configure(template_args=…)), and
/// what process_revision_directives makes of them. Lives from before env.py runs until the files are written. Members
/// throw what Python raises.
class RevisionEnvironment {
  public:
    /// `wanted`: rev_id, message, head, splice, branch_label, version_path, depends_on, as Alembic's MigrationScript
    /// has them.
    RevisionEnvironment(const Config& config, const Map& wanted);
    ~RevisionEnvironment();
    RevisionEnvironment(const RevisionEnvironment&) = delete;
    RevisionEnvironment& operator=(const RevisionEnvironment&) = delete;

    // To be called while env.py is in context.run_migrations():

    /// env.py says what is for the template, and changes nothing.
    void ran(const std::vector<std::string>& heads);
    /// process_revision_directives may change the file, which has no operations yet.
    void ran(const std::vector<std::string>& heads, const AutogenerateEnvironment& environment);
    /// The same with what autogenerate has found; its operations are what the hook sees.
    void ran(const std::vector<std::string>& heads, const AutogenerateEnvironment& environment,
             std::vector<autogenerate::Group> upgrade, std::vector<autogenerate::Group> downgrade);

    /// Tries what the files have of the last run out, where AutogenerateEnvironment::is_by_alembic(). `found` and
    /// `options`: of the engine's own comparison.
    std::vector<std::string> prove(const AutogenerateEnvironment& environment, dialects::Connection& connection,
                                   const autogenerate::Result& found, const autogenerate::CompareOptions& options,
                                   bool both_ways) const;
    /// A line for each difference that comparators of the project have found, and that no other tool knows of.
    std::vector<std::string> differences_of_project() const;

    // Afterwards:

    /// The files that are to be made, each as `wanted`.
    std::vector<Map> files() const;
    /// Arguments of the template, of all files: a dict. The GIL is held.
    pybind11::object template_arguments() const;
    /// What stands in a file's upgrade() and downgrade() after all hooks. Throws Error(Unsupported) where env.py writes
    /// a part of it by itself, which takes the thorough runtime.
    std::vector<RevisionOperations> upgrades(std::size_t file) const;
    std::vector<RevisionOperations> downgrades(std::size_t file) const;
    /// Lines that hooks want among the imports of a file.
    std::vector<std::string> imports(std::size_t file) const;

    /// How the operations of a run are written.
    autogenerate::RenderOptions render_options(std::size_t run) const;
    const dialects::Dialect& dialect(std::size_t run) const;

    /// All upgrades of the last file as `alembic check` prints them: the repr() of a list of tuples. "[]": none.
    std::string diffs() const;

  private:
    struct State;
    std::vector<RevisionOperations> operations(std::size_t file, bool downgrade) const;

    std::unique_ptr<State> state_;
};

} // namespace limbeck::scripting
