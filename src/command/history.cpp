#include "command/applied_log.hpp"
#include "command/current_heads.hpp"
#include "command/diagram.hpp"
#include "command/graph_drawing.hpp"
#include "command/revision_json.hpp"
#include "configuration/options.hpp"
#include "support/colours.hpp"

#include <algorithm>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::command {

namespace {

using migration::MigrationContext;
using revisions::Identifier;
using revisions::Revision;
using support::Ink;
using support::painted;
using Style = HistoryOptions::Style;

/// The revisions that were asked for, newest first, and what the database says of them.
struct Listing {
    std::vector<const Revision*> revisions;
    std::optional<AppliedLog> log;
    std::string database;      ///< its URL; empty when none was asked
    std::vector<bool> present; ///< by index: what the database has; a stamp takes back without naming what

    const migration::LogEntry* applied(const Revision& revision) const {
        return log && present[revision.index] ? log->find(revision.id) : nullptr;
    }
};

class History {
  public:
    History(Project& project, const HistoryOptions& options) : project_(project), options_(options) {}

    void print(const Listing& listing) {
        switch (options_.style) {
        case Style::Text:
            for (const Revision* revision : listing.revisions)
                put(words(listing, *revision));
            break;
        case Style::Graph:
            print_graph(listing);
            break;
        case Style::Json:
            collect_json(listing);
            break;
        case Style::Mermaid:
            put(mermaid_diagram(diagram(listing)));
            break;
        case Style::Dot:
            put(dot_diagram(diagram(listing)));
            break;
        }
    }

    /// However many databases there were, JSON is one document.
    void finish() const {
        if (options_.style == Style::Json)
            put(json_array(json_));
    }

  private:
    void put(std::string_view text) const { project_.config().print_stdout(text); }

    std::string words(const Listing& listing, const Revision& revision) const {
        revisions::ScriptFormat format;
        format.verbose = options_.verbose;
        format.include_branches = format.include_doc = format.include_parents = true;
        format.colours = project_.config().colours;
        std::string text = project_.script().format(revision, format);
        const migration::LogEntry* applied = listing.applied(revision);
        if (!applied)
            return text;
        if (options_.verbose)
            return text.insert(text.find("\n\n") + 1, "Applied: " + applied_text(*applied) + "\n");
        return text + painted(format.colours, Ink::Faint, " (applied " + applied_text(*applied) + ")");
    }

    void print_graph(const Listing& listing) const;
    std::string beside(const std::string& row, std::size_t width, std::string_view text) const;
    void collect_json(const Listing& listing);
    std::vector<DiagramNode> diagram(const Listing& listing) const;

    Project& project_;
    const HistoryOptions& options_;
    std::vector<std::string> json_;
};

/// A row of the graph, and a line of text beside it.
std::string History::beside(const std::string& row, std::size_t width, std::string_view text) const {
    std::string line;
    for (std::size_t begin = 0; begin < row.size();) {
        const std::size_t end = row[begin] == '*' ? begin + 1 : std::min(row.find('*', begin), row.size());
        const std::string part = row.substr(begin, end - begin);
        line += row[begin] == '*' ? part : painted(project_.config().colours, Ink::Faint, part);
        begin = end;
    }
    if (!text.empty())
        (line += std::string(width + 1 - row.size(), ' ')) += text;
    return line;
}

void History::print_graph(const Listing& listing) const {
    const std::vector<const Revision*>& revisions = listing.revisions;
    std::vector<std::size_t> position(project_.script().map().size(), revisions.size());
    for (std::size_t i = 0; i < revisions.size(); ++i)
        position[revisions[i]->index] = i;

    GraphDrawing drawing;
    std::vector<GraphDrawing::Node> parents;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
        parents.clear();
        for (const Revision::Index down : revisions[i]->down)
            if (position[down] > i && position[down] < revisions.size())
                parents.push_back(down);
        GraphDrawing::Rows rows = drawing.draw(revisions[i]->index, parents);
        for (const std::string& row : rows.above)
            put(beside(row, 0, {}));

        std::string text = words(listing, *revisions[i]);
        std::size_t lines = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        rows.below.insert(rows.below.begin(), std::move(rows.node));
        while (rows.below.size() < lines)
            rows.below.push_back(drawing.bars());
        std::size_t width = 0;
        for (std::size_t row = 0; row < lines; ++row)
            width = std::max(width, rows.below[row].size());
        std::string_view left = text;
        for (const std::string& row : rows.below) {
            const std::size_t end = std::min(left.find('\n'), left.size());
            put(beside(row, width, left.substr(0, end)));
            left.remove_prefix(std::min(end + 1, left.size()));
        }
    }
}

