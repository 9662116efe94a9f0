#pragma once

#include "autogenerate/compare.hpp"
#include "scripting/pybind11_names.hpp"

#include <limbeck/value.hpp>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Dialect;
}

namespace limbeck::scripting {

class AutogenerateEnvironment;

/// What goes into one place of a new revision file ("upgrades", "downgrades"; with several databases there are more).
struct RevisionOperations {
    std::string token; ///< the name that the template knows it by
    std::vector<autogenerate::Group> groups;
    std::size_t run = 0;  ///< which call of ran() it belongs to
    bool changed = false; ///< process_revision_directives made something else of what was found
};

/// What env.py has to say of new revision files: arguments of the template (context.configure(template_args=…)), and
/// what process_revision_directives makes of them. Lives from before env.py runs until the files are written. Members
/// throw what Python raises.
class __attribute__((visibility("hidden"))) RevisionEnvironment { // as what it holds
  public:
    /// `wanted`: rev_id, message, head, splice, branch_label, version_path, depends_on, as Alembic's MigrationScript
    /// has them.
    explicit RevisionEnvironment(const Map& wanted);
    ~RevisionEnvironment();
    RevisionEnvironment(const RevisionEnvironment&) = delete;
    RevisionEnvironment& operator=(const RevisionEnvironment&) = delete;

    /// To be called while env.py is in context.run_migrations(). `directives`: whether env.py may change what is made.
    void ran(const std::vector<std::string>& heads, bool directives);
    /// The same with what autogenerate found: process_revision_directives sees it as operations, and may change it.
    void ran(const std::vector<std::string>& heads, const AutogenerateEnvironment& environment,
             const std::vector<autogenerate::Group>& upgrade, const std::vector<autogenerate::Group>& downgrade);

    /// The files that are to be made, each as `wanted`.
    std::vector<Map> files() const;
    /// What stands in a file's upgrade() and downgrade() after all hooks. Throws Error(Unsupported) for an operation of
    /// a class of env.py's own.
    std::vector<RevisionOperations> upgrades(std::size_t file) const;
    std::vector<RevisionOperations> downgrades(std::size_t file) const;
    /// All upgrades of the last file as `alembic check` prints them: the repr() of a list of tuples. "[]": none.
    std::string diffs() const;

    /// The Python side; the GIL is held.
    const pybind11::object& state() const { return *state_; }

  private:
    pybind11::object* state_ = nullptr;
};

} // namespace limbeck::scripting
