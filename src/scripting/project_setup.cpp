#include "scripting/project_setup.hpp"

#include "configuration/options.hpp"
#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"

#include <limbeck/config.hpp>

#include <filesystem>

namespace limbeck::scripting {

void use_project(const Config& config) {
    const configuration::LimbeckOptions options = configuration::limbeck_options(config);
    Project project;
    project.root = config.here();
    for (const std::string& folder : configuration::prepend_sys_path(config))
        project.path.push_back(std::filesystem::absolute(folder));
    project.packages = options.packages;
    if (!options.shims.empty())
        project.shims = config.here() / options.shims.front();

    std::string words;
    for (const std::string& word : options.allow)
        words += word + " ";
    if (const auto allowed = config.options.find("allow"); allowed != config.options.end())
        words += allowed->second;
    allow(Allowance::parse(words));
    Interpreter::get().use(project);
}

} // namespace limbeck::scripting
