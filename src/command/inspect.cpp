// The commands that tell of single revisions: current, heads, branches, show.
#include "command/current_heads.hpp"
#include "command/revision_json.hpp"

#include <algorithm>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <set>

namespace limbeck::command {

namespace {

using migration::MigrationContext;
using revisions::Identifier;
using revisions::Revision;

/// Prints revisions one after the other, or as one JSON document at the end.
class RevisionPrinter {
  public:
    RevisionPrinter(Project& project, Format format) : project_(project), format_(format) {}

    bool is_text() const { return format_ == Format::Text; }

    void print(const Revision& revision, revisions::ScriptFormat words, const RevisionState& state = {}) {
        words.colours = project_.config().colours;
        if (is_text())
            project_.config().print_stdout(project_.script().format(revision, words));
        else
            json_.push_back(revision_json(project_.script(), revision, state));
    }

    void finish() const {
        if (!is_text())
            project_.config().print_stdout(json_array(json_));
    }

  private:
    Project& project_;
    Format format_;
    std::vector<std::string> json_;
};

void check_that_all_heads_are_there(Project& project, const std::vector<std::string>& heads) {
    const std::vector<std::string> wanted = project.script().get_heads();
    if (std::set<std::string>(heads.begin(), heads.end()) != std::set<std::string>(wanted.begin(), wanted.end()))
        fail("Database is not on all head revisions", {}, "`limbeck upgrade heads` brings it there.");
}

} // namespace

void current(Config& config, bool verbose, bool check_heads, Format format) {
    Project project(config);
    RevisionPrinter printer(project, format);
    const Map arguments{{"verbose", verbose}, {"check_heads", check_heads}};
    with_current_heads(project, "current", arguments, true,
                       [&](const std::vector<std::string>& heads, MigrationContext& context) {
                           if (verbose && printer.is_text())
                               config.print_stdout("Current revision(s) for " + context.options().url_masked + ":");
                           if (check_heads)
                               check_that_all_heads_are_there(project, heads);
                           RevisionState state;
                           state.is_current = true;
                           if (verbose)
                               state.database = context.options().url_masked;
                           revisions::ScriptFormat words;
                           words.verbose = verbose;
                           for (const Revision* revision : project.script().get_all_current(heads))
                               printer.print(*revision, words, state);
                       });
    printer.finish();
}

void heads(Config& config, bool verbose, bool resolve_dependencies, Format format) {
    Project project(config);
    RevisionPrinter printer(project, format);
    revisions::ScriptFormat words;
    words.verbose = verbose;
    words.include_branches = true;
    words.tree_indicators = false;
    const Identifier which =
        resolve_dependencies ? Identifier(std::string("heads")) : Identifier(project.script().get_heads());
    for (const Revision* revision : project.script().get_revisions(which))
        printer.print(*revision, words);
    printer.finish();
}

void branches(Config& config, bool verbose) {
    Project project(config);
    revisions::ScriptFormat own, next;
    own.verbose = verbose;
    own.include_branches = next.include_branches = true;
    next.include_doc = verbose;
    own.colours = next.colours = config.colours;
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

void show(Config& config, const std::string& revision, Format format) {
    Project project(config);
    RevisionPrinter printer(project, format);
    revisions::ScriptFormat words;
    words.verbose = true;
    const auto print = [&](const Identifier& which, const RevisionState& state) {
        for (const Revision* found : project.script().get_revisions(which))
            if (found)
                printer.print(*found, words, state);
            else
                fail("'" + revision + "' leads beyond the base");
    };
    if (revision == "current") {
        RevisionState state;
        state.is_current = true;
        with_current_heads(project, "show", Map{{"rev", revision}}, false,
                           [&](const std::vector<std::string>& heads, MigrationContext&) { print(heads, state); });
    } else {
        print(revision, {});
    }
    printer.finish();
}

} // namespace limbeck::command
