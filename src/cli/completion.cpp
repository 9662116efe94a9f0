#include "cli/completion.hpp"

#include "command/templates.hpp"
#include "configuration/options.hpp"
#include "revisions/script_directory.hpp"
#include "support/words.hpp"

#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::cli {

using support::joined;

namespace {

/// What completes a value.
enum class Source { Nothing, Files, Folders, Revisions, Templates, Choices };

Source source_of(const OptionDescription& option) {
    if (!option.choices.empty())
        return Source::Choices;
    if (option.value == "FILE")
        return Source::Files;
    if (option.value == "FOLDER")
        return Source::Folders;
    if (option.value == "REVISION" || option.value == "RANGE")
        return Source::Revisions;
    if (option.value == "TEMPLATE")
        return Source::Templates;
    return Source::Nothing;
}

std::string option_names(const std::vector<OptionDescription>& options) {
    std::string names;
    for (const OptionDescription& option : options)
        names += (names.empty() ? "" : " ") + joined(option.names, " ");
    return names;
}

/// `text` for within '…' of a shell.
std::string quoted(const std::string& text) {
    std::string made = "'";
    for (const char c : text)
        made += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return made + "'";
}

/// Names of the global options that take a value: those that tell which project it is, or the others.
std::string names_with_value(const ProgramDescription& program, bool telling, const char* separator = "|") {
    std::vector<std::string> names;
    for (const OptionDescription& option : program.options)
        if (!option.value.empty() && telling == (option.has_name("-c") || option.has_name("-n")))
            names.insert(names.end(), option.names.begin(), option.names.end());
    return joined(names, separator);
}

// -- bash

std::string bash_words(const OptionDescription& option) {
    switch (source_of(option)) {
    case Source::Files:
        return "_limbeck_files -f";
    case Source::Folders:
        return "_limbeck_files -d";
    case Source::Revisions:
        return "_limbeck_words \"$(_limbeck_ask revisions)\"";
    case Source::Templates:
        return "_limbeck_words \"$(_limbeck_ask templates)\"";
    case Source::Choices:
        return "_limbeck_words " + quoted(joined(option.choices, " "));
    case Source::Nothing:
        break;
    }
    return ":";
}

std::string bash_values(const std::vector<OptionDescription>& options, const std::string& indent) {
    std::string text;
    for (const OptionDescription& option : options)
        if (!option.value.empty())
            text += indent + joined(option.names, " | ") + ") " + bash_words(option) + "; return ;;\n";
    return text;
}

std::string bash_script(const ProgramDescription& program) {
    std::string text = "# Completion of limbeck for bash.\n"
                       "_limbeck_ask() {\n"
                       "    \"${COMP_WORDS[0]}\" \"${project[@]}\" __complete \"$1\" 2>/dev/null | cut -f 1\n"
                       "}\n"
                       "_limbeck_words() {\n"
                       "    mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\")\n"
                       "}\n"
                       "_limbeck_files() {\n"
                       "    compopt -o filenames 2>/dev/null\n"
                       "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$current\")\n"
                       "}\n"
                       "_limbeck() {\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= i\n"
                       "    local -a project=()\n"
                       "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                       "        case ${COMP_WORDS[i]} in\n"
                       "        " +
                       names_with_value(program, true) +
                       ") project+=(\"${COMP_WORDS[i]}\" \"${COMP_WORDS[++i]}\") ;;\n"
                       "        " +
                       names_with_value(program, false) +
                       ") ((i++)) ;;\n"
                       "        -*) ;;\n"
                       "        *) command=${COMP_WORDS[i]}; break ;;\n"
                       "        esac\n"
                       "    done\n"
                       "    COMPREPLY=()\n"
                       "    case $command in\n"
                       "    '')\n"
                       "        case $previous in\n" +
                       bash_values(program.options, "        ") +
                       "        esac\n"
                       "        case $current in\n"
                       "        -*) _limbeck_words " +
                       quoted(option_names(program.options)) + " ;;\n        *) _limbeck_words '";
    for (const CommandDescription& command : program.commands)
        if (!command.hidden)
            text += (&command == &program.commands.front() ? "" : " ") + command.name;
    text += "' ;;\n        esac ;;\n";
    for (const CommandDescription& command : program.commands) {
        if (command.hidden)
            continue;
        text += "    " + command.name + ")\n";
        if (const std::string values = bash_values(command.options, "        "); !values.empty())
            text += "        case $previous in\n" + values + "        esac\n";
        text += "        case $current in\n        -*) _limbeck_words " + quoted(option_names(command.options)) +
                " ;;\n        *) " + (command.arguments.empty() ? ":" : bash_words(command.arguments.front())) +
                " ;;\n        esac ;;\n";
    }
    return text + "    esac\n}\ncomplete -F _limbeck limbeck";
}

// -- zsh

std::string zsh_action(const OptionDescription& option) {
    switch (source_of(option)) {
    case Source::Files:
        return "_files";
    case Source::Folders:
        return "_files -/";
    case Source::Revisions:
        return " _limbeck_ask revisions"; // with a space in front it is called as it stands
    case Source::Templates:
        return " _limbeck_ask templates";
    case Source::Choices:
        return "(" + joined(option.choices, " ") + ")";
    case Source::Nothing:
        break;
    }
    return " ";
}

/// Text within the brackets or between the colons of an _arguments specification.
std::string zsh_text(const std::string& text) {
    std::string made;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            made += '\\';
        made += c;
    }
    return made;
}

