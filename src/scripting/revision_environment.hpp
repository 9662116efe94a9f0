#pragma once

#include "scripting/pybind11_names.hpp"

#include <limbeck/value.hpp>
#include <string>
#include <vector>

namespace limbeck::scripting {

/// What env.py has to say of new revision files (`revision_environment = true`): arguments of the template
/// (context.configure(template_args=…)), and what process_revision_directives makes of them. Lives from before env.py
/// runs until the files are written. Members throw what Python raises.
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

    /// The files that are to be made, each as `wanted`.
    std::vector<Map> files() const;

    /// The Python side; the GIL is held.
    const pybind11::object& state() const { return *state_; }

  private:
    pybind11::object* state_ = nullptr;
};

} // namespace limbeck::scripting
