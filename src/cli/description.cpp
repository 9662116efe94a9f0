#include "cli/description.hpp"

#include <algorithm>

namespace limbeck::cli {

namespace {

const OptionDescription* find_option(const std::vector<OptionDescription>& options, std::string_view name) {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const OptionDescription& option) { return option.has_name(name); });
    return found == options.end() ? nullptr : &*found;
}

} // namespace

bool OptionDescription::has_name(std::string_view name) const {
    return std::find(names.begin(), names.end(), name) != names.end();
}

const OptionDescription* CommandDescription::option(std::string_view name) const {
    return find_option(options, name);
}

const OptionDescription* ProgramDescription::option(std::string_view name) const {
    return find_option(options, name);
}

const CommandDescription* ProgramDescription::command(std::string_view name) const {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const CommandDescription& command) { return command.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

std::string spelled(const OptionDescription& option) {
    std::string text;
    for (const std::string& name : option.names)
        text += (text.empty() ? "" : ", ") + name;
    if (!option.value.empty())
        text += " " + option.value;
    return text;
}

std::string usage(const CommandDescription& command, const std::string& program) {
    std::string text = program + " " + command.name + " [OPTIONS]";
    for (const OptionDescription& argument : command.arguments)
        text += " " + argument.name() + (argument.repeats ? "…" : "");
    return text;
}

} // namespace limbeck::cli
