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
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;

/// What in a script directory says that there was an env.py: what `init` makes beside it, or what Python has made of
/// it.
std::optional<fs::path> trace_of_env_py(const fs::path& folder) {
    std::error_code error;
    for (const char* name : {"script.py.mako", "README"})
        if (fs::exists(folder / name, error))
            return folder / name;
    for (fs::directory_iterator entry(folder / "__pycache__", error), end; !error && entry != end;
         entry.increment(error))
        if (const std::string name = entry->path().filename().string();
            name.starts_with("env.") && name.ends_with(".pyc"))
            return entry->path();
    return std::nullopt;
}

/// Whether the project has an env.py to be run. One that is missing by accident is no reason to do without it: it may
/// say where the database and the version table are.
bool has_env_py(const Config& config, const revisions::ScriptDirectory& script) {
    const fs::path file = script.env_py_location();
    const configuration::LimbeckOptions options = configuration::limbeck_options(config);
    std::error_code error;
    if (fs::symlink_status(file, error).type() != fs::file_type::not_found) {
        if (!fs::exists(file, error))
            fail("env.py can't be read: " +
                     (error ? error.message() : "it is a symbolic link to a file that is not there"),
                 file.string(), "Correct the link.");
        if (options.without_env_py)
            throw Error(Error::Kind::Configuration, "There is an env.py, and without_env_py says that there is none",
                        file.string(), "Take one of them away.");
        return true;
    }
    if (options.without_env_py || !options.target_metadata.empty())
        return false;
    if (const auto trace = trace_of_env_py(script.dir()))
        fail("There is no env.py in " + script.dir().string() + ", and " + trace->filename().string() +
                 " says that there was one",
             trace->string(),
             "Restore env.py. If the project is to do without one, say so: `without_env_py = true` in the section "
             "[limbeck].");
    return false;
}

} // namespace

Project::Project(Config& config)
    : config_((configuration::complete_script_location(config), config)),
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

/// The steps; ends the run before its first step where one of them needs what the quick runtime does not do.
migration::StepsFunction Project::looked_over(migration::StepsFunction steps_from) {
    return [this, steps_from = std::move(steps_from)](const std::vector<std::string>& heads,
                                                      migration::MigrationContext& context) {
        std::vector<revisions::Step> steps = steps_from(heads, context);
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
    if (!has_env_py(config_, script_)) // with one, context.configure() knows
        request.announce = request.announce && !scripting::is_taken_up();
    if (scripting::is_taken_up())
        config_.options.try_emplace("half_done", "go on");
    if (request.steps)
        request.steps = looked_over(std::move(request.steps));
    if (const auto url = config_.options.find("url"); url != config_.options.end())
        request.url = url->second;
    scripting::PythonScriptRunner runner(config_, script_);
    migration::EnvironmentContext environment(config_, script_, std::move(request), runner);
    if (environment.is_offline_mode() && (scripting::may_take_up() || scripting::may_open_environment()))
        environment.hold_output();
    try {
        run_in(environment);
    } catch (...) {
        if (!scripting::is_to_be_taken_up())
            environment.release_output();
        throw;
    }
    environment.release_output();
}

void Project::run_in(migration::EnvironmentContext& environment) {
    if (has_env_py(config_, script_)) {
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
