#include "cli/wrong_usage.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace limbeck::cli {

namespace {

/// Edits (of one character each) that make one text of the other.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

std::vector<std::string> long_names(const std::vector<OptionDescription>& options) {
    std::vector<std::string> names;
    for (const OptionDescription& option : options)
        for (const std::string& name : option.names)
            if (name.starts_with("--"))
                names.push_back(name);
    return names;
}

std::string meant(const std::string& word) {
    return word.empty() ? std::string() : "; is '" + word + "' meant?";
}

} // namespace

std::string most_like(const std::string& word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t least = word.size() < 5 ? 2 : 3; // more edits make another word
    for (const std::string& candidate : candidates) {
        const std::size_t edits = candidate.starts_with(word) ? 1 : distance(word, candidate);
        if (edits < least) {
            least = edits;
            best = candidate;
        }
    }
    return best;
}

std::vector<std::string> without_abbreviations(const ProgramDescription& program, std::vector<std::string> arguments) {
    const CommandDescription* command = nullptr;
    bool value_follows = false;
    for (std::string& argument : arguments) {
        if (std::exchange(value_follows, false))
            continue;
        if (argument == "--")
            break;
        if (!argument.starts_with("-")) {
            if (!command)
                command = program.command(argument);
            continue;
        }
        const std::vector<OptionDescription>& options = command ? command->options : program.options;
        const std::size_t end = std::min(argument.find('='), argument.size());
        std::string name = argument.substr(0, end);
        if (name.starts_with("--") && name.size() > 2) {
            std::vector<std::string> matches = long_names(options);
            if (std::find(matches.begin(), matches.end(), name) == matches.end()) {
                std::erase_if(matches, [&](const std::string& known) { return !known.starts_with(name); });
                if (matches.size() > 1) {
                    std::string text = "ambiguous option: " + name + " could match ";
                    for (const std::string& match : matches)
                        text += (&match == &matches.front() ? "" : ", ") + match;
                    throw WrongUsage(command ? command->name : "", text);
                }
                if (matches.size() == 1) {
                    argument = matches.front() + argument.substr(end);
                    name = matches.front();
                }
            }
        }
        const OptionDescription* option = command ? command->option(name) : program.option(name);
        value_follows = option && !option->value.empty() && argument.find('=') == std::string::npos;
    }
    return arguments;
}

bool is_url(const std::string& word) {
    return word.find("://") != std::string::npos && !word.starts_with("-");
}

std::string about_url(const ProgramDescription& program, const CommandDescription* command) {
    return "a database URL is given by --url, before the command: " + program.name + " --url URL " +
           (command ? command->name : "upgrade") + " …";
}

std::string about_unknown_word(const ProgramDescription& program, const CommandDescription* command,
                               const std::string& word) {
    if (is_url(word))
        return about_url(program, command);
    const std::string name = word.substr(0, word.find('='));
    if (!command) {
        if (word.starts_with("-"))
            return "unknown option '" + word + "'" + meant(most_like(name, long_names(program.options)));
        std::vector<std::string> commands;
        for (const CommandDescription& one : program.commands)
            if (!one.hidden)
                commands.push_back(one.name);
        return "there is no command '" + word + "'" + meant(most_like(word, commands));
    }
    if (!word.starts_with("-"))
        return command->arguments.empty()
                   ? "'" + word + "' is too much: " + command->name + " takes options only"
                   : "'" + word + "' is too much: " + command->name + " takes one " + command->arguments.front().name();
    if (command->option(name)) // it was known when the command was not
        return name + " must stand behind the command: " + program.name + " " + command->name + " " + name;
    if (program.option(name))
        return name + " must stand before the command: " + program.name + " " + name + " … " + command->name;
    if ((name == "--dry-run" || name == "--dryrun") && command->option("--plan"))
        return "unknown option '" + word + "'; --plan prints what would be done, and changes nothing";
    if (const std::string own = most_like(name, long_names(command->options)); !own.empty())
        return "unknown option '" + word + "'" + meant(own);
    return "unknown option '" + word + "'" + meant(most_like(name, long_names(program.options)));
}

} // namespace limbeck::cli
