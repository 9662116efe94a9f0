#include "cli/man_page.hpp"

#include <limbeck/version.hpp>

namespace limbeck::cli {

namespace {

/// Text of a line: a backslash and a hyphen would be read as something else, a full stop in front as a request.
std::string escaped(const std::string& text) {
    std::string made;
    for (const char c : text) {
        if (c == '\\')
            made += "\\e";
        else if (c == '-')
            made += "\\-";
        else
            made += c;
    }
    return made.starts_with(".") || made.starts_with("'") ? "\\&" + made : made;
}

std::string bold(const std::string& text) {
    return "\\fB" + escaped(text) + "\\fR";
}

std::string entry(const std::string& name, const std::string& help) {
    return ".TP\n" + name + "\n" + escaped(help) + ".\n";
}

std::string option_entry(const OptionDescription& option) {
    std::string name;
    for (const std::string& one : option.names)
        name += (name.empty() ? "" : ", ") + bold(one);
    if (!option.value.empty() && option.names.front().starts_with("-"))
        name += " \\fI" + escaped(option.value) + "\\fR";
    return entry(name, option.help);
}

std::string section(const std::string& heading) {
    return ".SH " + heading + "\n";
}

std::string command_section(const CommandDescription& command) {
    std::string text = ".SS " + escaped(usage(command)) + "\n" + escaped(command.summary) + "\n";
    if (!command.text.empty())
        text += ".PP\n" + escaped(command.text) + "\n";
    for (const OptionDescription& argument : command.arguments)
        text += option_entry(argument);
    for (const OptionDescription& option : command.options)
        if (!option.has_name("--help"))
            text += option_entry(option);
    for (const Example& example : command.examples)
        text += ".PP\n" + bold(example.command) + "\n.br\n" + escaped(example.help) + ".\n";
    return text;
}

} // namespace

std::string man_page(const ProgramDescription& program) {
    std::string text = std::string(".TH LIMBECK 1 \"\" \"limbeck ") + version + "\" \"User Commands\"\n";
    text += section("NAME") + "limbeck \\- " + escaped(program.summary) + "\n";
    text += section("SYNOPSIS") + bold("limbeck") + " [\\fIOPTIONS\\fR] \\fICOMMAND\\fR \\&...\n";
    text += section("DESCRIPTION") + escaped(program.text) + "\n";
    text += section("OPTIONS") + "They stand before the command.\n";
    for (const OptionDescription& option : program.options)
        text += option_entry(option);
    text += section("COMMANDS");
    for (const CommandDescription& command : program.commands)
        if (!command.hidden)
            text += command_section(command);
    for (const Topic& topic : program.topics) {
        text += section(topic.heading);
        for (const Example& one : topic.entries)
            text += entry(bold(one.command), one.help);
    }
    text += section("SEE ALSO") + "alembic, whose commands, files and tables these are:\n"
                                  "https://alembic.sqlalchemy.org";
    return text;
}

} // namespace limbeck::cli
