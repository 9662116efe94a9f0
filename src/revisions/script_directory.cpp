#include "revisions/script_directory.hpp"

#include "configuration/options.hpp"
#include "configuration/python_text.hpp"
#include "revisions/file_name.hpp"
#include "revisions/revision_file.hpp"
#include "revisions/script_files.hpp"
#include "support/colours.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limbeck/config.hpp>
#include <map>
#include <unordered_set>

namespace limbeck::revisions {

namespace fs = std::filesystem;
using support::Ink;
using support::joined;
using support::painted;
using Reason = RevisionError::Reason;
using Revisions = std::vector<const Revision*>;

struct ScriptDirectory::State {
    configuration::ScriptOptions options;
    Evaluate evaluate;
    std::function<void(std::string_view)> warn;

    bool loaded = false;
    RevisionMap map;
    std::vector<Script> scripts; ///< by Revision::index
    std::vector<ScriptProblem> problems;

    void tell(const std::vector<std::string>& warnings) const {
        for (const std::string& warning : warnings)
            if (warn)
                warn(warning);
            else
                std::fputs(("UserWarning: " + warning + "\n").c_str(), stderr);
    }

    void load();
    std::optional<RevisionData> data_of(ScriptFile& file);
    std::vector<std::string> with_files(std::vector<std::string> found) const;
    void refuse_problem() const {
        if (!problems.empty())
            throw problems.front().error;
    }
};

std::string_view Script::doc() const {
    return first_paragraph(longdoc);
}

namespace {

/// Without "." parts and final slashes, as pathlib.Path keeps it.
fs::path python_path(const fs::path& path) {
    fs::path out;
    for (const fs::path& part : path)
        if (part != "." && !part.empty())
            out /= part;
    return out.empty() ? fs::path(".") : out;
}

fs::path absolute_path(const fs::path& path) {
    return python_path(fs::absolute(path));
}

/// "versions/a.py:7" below the line itself, in Python's shape; paths below the working directory are shown from there.
std::string place_of(const fs::path& path, int line) {
    std::error_code error;
    const fs::path near = path.lexically_proximate(fs::current_path(error));
    const std::string shown = error || *near.begin() == ".." ? path.string() : near.string();
    if (line == 0)
        return shown;
    std::ifstream file(path);
    std::string text;
    for (int number = 0; number < line && std::getline(file, text);)
        ++number;
    const auto begin = text.find_first_not_of(" \t");
    std::string place = "  File \"" + path.string() + "\", line " + std::to_string(line) + "\n";
    if (begin != std::string::npos)
        place += "    " + text.substr(begin) + "\n";
    return place + shown + ":" + std::to_string(line);
}

Error script_error(const fs::path& path, std::string what, int line = 0, std::string now = {}) {
    return Error(Error::Kind::Script, std::move(what), place_of(path, line), std::move(now));
}

std::string scalar_text(const Identifier& id) {
    if (auto text = std::get_if<std::string>(&id))
        return *text;
    if (auto list = std::get_if<std::vector<std::string>>(&id))
        return joined(*list, ", ");
    return {};
}

/// Words for errors of the map, where a question has its own ones. Empty: the usual words.
struct Words {
    std::string ancestor; ///< for a range that is none
    std::string multiple_heads;
    std::string start, end;           ///< what was asked for
    std::vector<std::string> current; ///< what the database says it is at
    std::string where;                ///< files that are to blame
};

[[noreturn]] void rethrow(const RevisionError& error, const Words& words) {
    std::string what = error.what(), now;
    switch (error.reason) {
    case Reason::RangeNotAncestor:
        what = !words.ancestor.empty() ? words.ancestor
                                       : "Requested range " + (words.start.empty() ? error.lower : words.start) + ":" +
                                             (words.end.empty() ? error.upper : words.end) +
                                             " does not refer to ancestor/descendant revisions along the same branch";
        break;
    case Reason::MultipleHeads: {
        std::string argument = words.end.empty() ? error.argument : words.end;
        what = !words.multiple_heads.empty()
                   ? words.multiple_heads
                   : "Multiple head revisions are present for given argument '" + argument +
                         "'; please specify a specific target revision, '<branchname>@" + argument +
                         "' to narrow to a specific head, or 'heads' for all heads";
        now = "The heads are " + joined(error.heads, ", ") +
              ". `limbeck upgrade heads` goes to all of them; `limbeck merge heads` makes one of them.";
        break;
    }
    case Reason::Resolution:
        what = "Can't locate revision identified by '" + error.argument + "'";
        if (std::find(words.current.begin(), words.current.end(), error.argument) != words.current.end())
            now =
                "The database is at this revision, and no file in the versions folder has it. Take the file from the "
                "branch or the version of the project that made it; or, if the schema is known, name its revision with "
                "`limbeck stamp --purge <revision>`.";
        else if (std::string_view(error.what()).starts_with("Multiple"))
            now = std::string(error.what()) + " Write more of the id.";
        else if (std::string_view(error.what()).starts_with("No such branch"))
            now = "There is no branch of that name; `limbeck heads -v` shows the branches.";
        else
            now = "`limbeck history` shows the revisions that there are.";
        break;
    case Reason::Cycle:
        now = "Correct down_revision or depends_on in the file of one of them, so that none comes before itself.";
        break;
    default:
        if (error.reason == Reason::Ambiguous)
            now = "More than one revision comes next: " + joined(error.heads, ", ") +
                  ". Name where to go by its id, in place of a number of steps.";
        else if (what.starts_with("Relative revision"))
            now = "There are fewer revisions in that direction; `limbeck history -i` shows where the database is.";
        break;
    }
    fail(std::move(what), words.where, std::move(now));
}

/// Whether an answer depends on every file: where the heads are, or what comes next.
bool asks_for_heads(const Identifier& id) {
    auto is_symbol = [](std::string_view text) {
        text.remove_prefix(std::min(text.size(), text.rfind('@') == std::string_view::npos ? 0 : text.rfind('@') + 1));
        return text == "head" || text == "heads" || text.find('+') != std::string_view::npos;
    };
    if (auto text = std::get_if<std::string>(&id))
        return is_symbol(*text);
    auto list = std::get_if<std::vector<std::string>>(&id);
    return list && std::any_of(list->begin(), list->end(), is_symbol);
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::size_t end = text.find_first_of("\n\r\v\f");
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    return lines;
}

std::string down_text(const Revision& revision) {
    return revision.down_revision.empty() ? "<base>" : joined(revision.down_revision, ", ");
}

} // namespace

// ---------------------------------------------------------------------------------------------------------------------
// Reading

std::optional<RevisionData> ScriptDirectory::State::data_of(ScriptFile& file) {
    RevisionFile& content = file.content;
    // A path costs more than all the rest, and is needed only for what goes wrong.
    bool is_plain =
        content.problem.empty() && content.computed.empty() && content.revision && content.has_down_revision;
    const fs::path path = is_plain ? fs::path() : fs::path(file.path);
    auto refuse = [&](Error error) {
        problems.push_back({path, std::move(error)});
        return std::nullopt;
    };
    const std::string name = path.filename().string();
    if (!content.problem.empty())
        return refuse(script_error(path, "The revision file " + name + " is broken: " + content.problem,
                                   content.problem_line, "Correct the file, or take it out of the folder."));
    if (!content.computed.empty()) {
        if (!evaluate)
            return refuse(script_error(
                path, "'" + content.computed + "' of " + name + " is computed, and Python is not available to run it",
                content.computed_line, "Write the value as a constant."));
        try {
            content = evaluate(path);
        } catch (const Error& error) {
            // While env.py runs, that is where Python stands.
            return refuse(error.where().find(name) == std::string::npos ? error.at(place_of(path, 0)) : error);
        }
    }
    if (!content.revision) {
        content.revision = legacy_revision_id(name);
        if (!content.revision)
            return refuse(Error(Error::Kind::Command,
                                "Could not determine revision id from filename " + name +
                                    ". Be sure the 'revision' variable is declared inside the script (please see "
                                    "'Upgrading from Alembic 0.1 to 0.2' in the documentation).",
                                file.path));
    }
    if (!content.has_down_revision)
        return refuse(script_error(path, "The revision file " + name + " does not set 'down_revision'", 0,
                                   "Write down_revision = None if it is the first revision of a branch."));
    return RevisionData{*content.revision, std::move(content.down_revision), std::move(content.depends_on),
                        std::move(content.branch_labels)};
}

/// "Revision a is present more than once" says in which files, too.
std::vector<std::string> ScriptDirectory::State::with_files(std::vector<std::string> found) const {
    if (found.empty())
        return found;
    std::map<std::string, std::vector<std::string>> files;
    for (const Script& script : scripts)
        files["Revision " + script.revision->id + " is present more than once"].push_back(place_of(script.path, 0));
    for (std::string& warning : found)
        if (const auto names = files.find(warning); names != files.end())
            warning += " (" + joined(names->second, ", ") + ")";
    return found;
}

void ScriptDirectory::State::load() {
    if (loaded)
        return;
    problems.clear();
    scripts.clear();
    std::vector<std::string> warnings;
    std::vector<fs::path> locations;
    if (options.version_locations.empty())
        locations.push_back(absolute_path(options.script_location / "versions"));
    for (const fs::path& location : options.version_locations)
        locations.push_back(absolute_path(location));
    std::vector<ScriptFile> files = read_script_files(locations, options.recursive_version_locations, warnings);
    std::vector<RevisionData> revisions;
    revisions.reserve(files.size());
    scripts.reserve(files.size());
    for (ScriptFile& file : files)
        if (auto data = data_of(file)) {
            revisions.push_back(std::move(*data));
            scripts.push_back({nullptr, fs::path(std::move(file.path)), std::move(file.content.doc), false});
        }
    tell(warnings);
    try {
        map = RevisionMap(std::move(revisions));
    } catch (const RevisionError& error) {
        if (error.reason != Reason::Missing) {
            Words words;
            // Where every file was read, the files and the revisions stand in the same order.
            for (std::size_t i = 0; problems.empty() && i < scripts.size(); ++i)
                if (std::find(error.heads.begin(), error.heads.end(), files[i].content.revision) != error.heads.end())
                    words.where += (words.where.empty() ? "" : "\n") + place_of(scripts[i].path, 0);
            rethrow(error, words);
        }
        refuse_problem(); // what is missing may well be in the file that could not be read
        const Script& script = scripts[error.referrer];
        fail("Revision " + error.argument + " referenced from " + error.referrer_text + ", " +
                 std::string(script.doc()) + " is not present",
             script.path.string(),
             "Restore the file of revision " + error.argument + ", or correct the reference to it.");
    }
    for (std::size_t i = 0; i < scripts.size(); ++i)
        scripts[i].revision = &map.at(static_cast<Revision::Index>(i));
    tell(with_files(map.warnings()));
    loaded = true;
}

ScriptDirectory::ScriptDirectory(configuration::ScriptOptions options, Evaluate evaluate,
                                 std::function<void(std::string_view)> warn)
    : state_(std::make_unique<State>()) {
    if (std::error_code error; !fs::exists(options.script_location, error))
        fail("Path doesn't exist: " + options.script_location.string() +
                 ".  Please use the 'init' command to create a new scripts folder.",
             "script_location = " + options.script_location_option,
             "Correct script_location, or run `limbeck init` with that folder.");
    state_->options = std::move(options);
    state_->evaluate = std::move(evaluate);
    state_->warn = std::move(warn);
}

ScriptDirectory ScriptDirectory::from_config(const Config& config, Evaluate evaluate) {
    return ScriptDirectory(configuration::script_options(config), std::move(evaluate), config.warn);
}

ScriptDirectory::ScriptDirectory(ScriptDirectory&&) noexcept = default;
ScriptDirectory& ScriptDirectory::operator=(ScriptDirectory&&) noexcept = default;
ScriptDirectory::~ScriptDirectory() = default;

const fs::path& ScriptDirectory::dir() const {
    return state_->options.script_location;
}
fs::path ScriptDirectory::env_py_location() const {
    return dir() / "env.py";
}
const configuration::ScriptOptions& ScriptDirectory::options() const {
    return state_->options;
}

std::vector<fs::path> ScriptDirectory::version_locations() const {
    std::vector<fs::path> locations;
    for (const fs::path& location : state_->options.version_locations)
        locations.push_back(absolute_path(location));
    if (locations.empty())
        locations.push_back(absolute_path(dir() / "versions"));
    return locations;
}

const RevisionMap& ScriptDirectory::map() const {
    state_->load();
    return state_->map;
}

const Script& ScriptDirectory::script(const Revision& revision) const {
    state_->load();
    return state_->scripts.at(revision.index);
}

Script& ScriptDirectory::script(const Revision& revision) {
    state_->load();
    return state_->scripts.at(revision.index);
}

const std::vector<ScriptProblem>& ScriptDirectory::problems() const {
    state_->load();
    return state_->problems;
}

// ---------------------------------------------------------------------------------------------------------------------
// Questions

namespace {

/// Asks the map, and puts its refusals into the words that a user knows.
template <class Question> auto ask(const ScriptDirectory& directory, const Words& words, Question question) {
    const RevisionMap& map = directory.map();
    try {
        return question(map);
    } catch (const RevisionError& error) {
        if (error.reason == Reason::Resolution && !directory.problems().empty())
            throw directory.problems().front().error;
        rethrow(error, words);
    }
}

void need_all_files(const ScriptDirectory& directory, bool needed) {
    if (needed && !directory.problems().empty())
        throw directory.problems().front().error;
}

} // namespace

Revisions ScriptDirectory::get_revisions(const Identifier& id) const {
    need_all_files(*this, asks_for_heads(id));
    return ask(*this, {}, [&](const RevisionMap& map) { return map.get_revisions(id); });
}

const Revision* ScriptDirectory::get_revision(const Identifier& id) const {
    need_all_files(*this, asks_for_heads(id));
    return ask(*this, {}, [&](const RevisionMap& map) { return map.get_revision(id); });
}

Revisions ScriptDirectory::get_all_current(const std::vector<std::string>& ids) const {
    Words words;
    words.current = ids;
    return ask(*this, words, [&](const RevisionMap& map) { return map.get_all_current(ids); });
}

std::optional<std::string> ScriptDirectory::get_current_head() const {
    need_all_files(*this, true);
    Words words;
    words.multiple_heads =
        "The script directory has multiple heads (due to branching).Please use get_heads(), or merge "
        "the branches using alembic merge.";
    return ask(*this, words, [](const RevisionMap& map) { return map.get_current_head(); });
}

std::vector<std::string> ScriptDirectory::get_heads(bool consider_depends_on) const {
    need_all_files(*this, true);
    return consider_depends_on ? map().real_heads() : map().heads();
}

std::vector<std::string> ScriptDirectory::get_bases() const {
    need_all_files(*this, true);
    return map().bases();
}

std::optional<std::string> ScriptDirectory::get_base() const {
    std::vector<std::string> bases = get_bases();
    if (bases.size() > 1)
        fail("The script directory has multiple bases. Please use get_bases().");
    return bases.empty() ? std::nullopt : std::optional(bases.front());
}

std::vector<std::string> ScriptDirectory::as_revision_number(const Identifier& id) const {
    need_all_files(*this, asks_for_heads(id));
    auto ids = ask(*this, {}, [&](const RevisionMap& map) { return map.resolve_number(id).first; });
    if (ids.size() > 1 && id != Identifier("heads"))
        ids.resize(1);
    return ids;
}

Revisions ScriptDirectory::walk_revisions(const Identifier& base, const Identifier& head) const {
    need_all_files(*this, asks_for_heads(base) || asks_for_heads(head));
    Words words;
    words.start = scalar_text(base);
    words.end = scalar_text(head);
    return ask(*this, words, [&](const RevisionMap& map) {
        RevisionMap::Range range;
        range.inclusive = true;
        range.assert_relative_length = false;
        return map.iterate(head, base, range);
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// Steps

std::vector<Step> ScriptDirectory::upgrade_steps(const Identifier& destination,
                                                 const std::vector<std::string>& current) const {
    need_all_files(*this, asks_for_heads(destination));
    Words words;
    words.end = scalar_text(destination);
    words.ancestor = "Destination " + words.end + " is not a valid upgrade target from current head(s)";
    words.current = current;
    std::vector<Step> steps;
    for (const Revision* revision :
         ask(*this, words, [&](const RevisionMap& map) { return map.upgrade_path(destination, current); }))
        steps.push_back(Step::upgrade(map(), *revision, std::string(script(*revision).doc())));
    return steps;
}

std::vector<Step> ScriptDirectory::downgrade_steps(const Identifier& destination,
                                                   const std::vector<std::string>& current) const {
    need_all_files(*this, asks_for_heads(destination));
    Words words;
    words.end = scalar_text(destination);
    words.ancestor = "Destination " + words.end + " is not a valid downgrade target from current head(s)";
    words.current = current;
    Revisions path = ask(*this, words, [&](const RevisionMap& map) {
        std::vector<std::string> warnings;
        try {
            Revisions found = map.downgrade_path(destination, current, &warnings);
            state_->tell(warnings);
            return found;
        } catch (...) {
            state_->tell(warnings); // they tell why it was refused
            throw;
        }
    });
    std::vector<Step> steps;
    for (const Revision* revision : path)
        steps.push_back(Step::downgrade(map(), *revision, std::string(script(*revision).doc())));
    return steps;
}

std::vector<Step> ScriptDirectory::stamp_steps(const Identifier& destination,
                                               const std::vector<std::string>& current) const {
    need_all_files(*this, asks_for_heads(destination));
    Words words;
    words.multiple_heads = "Multiple heads are present; please specify a single target revision";
    words.current = current;
    return ask(*this, words, [&](const RevisionMap& map) {
        Revisions heads = map.get_revisions(current);
        std::vector<std::string> wanted;
        if (auto text = std::get_if<std::string>(&destination); text && !text->empty())
            wanted.push_back(*text);
        else if (auto list = std::get_if<std::vector<std::string>>(&destination))
            wanted = *list;
        if (wanted.empty())
            wanted.push_back("base");

        Revisions affected; // heads on the lines of what is wanted
        std::unordered_set<const Revision*> is_affected;
        for (const std::string& one : wanted)
            for (const Revision* head : map.filter_for_lineage(heads, one, true))
                if (is_affected.insert(head).second)
                    affected.push_back(head);
        std::vector<std::string> affected_ids;
        for (const Revision* head : affected)
            affected_ids.push_back(head->id);
        auto set_of = [](const Revisions& revisions) {
            return std::unordered_set<const Revision*>(revisions.begin(), revisions.end());
        };
        const auto below_affected = set_of(map.ancestors(affected)), above_affected = set_of(map.descendants(affected));

        std::vector<Step> steps;
        Revisions targets = map.get_revisions(wanted);
        if (targets.empty())
            targets.push_back(nullptr);
        for (const Revision* target : targets) {
            if (!target)
                for (const std::string& id : affected_ids)
                    steps.push_back(Step::stamp(map, {id}, {}, false, true));
            else if (is_affected.count(target))
                continue; // is there already
            else if (below_affected.count(target))
                steps.push_back(Step::stamp(map, affected_ids, {target->id}, false, false));
            else if (above_affected.count(target))
                steps.push_back(Step::stamp(map, affected_ids, {target->id}, true, false));
            else
                steps.push_back(Step::stamp(map, {}, {target->id}, true, true));
        }
        return steps;
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// Words

std::string ScriptDirectory::log_entry(const Revision& revision, bool colours) const {
    const Script& script = this->script(revision);
    std::string entry = "Rev: " + painted(colours, Ink::RevisionId, revision.id) +
                        painted(colours, Ink::Marker, revision.is_head() ? " (head)" : "") +
                        painted(colours, Ink::Faint, revision.is_branch_point() ? " (branchpoint)" : "") +
                        painted(colours, Ink::Faint, revision.is_merge_point() ? " (mergepoint)" : "") +
                        painted(colours, Ink::Marker, script.current ? " (current)" : "") + "\n";
    entry += (revision.is_merge_point() ? "Merges: " : "Parent: ") + down_text(revision) + "\n";
    if (!revision.dependencies.empty())
        entry += "Also depends on: " + joined(revision.dependencies, ", ") + "\n";
    if (revision.is_branch_point()) {
        std::vector<std::string> next;
        for (Revision::Index index : revision.next)
            next.push_back(map().at(index).id);
        entry += "Branches into: " + joined(next, ", ") + "\n";
    }
    if (!revision.branch_labels.empty())
        entry += "Branch names: " + painted(colours, Ink::Label, joined(revision.branch_labels, ", ")) + "\n";
    entry += "Path: " + script.path.string() + "\n\n";
    std::vector<std::string> lines = lines_of(script.longdoc);
    for (std::string& line : lines)
        line.insert(0, "    ");
    return entry + joined(lines, "\n") + "\n";
}

std::string ScriptDirectory::format(const Revision& revision, const ScriptFormat& format) const {
    if (format.verbose)
        return log_entry(revision, format.colours);
    const auto ink = [&](Ink ink, std::string_view text) { return painted(format.colours, ink, text); };
    const Script& script = this->script(revision);
    std::string text;
    if (format.include_parents) {
        std::string parents = down_text(revision);
        if (!revision.dependencies.empty())
            parents += " (" + joined(revision.dependencies, ", ") + ")";
        text = ink(Ink::Faint, parents + " -> ");
    }
    text += ink(Ink::RevisionId, revision.id);
    if (format.include_branches && !revision.branch_labels.empty())
        text += ink(Ink::Label, " (" + joined(revision.branch_labels, ", ") + ")");
    if (revision.is_real_head())
        text += ink(Ink::Marker, " (head)");
    else if (revision.is_head())
        text += ink(Ink::Marker, " (effective head)");
    if (script.current)
        text += ink(Ink::Marker, " (current)");
    if (format.tree_indicators) {
        if (revision.is_branch_point())
            text += ink(Ink::Faint, " (branchpoint)");
        if (revision.is_merge_point())
            text += ink(Ink::Faint, " (mergepoint)");
    }
    if (format.include_doc)
        (text += ", ") += script.doc();
    return text;
}

// ---------------------------------------------------------------------------------------------------------------------
// New files

std::string ScriptDirectory::revision_filename(std::string_view rev_id, std::string_view message,
                                               const CreateDate& date) const {
    return file_stem(options().file_template, rev_id, slug(message, options().truncate_slug_length), date) + ".py";
}

NewRevision ScriptDirectory::new_revision(const NewRevisionRequest& request) const {
    NewRevision made;
    made.up_revision = request.rev_id.empty() ? new_revision_id() : request.rev_id;
    Identifier head = std::holds_alternative<std::monostate>(request.head) ? Identifier("head") : request.head;
    need_all_files(*this, asks_for_heads(head));
    Words words;
    words.multiple_heads = "Multiple heads are present; please specify the head revision on which the new revision "
                           "should be based, or perform a merge.";
    Revisions heads = ask(*this, words, [&](const RevisionMap& map) {
        verify_revision_id(made.up_revision);
        return map.get_revisions(head);
    });
    if (std::unordered_set<const Revision*>(heads.begin(), heads.end()).size() < heads.size())
        fail("Duplicate head revisions specified");
    if (std::find(heads.begin(), heads.end(), nullptr) != heads.end())
        fail("'" + scalar_text(head) + "' leads below the first revision");
    made.create_date = create_date_now(options().timezone);

    std::vector<fs::path> locations = version_locations();
    fs::path folder;
    if (request.version_path)
        folder = python_path(*request.version_path);
    else if (locations.size() == 1)
        folder = locations.front();
    else {
        for (const Revision* one : heads)
            if (folder.empty())
                folder = script(*one).path.parent_path();
        if (folder.empty())
            fail("Multiple version locations present, please specify --version-path");
    }
    const fs::path named = folder;
    folder = absolute_path(folder);
    auto same = [&](const fs::path& location) {
        std::error_code error;
        return location == folder || fs::equivalent(location, folder, error);
    };
    if (!options().recursive_version_locations || request.version_path)
        if (std::none_of(locations.begin(), locations.end(), same))
            fail("Path " + named.string() + " is not represented in current version locations");

    made.path = folder / revision_filename(made.up_revision, request.message.value_or(""), made.create_date);
    auto ensure = [&](const fs::path& directory) {
        std::error_code error;
        if (!fs::exists(directory, error) && std::find(made.missing_directories.begin(), made.missing_directories.end(),
                                                       directory) == made.missing_directories.end())
            made.missing_directories.push_back(directory);
    };
    if (!options().version_locations.empty())
        ensure(folder);
    ensure(made.path.parent_path());

    for (const Revision* one : heads) {
        if (!request.splice && !one->is_head())
            fail("Revision " + one->id +
                 " is not a head revision; please specify --splice to create a new branch from this revision");
        made.down_revision.push_back(one->id);
    }
    for (const std::string& name : request.depends_on) {
        const Revision* revision = get_revision(name);
        if (!revision)
            fail("Can't locate revision identified by '" + name + "'");
        made.depends_on.push_back(revision->has_label(name) ? name : revision->id);
    }
    made.template_path = dir() / "script.py.mako";
    made.branch_labels = request.branch_labels;
    made.message = request.message.value_or("empty message");
    return made;
}

const Revision* ScriptDirectory::add_file(const fs::path& path, const std::vector<std::string>& branch_labels) {
    map();
    if (!is_revision_filename(path.filename().string()))
        return nullptr;
    ScriptFile file = read_script_file(path);
    std::size_t problems = state_->problems.size();
    std::optional<RevisionData> data = state_->data_of(file);
    if (!data) {
        Error error = state_->problems.back().error;
        state_->problems.resize(problems, state_->problems.back());
        throw error;
    }
    if (!branch_labels.empty() && data->branch_labels.empty())
        fail("Version " + data->id + " specified branch_labels " + joined(branch_labels, ", ") +
             ", however the migration file " + path.string() +
             " does not have them; have you upgraded your script.py.mako to include the 'branch_labels' section?");
    std::size_t warned = state_->map.warnings().size();
    try {
        const Revision& revision = state_->map.add(std::move(*data));
        state_->scripts.push_back({&revision, path, std::move(file.content.doc), false});
        const auto& warnings = state_->map.warnings();
        state_->tell({warnings.begin() + static_cast<std::ptrdiff_t>(warned), warnings.end()});
        return &revision;
    } catch (const RevisionError& error) {
        rethrow(error, {});
    }
}

} // namespace limbeck::revisions
