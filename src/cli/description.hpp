#pragma once

#include <string>
#include <string_view>
#include <vector>

// What the program's commands and options are, as data: help texts, the man page and the shells' completion are all
// made from it.
namespace limbeck::cli {

struct OptionDescription {
    std::vector<std::string> names; ///< "-m", "--message"; of an argument its one name
    std::string value;              ///< what follows it: "MESSAGE", "REVISION", "FILE", …; empty: a flag
    std::string help;               ///< a sentence without its full stop
    std::vector<std::string> choices;
    bool repeats = false;

    /// Its long name, or the short one where there is no other.
    const std::string& name() const { return names.back(); }
    bool has_name(std::string_view name) const;
};

struct Example {
    std::string command; ///< "limbeck upgrade head"
    std::string help;
};

struct CommandDescription {
    std::string name;
    std::string group;   ///< heading that it is listed under
    bool prints = true;  ///< what it prints is all that it does
    std::string summary; ///< one sentence
    std::string text;    ///< more about it, in paragraphs; may be empty
    std::vector<OptionDescription> arguments;
    std::vector<OptionDescription> options;
    std::vector<Example> examples;
    bool hidden = false; ///< for other programs: neither listed nor completed

    const OptionDescription* option(std::string_view name) const;
};

/// A heading of the man page with its entries: variables of the environment, settings, files.
struct Topic {
    std::string heading;
    std::vector<Example> entries;
};

struct ProgramDescription {
    std::string name = "limbeck"; ///< that it was called by: "alembic" through a link
    std::string summary;
    std::string text;
    std::vector<OptionDescription> options;
    std::vector<CommandDescription> commands;
    std::vector<Topic> topics;

    const CommandDescription* command(std::string_view name) const;
    const OptionDescription* option(std::string_view name) const;
};

/// "-m MESSAGE, --message MESSAGE" as argparse and man pages write it is long: "-m, --message MESSAGE".
std::string spelled(const OptionDescription& option);
/// "limbeck revision [OPTIONS] revision…"
std::string usage(const CommandDescription& command, const std::string& program = "limbeck");

} // namespace limbeck::cli
