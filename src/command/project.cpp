#include "command/project.hpp"

#include "configuration/log_sink.hpp"
#include "configuration/options.hpp"
#include "scripting/python_environment.hpp"
#include "scripting/revision_evaluator.hpp"
#include "scripting/runtime.hpp"
#include "support/log.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limbeck/error.hpp>
#include <utility>

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

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

/// The plan, which ends the run before its first step where one of them needs what the quick runtime does not do.
migration::PlanFunction Project::looked_over(migration::PlanFunction plan) {
    return [this, plan = std::move(plan)](const std::vector<std::string>& heads, migration::MigrationContext& context) {
        std::vector<revisions::Step> steps = plan(heads, context);
        if (!scripting::may_take_up())
            return steps;
        for (const revisions::Step& step : steps) {
            if (step.is_stamp())
                continue;
            const auto word = scripting::thorough_word(read(script_.script(*step.revision()).path));
            if (!word)
                continue;
            if (scripting::take_up(step.revision()->id + " uses " + *word))
                throw Error(Error::Kind::Unsupported, step.revision()->id + " uses " + *word);
            break;
        }
        return steps;
    };
}

void Project::run_environment(migration::Request request) {
    scripting::choose_runtime(config_);
    request.announce = request.announce && !scripting::is_taken_up();
    if (request.plan)
        request.plan = looked_over(std::move(request.plan));
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