void History::collect_json(const Listing& listing) {
    for (const Revision* revision : listing.revisions) {
        RevisionState state;
        if (options_.indicate_current)
            state.is_current = project_.script().script(*revision).current;
        if (options_.verbose && !listing.database.empty())
            state.database = listing.database;
        state.asked_for_log = listing.log.has_value();
        if (const migration::LogEntry* applied = listing.applied(*revision))
            state.applied = *applied;
        json_.push_back(revision_json(project_.script(), *revision, state));
    }
}

std::vector<DiagramNode> History::diagram(const Listing& listing) const {
    std::vector<DiagramNode> nodes;
    for (const Revision* revision : listing.revisions) {
        const revisions::Script& script = project_.script().script(*revision);
        DiagramNode node{revision->id,
                         revision->branch_labels,
                         std::string(script.doc()),
                         revision->is_head(),
                         script.current,
                         revision->down_revision,
                         {}};
        for (const Revision::Index index : revision->depends)
            node.dependencies.push_back(project_.script().map().at(index).id);
        nodes.push_back(std::move(node));
    }
    return nodes;
}

struct Range {
    std::string base, head; ///< as typed; empty when missing
};

Range range_of(const HistoryOptions& options) {
    if (!options.range)
        return {};
    const auto colon = options.range->find(':');
    if (colon == std::string::npos || options.range->find(':', colon + 1) != std::string::npos)
        fail("History range requires [start]:[end], [start]:, or :[end]");
    return {options.range->substr(0, colon), options.range->substr(colon + 1)};
}

bool asks_database(const HistoryOptions& options, const Range& range, Project& project) {
    return range.base == "current" || range.head == "current" || options.indicate_current || options.applied ||
           project.script().options().revision_environment;
}

Identifier identifier_or(const std::string& text, const char* otherwise) {
    return text.empty() ? Identifier(std::string(otherwise)) : Identifier(text);
}

/// By index: the rows of the version table that are in the folder, and all below them.
std::vector<bool> present_at(const revisions::RevisionMap& map, const std::vector<std::string>& rows) {
    revisions::RevisionMap::Revisions known;
    for (const std::string& row : rows)
        if (const Revision* revision = map.find(row))
            known.push_back(revision);
    std::vector<bool> present(map.size(), false);
    for (const Revision* revision : map.ancestors(known))
        present[revision->index] = true;
    return present;
}

} // namespace

void history(Config& config, const HistoryOptions& options) {
    Project project(config);
    const Range range = range_of(options);
    History history(project, options);
    if (!asks_database(options, range, project)) {
        history.print(
            {project.script().walk_revisions(identifier_or(range.base, "base"), identifier_or(range.head, "heads")),
             {},
             {},
             {}});
        history.finish();
        return;
    }
    const Map arguments{{"rev_range", options.range ? Value(*options.range) : Value()},
                        {"verbose", options.verbose},
                        {"indicate_current", options.indicate_current}};
    with_current_heads(
        project, "history", arguments, false, [&](const std::vector<std::string>& heads, MigrationContext& context) {
            const Identifier here = heads.empty() ? Identifier(std::string("base")) : Identifier(heads);
            Listing listing;
            listing.revisions =
                project.script().walk_revisions(range.base == "current" ? here : identifier_or(range.base, "base"),
                                                range.head == "current" ? here : identifier_or(range.head, "heads"));
            if (options.indicate_current)
                for (const Revision* revision : listing.revisions)
                    project.script().script(*revision).current =
                        std::find(heads.begin(), heads.end(), revision->id) != heads.end();
            if (options.applied) {
                listing.log.emplace(context);
                listing.present = present_at(project.script().map(), heads);
            }
            listing.database = context.options().url_masked;
            history.print(listing);
        });
    history.finish();
}

} // namespace limbeck::command
