#include "command/project.hpp"

#include "configuration/log_sink.hpp"
#include "configuration/options.hpp"
#include "scripting/python_environment.hpp"
#include "scripting/revision_evaluator.hpp"
#include "support/log.hpp"

#include <filesystem>
#include <limbeck/error.hpp>

namespace limbeck::command {

Project::Project(Config& config)
    : config_(config),
      script_(revisions::ScriptDirectory::from_config(config, [&config](const std::filesystem::path& file) {
          return scripting::evaluate_revision(config, file);
      })) {
    if (script_.options().sourceless)
        config_.print_warning(
            "sourceless = true has no effect: limbeck reads revisions from .py files only, never from "
            ".pyc files; a revision that is there as .pyc alone is not seen");
}

void Project::run_environment(migration::Request request) {
    if (const auto url = config_.options.find("url"); url != config_.options.end())
        request.url = url->second;
    scripting::PythonScriptRunner runner(config_, script_);
    migration::EnvironmentContext environment(config_, script_, std::move(request), runner);
    if (std::filesystem::exists(script_.env_py_location())) {
        scripting::PythonEnvironment().run(environment);
        return;
    }
    // Without env.py there is nobody to call fileConfig(): the ini file's logging holds.
    const log::ScopedSink sink(configuration::log_sink(configuration::logging_config(config_)));
    try {
        migration::BuiltinEnvironment().run(environment);
    } catch (const Error& error) {
        if (!config_.options.contains("raiseerr"))
            log::failure(error);
        throw;
    }
}

} // namespace limbeck::command
