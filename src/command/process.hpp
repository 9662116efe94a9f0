#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::command {

/// How a program ended.
struct Ended {
    int status = 0; ///< its exit status
    int signal = 0; ///< what it was killed by; 0 when it was not
};

struct Program {
    std::vector<std::string> words;    ///< the program (looked for on PATH when it has no slash) and its arguments
    std::optional<std::string> folder; ///< its working directory; absent: ours
    bool silent = false;               ///< its output goes nowhere
};

/// Runs a program, without a shell, and waits for its end. Ctrl-C ends it, and then throws Error(Interrupted). Throws
/// std::system_error when it cannot be started.
Ended run_program(const Program& program);

/// An executable of that name in one of the folders of PATH.
std::optional<std::filesystem::path> find_on_path(const std::string& name);

/// Words of a text as a POSIX shell separates them: quotes and backslashes, nothing else. Throws std::invalid_argument
/// for a quote that is not closed.
std::vector<std::string> shell_words(const std::string& text);

} // namespace limbeck::command
