#pragma once

#include "migration/environment.hpp"
#include "revisions/script_directory.hpp"

#include <limbeck/config.hpp>

namespace limbeck::command {

/// A configuration with its script directory, for the length of one command.
class Project {
  public:
    /// Throws Error(Command) when there is no configuration or no script location.
    explicit Project(Config& config);

    Config& config() { return config_; }
    revisions::ScriptDirectory& script() { return script_; }

    /// Runs env.py, or the built-in environment where there is none, with this request.
    void run_environment(migration::Request request);

  private:
    void run_in(migration::EnvironmentContext& environment);
    migration::StepsFunction looked_over(migration::StepsFunction steps_from);

    Config& config_;
    revisions::ScriptDirectory script_;
};

} // namespace limbeck::command
