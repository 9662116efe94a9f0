#include "scripting/project_setup.hpp"

#include "configuration/options.hpp"
#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/runtime.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <limbeck/config.hpp>
#include <string_view>

namespace limbeck::scripting {

namespace {
thread_local Config* in_use = nullptr;
}

ConfigInUse::ConfigInUse(Config& config) : before_(in_use) {
    in_use = &config;
}

ConfigInUse::~ConfigInUse() {
    in_use = before_;
}

Config* ConfigInUse::current() {
    return in_use;
}

void use_project(const Config& config) {
    choose_runtime(config);
    const configuration::LimbeckOptions options = configuration::limbeck_options(config);
    Project project;
    project.root = config.here();
    for (const std::string& folder : configuration::prepend_sys_path(config))
        project.path.push_back(std::filesystem::absolute(folder));
    // Alembic finds the application where it is installed. Nothing need be installed here, so it is looked for where it
    // lies: on PYTHONPATH, in the working directory, and beside the configuration file.
    if (const char* path = std::getenv("PYTHONPATH"))
        for (std::string_view rest = path; !rest.empty();) {
            const std::string_view entry = rest.substr(0, rest.find(':'));
            rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
            if (!entry.empty())
                project.path.push_back(std::filesystem::absolute(entry));
        }
    project.path.push_back(std::filesystem::current_path());
    project.path.push_back(config.here());
    project.packages = options.packages;
    project.virtual_environment = environment_of(config);
    project.opens_environment = is_environment_open();
    project.without_models = options.without_models;
    for (const std::string& folder : options.shims)
        project.shims.push_back(config.here() / folder);

    std::string words;
    for (const std::string& word : options.allow)
        words += word + " ";
    if (const auto allowed = config.options.find("allow"); allowed != config.options.end())
        words += allowed->second;
    allow(Allowance::parse(words));
    Interpreter::get().use(project);
}

} // namespace limbeck::scripting
