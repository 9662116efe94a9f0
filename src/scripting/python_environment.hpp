#pragma once

#include "migration/environment.hpp"

#include <filesystem>
#include <string>
#include <unordered_map>

namespace limbeck::revisions {
class ScriptDirectory;
}

namespace limbeck::scripting {

/// Runs a project's env.py. Starts Python at the first run.
class PythonEnvironment final : public migration::EnvironmentRunner {
  public:
    void run(migration::EnvironmentContext& environment) override;
};

/// Runs upgrade() and downgrade() of revision files. A file is executed once, however many of its functions are called.
/// Starts Python at the first step. Borrows configuration and script directory.
class PythonScriptRunner final : public migration::ScriptRunner {
  public:
    PythonScriptRunner(const Config& config, const revisions::ScriptDirectory& script)
        : config_(config), script_(script) {}
    ~PythonScriptRunner() override;

    void run(const revisions::Step& step, migration::MigrationContext& context) override;
    void check(const std::vector<revisions::Step>& steps) override;
    bool may_rebuild_tables(const revisions::Step& step) override;

  private:
    void run(const std::filesystem::path& path, const revisions::Step& step);
    bool may_begin_again() const;
    const std::filesystem::path& file_of(const revisions::Step& step) const;

    const Config& config_;
    const revisions::ScriptDirectory& script_;
    bool ready_ = false;
    int steps_done_ = 0;
};

} // namespace limbeck::scripting
