#pragma once

#include "cli/description.hpp"

#include <string>

namespace limbeck::cli {

/// How wide a text may be, and whether its headings and names are coloured.
struct HelpStyle {
    int width = 80;
    bool colours = false;
    std::string program = "limbeck"; ///< what it is called
};

/// What `limbeck --help` prints.
std::string program_help(const ProgramDescription& program, const HelpStyle& style);
/// What `limbeck COMMAND --help` prints.
std::string command_help(const CommandDescription& command, const HelpStyle& style);

/// `text` in lines of at most `width` characters, each but the first begun with `indent` spaces; a longer word gets a
/// line of its own.
std::string wrapped(const std::string& text, int width, int indent);

} // namespace limbeck::cli
