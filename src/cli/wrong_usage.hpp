#pragma once

#include "cli/description.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace limbeck::cli {

/// Words that the program does not understand: ends with exit status 2.
class WrongUsage : public std::runtime_error {
  public:
    /// `command`: whose help to look into; empty: the program's.
    WrongUsage(std::string command, const std::string& what) : std::runtime_error(what), command(std::move(command)) {}

    std::string command;
};

/// The arguments with abbreviated long options in full, as argparse understands them: --rev for --rev-id. One that
/// could be several is WrongUsage.
std::vector<std::string> without_abbreviations(const ProgramDescription& program, std::vector<std::string> arguments);

/// Whether a word is a URL, which belongs behind --url, and what to say where it stands elsewhere.
bool is_url(const std::string& word);
std::string about_url(const ProgramDescription& program, const CommandDescription* command);

/// What is wrong with `word`, which neither the program nor the command knows, and what was probably meant. `command`
/// is null where there is none yet.
std::string about_unknown_word(const ProgramDescription& program, const CommandDescription* command,
                               const std::string& word);

/// The one of `candidates` that `word` is most like; empty when it is like none.
std::string most_like(const std::string& word, const std::vector<std::string>& candidates);

} // namespace limbeck::cli
