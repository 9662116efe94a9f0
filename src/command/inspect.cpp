// The commands that only look: current, history, heads, branches, show.
#include "command/project.hpp"
#include "configuration/options.hpp"

#include <algorithm>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <set>

namespace limbeck::command {

namespace {

using migration::MigrationContext;
using revisions::Identifier;
using revisions::Revision;
using revisions::Step;

/// Runs the environment only to learn the current heads.
void with_current(Project& project, const char* command, Map arguments, bool dont_mutate,
                  const std::function<void(const std::vector<std::string>& heads, MigrationContext& context)>& use) {
    migration::Request request;
    request.command = command;
    request.arguments = std::move(arguments);
    request.dont_mutate = dont_mutate;
    request.plan = [&](const std::vector<std::string>& heads, MigrationContext& context) {
        use(heads, context);
        return std::vector<Step>();
    };
    project.run_environment(std::move(request));
}

void print_history(Project& project, const Identifier& base, const Identifier& head, bool verbose,
                   const std::vector<std::string>* currents) {
    revisions::ScriptFormat format;
    format.verbose = verbose;
    format.include_branches = format.include_doc = format.include_parents = true;
    for (const Revision* revision : project.script().walk_revisions(base, head)) {
        if (currents)
            project.script().script(*revision).current =
                std::find(currents->begin(), currents->end(), revision->id) != currents->end();
        project.config().print_stdout(project.script().format(*revision, format));
    }
}

Identifier identifier_or(const std::string& text, const char* otherwise) {
    return text.empty() ? Identifier(std::string(otherwise)) : Identifier(text);
}

} // namespace

void current(Config& config, bool verbose, bool check_heads, Format) {
    Project project(config);
    const Map arguments{{"verbose", verbose}, {"check_heads", check_heads}};
    with_current(
        project, "current", arguments, true, [&](const std::vector<std::string>& heads, MigrationContext& context) {
            if (verbose)
                config.print_stdout("Current revision(s) for " + context.options().url_masked + ":");
            if (check_heads) {
                const std::vector<std::string> wanted = project.script().get_heads();
                if (std::set<std::string>(heads.begin(), heads.end()) !=
                    std::set<std::string>(wanted.begin(), wanted.end()))
                    fail("Database is not on all head revisions", {}, "`limbeck upgrade heads` brings it there.");
            }
            revisions::ScriptFormat format;
            format.verbose = verbose;
            for (const Revision* revision : project.script().get_all_current(heads))
                config.print_stdout(project.script().format(*revision, format));
        });
}

void history(Config& config, const HistoryOptions& options) {
    const auto& range = options.range;
    const bool verbose = options.verbose, indicate_current = options.indicate_current;
    Project project(config);
    std::string base, head;
    if (range) {
        const auto colon = range->find(':');
        if (colon == std::string::npos)
            fail("History range requires [start]:[end], [start]:, or :[end]");
        base = range->substr(0, colon);
        head = range->substr(colon + 1);
    }
    if (base != "current" && head != "current" && !indicate_current &&
        !project.script().options().revision_environment) {
        print_history(project, identifier_or(base, "base"), identifier_or(head, "heads"), verbose, nullptr);
        return;
    }
    const Map arguments{
        {"rev_range", range ? Value(*range) : Value()}, {"verbose", verbose}, {"indicate_current", indicate_current}};
    with_current(project, "history", arguments, false, [&](const std::vector<std::string>& heads, MigrationContext&) {
        const Identifier here = heads.empty() ? Identifier(std::string("base")) : Identifier(heads);
        print_history(project, base == "current" ? here : identifier_or(base, "base"),
                      head == "current" ? here : identifier_or(head, "heads"), verbose,
                      indicate_current ? &heads : nullptr);
    });
}

void heads(Config& config, bool verbose, bool resolve_dependencies, Format) {
    Project project(config);
    revisions::ScriptFormat format;
    format.verbose = verbose;
    format.include_branches = true;
    format.tree_indicators = false;
    const Identifier which =
        resolve_dependencies ? Identifier(std::string("heads")) : Identifier(project.script().get_heads());
    for (const Revision* revision : project.script().get_revisions(which))
        config.print_stdout(project.script().format(*revision, format));
}

void branches(Config& config, bool verbose) {
    Project project(config);
    revisions::ScriptFormat own, next;
    own.verbose = verbose;
    own.include_branches = next.include_branches = true;
    next.include_doc = verbose;
    for (const Revision* revision : project.script().walk_revisions()) {
        if (!revision->is_branch_point())
            continue;
        std::string text = project.script().format(*revision, own) + "\n";
        for (const Revision::Index index : revision->next) {
            const Revision& child = project.script().map().at(index);
            if (&child != &project.script().map().at(revision->next.front()))
                text += "\n";
            text += std::string(revision->id.size(), ' ') + " -> " + project.script().format(child, next);
        }
        config.print_stdout(text + "\n");
    }
}

void show(Config& config, const std::string& revision, Format) {
    Project project(config);
    const auto print = [&](const Identifier& which) {
        for (const Revision* found : project.script().get_revisions(which))
            if (found)
                config.print_stdout(project.script().log_entry(*found));
            else
                fail("'" + revision + "' leads beyond the base");
    };
    if (revision != "current") {
        print(revision);
        return;
    }
    with_current(project, "show", Map{{"rev", revision}}, false,
                 [&](const std::vector<std::string>& heads, MigrationContext&) { print(heads); });
}

} // namespace limbeck::command