std::string zsh_options(const std::vector<OptionDescription>& options, const std::string& indent) {
    std::string text;
    for (const OptionDescription& option : options) {
        const std::string value =
            option.value.empty() ? std::string() : ":" + zsh_text(option.value) + ":" + zsh_action(option);
        const std::string names = joined(option.names, " ");
        for (const std::string& name : option.names)
            text +=
                indent +
                quoted((option.repeats ? "*" : "(" + names + ")") + name + "[" + zsh_text(option.help) + "]" + value) +
                " \\\n";
    }
    return text;
}

std::string zsh_script(const ProgramDescription& program) {
    std::string text = "#compdef limbeck\n"
                       "# Completion of limbeck for zsh.\n"
                       "_limbeck_ask() {\n"
                       "    local -a found\n"
                       "    found=(${(f)\"$(limbeck $project __complete $1 2>/dev/null | sed -e 's/:/\\\\:/g' -e "
                       "'s/\t/:/')\"})\n"
                       "    _describe -t $1 ${1%s} found\n"
                       "}\n"
                       "_limbeck() {\n"
                       "    local curcontext=$curcontext state line\n"
                       "    local -a project commands\n"
                       "    local -i i\n"
                       "    typeset -A opt_args\n"
                       "    for ((i = 2; i < CURRENT; i++)); do\n"
                       "        case $words[i] in\n"
                       "        " +
                       names_with_value(program, true) +
                       ") project+=($words[i] $words[i+1]); ((i++)) ;;\n"
                       "        esac\n"
                       "    done\n"
                       "    _arguments -C \\\n" +
                       zsh_options(program.options, "        ") +
                       "        '1: :->command' \\\n"
                       "        '*:: :->arguments'\n"
                       "    case $state in\n"
                       "    command)\n"
                       "        commands=(\n";
    for (const CommandDescription& command : program.commands)
        if (!command.hidden)
            text += "            " + quoted(command.name + ":" + zsh_text(command.summary)) + "\n";
    text += "        )\n        _describe -t commands command commands ;;\n    arguments)\n        case $words[1] in\n";
    for (const CommandDescription& command : program.commands) {
        if (command.hidden)
            continue;
        text += "        " + command.name + ")\n            _arguments \\\n" +
                zsh_options(command.options, "                ");
        if (command.arguments.empty())
            text += "                && return\n            ;;\n";
        else
            text += "                " +
                    quoted(std::string(command.arguments.front().repeats ? "*" : "1") + ":" +
                           command.arguments.front().name() + ":" + zsh_action(command.arguments.front())) +
                    "\n            ;;\n";
    }
    return text + "        esac ;;\n    esac\n}\n"
                  "if [[ $funcstack[1] = _limbeck ]]; then _limbeck \"$@\"; else compdef _limbeck limbeck; fi";
}

// -- fish

