#include "cli/question.hpp"

#include <iostream>
#include <unistd.h>

namespace limbeck::cli {

std::function<bool(const std::string& old_name, const std::string& new_name)> rename_question() {
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return {};
    return [](const std::string& old_name, const std::string& new_name) {
        std::cout << std::flush;
        std::cerr << "Is " << new_name << " the new name of " << old_name << "? [y/N] " << std::flush;
        std::string answer;
        std::getline(std::cin, answer);
        return !answer.empty() && (answer.front() == 'y' || answer.front() == 'Y');
    };
}

} // namespace limbeck::cli
