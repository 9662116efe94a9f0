// edit: revision files in the user's editor.
#include "command/process.hpp"
#include "command/project.hpp"
#include "configuration/python_text.hpp"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;
using revisions::Identifier;
using revisions::Revision;
using revisions::Step;
using Words = std::vector<std::string>;

/// What EDITOR or VISUAL names: a path, or a program on PATH; with arguments where the whole is neither.
std::optional<Words> chosen_editor(const std::string& choice) {
    if (std::error_code error; fs::exists(choice, error))
        return Words{choice};
    const auto found = [](const std::string& program) {
        return program.find('/') == std::string::npos ? find_on_path(program) : std::nullopt;
    };
    if (const std::optional<fs::path> program = found(choice))
        return Words{program->string()};
    try {
        Words words = shell_words(choice);
        if (words.size() < 2)
            return std::nullopt;
        if (std::error_code error; fs::exists(words.front(), error))
            return words;
        if (const std::optional<fs::path> program = found(words.front())) {
            words.front() = program->string();
            return words;
        }
    } catch (const std::invalid_argument&) {
        // A quote that is not closed: no editor is called that.
    }
    return std::nullopt;
}

/// The editor with its arguments: that of the environment, else a usual one.
Words editor() {
    for (const char* variable : {"EDITOR", "VISUAL"})
        if (const char* choice = std::getenv(variable); choice && *choice)
            if (const std::optional<Words> words = chosen_editor(choice))
                return *words;
    for (const char* usual : {"sensible-editor", "editor", "nano", "vim", "code"})
        if (const std::optional<fs::path> program = find_on_path(usual))
            return {program->string()};
    fail("Error executing editor (No suitable editor found. Please set the \"EDITOR\" or \"VISUAL\" environment "
         "variables)");
}

std::string python_list(const Words& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + python_repr(word);
    return "[" + text + "]";
}

void open_in_editor(const fs::path& file) {
    Words words = editor();
    words.push_back(file.string());
    const auto refuse = [&](const std::string& why) { fail("Error executing editor (" + why + ")", file.string()); };
    Ended ended;
    try {
        ended = run_program({words, std::nullopt, false});
    } catch (const std::system_error& error) {
        refuse("[Errno " + std::to_string(error.code().value()) + "] " + std::strerror(error.code().value()) + ": " +
               python_repr(words.front()));
    }
    const std::string command = "Command '" + python_list(words) + "' ";
    if (ended.signal)
        refuse(command + "died with signal " + std::to_string(ended.signal) + ".");
    if (ended.status)
        refuse(command + "returned non-zero exit status " + std::to_string(ended.status) + ".");
}

/// The revisions that the database is at.
std::vector<const Revision*> current_revisions(Project& project) {
    std::vector<const Revision*> found;
    migration::Request request;
    request.command = "edit";
    request.arguments = {{"rev", "current"}};
    request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext&) {
        if (heads.empty())
            fail("No current revisions");
        found = project.script().get_revisions(heads);
        return std::vector<Step>();
    };
    project.run_environment(std::move(request));
    return found;
}

} // namespace

void edit(Config& config, const std::string& revision) {
    Project project(config);
    const std::vector<const Revision*> found =
        revision == "current" ? current_revisions(project) : project.script().get_revisions(revision);
    if (found.empty())
        fail("No revision files indicated by symbol '" + revision + "'");
    // No connection is open any more: an editor may stay for hours.
    for (const Revision* one : found)
        open_in_editor(project.script().script(*one).path);
}

} // namespace limbeck::command