std::string fish_values(const OptionDescription& option) {
    switch (source_of(option)) {
    case Source::Files:
        return " -F";
    case Source::Folders:
        return " -xa '(__fish_complete_directories)'";
    case Source::Revisions:
        return " -xa '(__limbeck_ask revisions)'";
    case Source::Templates:
        return " -xa '(__limbeck_ask templates)'";
    case Source::Choices:
        return " -xa " + quoted(joined(option.choices, " "));
    case Source::Nothing:
        break;
    }
    return " -x";
}

std::string fish_option(const OptionDescription& option, const std::string& condition) {
    std::string text = "complete -c limbeck -n " + quoted(condition);
    for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.value.empty())
        text += (source_of(option) == Source::Files ? " -r" : "") + fish_values(option);
    return text + " -d " + quoted(option.help) + "\n";
}

std::string fish_script(const ProgramDescription& program) {
    std::string text = "# Completion of limbeck for fish.\n"
                       "# The command of the line, or nothing; and how the line names the project.\n"
                       "function __limbeck_line\n"
                       "    set -l words (commandline -opc)\n"
                       "    set -g __limbeck_project\n"
                       "    set -g __limbeck_command\n"
                       "    set -l i 2\n"
                       "    while test $i -le (count $words)\n"
                       "        set -l next (math $i + 1)\n"
                       "        switch $words[$i]\n"
                       "            case " +
                       names_with_value(program, true, " ") +
                       "\n"
                       "                set -a __limbeck_project $words[$i] $words[$next]\n"
                       "                set i $next\n"
                       "            case " +
                       names_with_value(program, false, " ") +
                       "\n"
                       "                set i $next\n"
                       "            case '-*'\n"
                       "            case '*'\n"
                       "                set __limbeck_command $words[$i]\n"
                       "                return\n"
                       "        end\n"
                       "        set i (math $i + 1)\n"
                       "    end\n"
                       "end\n"
                       "function __limbeck_is\n"
                       "    __limbeck_line\n"
                       "    test \"$__limbeck_command\" = \"$argv[1]\"\n"
                       "end\n"
                       "function __limbeck_ask\n"
                       "    __limbeck_line\n"
                       "    limbeck $__limbeck_project __complete $argv[1] 2>/dev/null\n"
                       "end\n"
                       "complete -c limbeck -f\n";
    for (const OptionDescription& option : program.options)
        text += fish_option(option, "__limbeck_is ''");
    for (const CommandDescription& command : program.commands) {
        if (command.hidden)
            continue;
        text +=
            "complete -c limbeck -n \"__limbeck_is ''\" -a " + command.name + " -d " + quoted(command.summary) + "\n";
        const std::string condition = "__limbeck_is " + command.name;
        for (const OptionDescription& option : command.options)
            text += fish_option(option, condition);
        if (!command.arguments.empty() && source_of(command.arguments.front()) != Source::Nothing)
            text += "complete -c limbeck -n " + quoted(condition) + fish_values(command.arguments.front()) + "\n";
    }
    text.pop_back();
    return text;
}

} // namespace

std::string completion_script(const ProgramDescription& program, const std::string& shell) {
    if (shell == "bash")
        return bash_script(program);
    if (shell == "zsh")
        return zsh_script(program);
    if (shell == "fish")
        return fish_script(program);
    fail("There is no completion for the shell '" + shell + "'", {}, "Those that there are: bash, zsh, fish.");
}

void print_words(Config& config, const std::string& what) {
    const auto print = [&](const std::string& word, std::string_view help) {
        config.print_stdout(word + "\t" + std::string(help.substr(0, help.find('\n'))));
    };
    if (what == "templates") {
        for (const command::TemplateFile& file : command::templates())
            if (file.name == "README")
                print(std::string(file.template_name), file.content);
        return;
    }
    if (what != "revisions")
        return;
    try {
        configuration::complete_script_location(config);
        const auto script = revisions::ScriptDirectory::from_config(config);
        print("head", "the newest revision");
        print("heads", "the newest revision of every branch");
        print("base", "before the first revision");
        for (const revisions::Revision* revision : script.walk_revisions()) {
            print(revision->id, script.script(*revision).doc());
            for (const std::string& label : revision->own_labels)
                print(label + "@head", "the newest revision of branch " + label);
        }
    } catch (const Error&) {
        // Whoever runs the command that is being typed will see it.
    }
}

} // namespace limbeck::cli
