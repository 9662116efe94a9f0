#pragma once

#include "cli/description.hpp"

#include <string>

namespace limbeck {
class Config;
}

namespace limbeck::cli {

/// The completion script of "bash", "zsh" or "fish". Commands, options and their choices stand in it; revisions and
/// templates it asks the program for (print_words), with the configuration that the line names.
/// Throws Error(Command) for another shell.
std::string completion_script(const ProgramDescription& program, const std::string& shell);

/// Prints "word<TAB>what it is" lines for the scripts: "revisions" (symbols, labels, ids with their messages) or
/// "templates". A project that cannot be read has no words: a completion shows no errors.
void print_words(Config& config, const std::string& what);

} // namespace limbeck::cli
