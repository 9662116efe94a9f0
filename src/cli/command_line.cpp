#include "cli/command_line.hpp"

#include "cli/failure.hpp"
#include "cli/help.hpp"
#include "cli/program.hpp"
#include "cli/progress_line.hpp"
#include "cli/signals.hpp"
#include "cli/wrong_usage.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/runtime.hpp"
#include "support/passwords.hpp"
#include "support/terminal.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <limbeck/limbeck.hpp>
#include <poll.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace limbeck::cli {

namespace {

/// The command that the arguments have got to, or null.
const CommandDescription* chosen_command(const Program& program) {
    const auto chosen = program.parser->get_subcommands();
    return chosen.empty() ? nullptr : program.description.command(chosen.front()->get_name());
}

HelpStyle help_style(const Program& program) {
    return {std::clamp(support::terminal_width(stdout), 60, 110), support::wants_colours(stdout),
            program.description.name};
}

/// What the parser says of wrong arguments, in a person's words.
std::string in_words(const Program& program, const CLI::ParseError& error) {
    const CommandDescription* command = chosen_command(program);
    if (dynamic_cast<const CLI::ExtrasError*>(&error))
        return about_unknown_word(program.description, command, program.parser->remaining(true).front());
    if (dynamic_cast<const CLI::RequiredError*>(&error) && command && !command->arguments.empty()) {
        const OptionDescription& argument = command->arguments.front();
        return argument.name() + " is missing. " + argument.help;
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
        const std::string text = error.what(); // "--tag: 1 required TEXT missing"
        const std::string name = text.substr(0, text.find(':'));
        const OptionDescription* option = command ? command->option(name) : program.description.option(name);
        if (option)
            return name + " needs a value: " + spelled(*option);
    }
    return error.what();
}

/// Reads the arguments; false when they only asked for a help text, which has been printed.
bool parse(Program& program, int argc, char** argv) {
    std::vector<std::string> words = without_abbreviations(program.description, {argv + 1, argv + argc});
    std::reverse(words.begin(), words.end()); // the parser takes them from the end
    try {
        program.parser->parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        const CommandDescription* command = chosen_command(program);
        std::cout << (command ? command_help(*command, help_style(program))
                              : program_help(program.description, help_style(program)));
        return false;
    } catch (const CLI::CallForVersion& version) {
        std::cout << version.what() << '\n';
        return false;
    } catch (const CLI::ParseError& error) {
        const CommandDescription* command = chosen_command(program);
        throw WrongUsage(command ? command->name : "", in_words(program, error));
    }
    return true;
}

/// A database URL in the place of a revision: its pieces would be shown as though they were names.
void refuse_urls(const Arguments& arguments, const Program& program, const CommandDescription& command) {
    std::vector<std::string> words{arguments.revision, arguments.head, arguments.range, arguments.directory};
    words.insert(words.end(), arguments.revisions.begin(), arguments.revisions.end());
    words.insert(words.end(), arguments.depends_on.begin(), arguments.depends_on.end());
    if (std::any_of(words.begin(), words.end(), is_url))
        throw WrongUsage(command.name, about_url(program.description, &command));
}

int report_wrong_usage(const WrongUsage& error, const std::string& program) {
    const std::string name = error.command.empty() ? program : program + " " + error.command;
    std::fprintf(stderr, "%s: error: %s\n`%s --help` shows what there is.\n", name.c_str(),
                 support::without_passwords(error.what()).c_str(), name.c_str());
    return 2;
}

void set_option(Config& config, const char* name, const std::string& value) {
    if (!value.empty())
        config.options[name] = value;
}

Config configuration_of(const Arguments& arguments) {
    Config config = Config::from_command_line(arguments.config_files, arguments.section);
    config.x_arguments = arguments.x;
    config.verbose = arguments.verbose;
    config.quiet = arguments.quiet;
    config.colours = support::wants_colours(stdout);
    set_option(config, "url", arguments.url);
    set_option(config, "allow", arguments.allow);
    set_option(config, "runtime", arguments.runtime);
    set_option(config, "lock_timeout", arguments.lock_timeout);
    set_option(config, "tag", arguments.tag);
    set_option(config, "half_done", arguments.resume ? "resume" : arguments.undo_partial ? "undo" : "");
    if (arguments.raise_errors)
        config.options["raiseerr"] = "true";
    return config;
}

/// After the command: what has become of what it printed.
int report_output(const Arguments& arguments, const CommandDescription& command) {
    std::cout.flush();
    if (std::cout && !std::ferror(stdout))
        return 0;
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    if (poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP))) {
        // The reader has seen enough: no failure of what has been done beside.
        if (command.prints || arguments.sql || arguments.plan)
            end_by_broken_pipe();
        return 0;
    }
    std::fprintf(stderr, "FAILED: can't write to standard output\n"
                         "  Is the disk full?\n");
    return 255;
}

int run_command(const Arguments& arguments, const CommandDescription& command, char** argv) {
    Config config;
    try {
        config = configuration_of(arguments);
        const ProgressLine progress(config);
        arguments.work(config);
    } catch (const Error& error) {
        std::cout.flush();
        if (scripting::is_to_be_taken_up())
            scripting::execute_again(argv);
        return report(error, config, arguments.format != "text");
    }
    return report_output(arguments, command);
}

/// A link may call it alembic, as scripts and people do who have had that.
std::string name_in(const char* path) {
    const std::string_view name = path ? path : "";
    return name.substr(name.rfind('/') + 1) == "alembic" ? "alembic" : "limbeck";
}

int parse_and_run(int argc, char** argv) {
    Arguments arguments;
    Program program(arguments, name_in(argv[0]));
    try {
        if (!parse(program, argc, argv))
            return 0;
        const CommandDescription* command = chosen_command(program);
        if (!command)
            throw WrongUsage("", "a command is missing, such as `" + program.description.name + " upgrade head`");
        refuse_urls(arguments, program, *command);
        if (arguments.contradiction)
            if (const std::string why = arguments.contradiction(); !why.empty())
                throw WrongUsage(command->name, why);
    } catch (const WrongUsage& error) {
        return report_wrong_usage(error, program.description.name);
    }
    return run_command(arguments, *chosen_command(program), argv);
}

} // namespace

int run(int argc, char** argv) {
    open_standard_descriptors();
    survive_failed_writes();
    handle_interrupts();
    int status = 255;
    try {
        status = parse_and_run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr,
                     "FAILED: %s\n  This is a defect of limbeck; please report it with the command and its files.\n",
                     error.what());
    }
    if (scripting::Interpreter::started() && !scripting::Interpreter::get().finish())
        status = 130;
    return status;
}

} // namespace limbeck::cli
