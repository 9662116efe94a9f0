#include "command/revision_body.hpp"

#include "autogenerate/prove.hpp"
#include "autogenerate/render.hpp"
#include "dialects/dialect.hpp"
#include "scripting/revision_environment.hpp"
#include "support/log.hpp"

#include <set>

namespace limbeck::command {

namespace {

/// Which changes are dangerous, and why. A change is known by what it says.
std::function<std::vector<std::string>(const schema::Change& change)>
danger_comments(const autogenerate::Result& found) {
    std::vector<std::pair<Value, std::string>> known;
    for (const autogenerate::Danger& danger : found.dangers)
        known.emplace_back(schema::to_plain(found.differences.upgrade.at(danger.group).changes.at(danger.change)),
                           danger.text);
    return [known = std::move(known)](const schema::Change& change) {
        std::vector<std::string> lines;
        if (known.empty())
            return lines;
        const Value plain = schema::to_plain(change);
        for (const auto& [dangerous, text] : known)
            if (dangerous == plain)
                lines.push_back("danger: " + text);
        return lines;
    };
}

} // namespace

Map revision_bodies(const scripting::RevisionEnvironment& environment, std::size_t file,
                    const std::vector<autogenerate::Result>& found) {
    Map bodies;
    std::set<std::string> imports;
    for (const std::string& line : environment.imports(file))
        imports.insert(line);
    const auto write = [&](const scripting::RevisionOperations& place, bool upgrade) {
        if (place.body) {
            std::string notes;
            if (upgrade && place.run < found.size())
                for (const std::string& line : found[place.run].unproved)
                    notes += "# not proved: " + line + "\n    ";
            bodies.set(place.token, notes + *place.body);
            return;
        }
        const dialects::Dialect& dialect = environment.dialect(place.run);
        autogenerate::RenderOptions options = environment.render_options(place.run);
        options.warn = [](const std::string& text) { log::warning("py.warnings", text); };
        options.needs_batch = [&](const autogenerate::Group& group) { return needs_batch(group, dialect); };
        if (place.run < found.size()) {
            const autogenerate::Result& known = found[place.run];
            options.possible_renames = known.differences.possible_renames;
            options.before = upgrade ? &known.database : &known.target.stored;
            if (upgrade) {
                options.comments = danger_comments(known);
                for (const std::string& line : known.unproved)
                    options.notes.push_back("not proved: " + line);
            }
        }
        bodies.set(place.token, autogenerate::render_body(place.groups, dialect, options, imports));
    };
    const std::vector<scripting::RevisionOperations> upgrades = environment.upgrades(file);
    const std::vector<scripting::RevisionOperations> downgrades = environment.downgrades(file);
    for (std::size_t i = 0; i < std::max(upgrades.size(), downgrades.size()); ++i) {
        if (i < upgrades.size())
            write(upgrades[i], true);
        if (i < downgrades.size())
            write(downgrades[i], false);
    }
    std::string lines;
    for (const std::string& line : imports)
        lines += (lines.empty() ? "" : "\n") + line;
    if (!bodies.entries().empty())
        bodies.set("imports", lines);
    return bodies;
}

std::vector<std::string> warnings_of(const autogenerate::Result& found) {
    std::vector<std::string> lines;
    for (const autogenerate::Danger& danger : found.dangers)
        lines.push_back("danger: " + danger.text);
    for (const std::string& line : found.unproved)
        lines.push_back("not proved: " + line);
    for (const autogenerate::PossibleRename& rename : found.differences.possible_renames) {
        const std::string place =
            (rename.schema.empty() ? "" : rename.schema + ".") + (rename.column ? rename.table + "." : std::string());
        lines.push_back("'" + place + rename.new_name + "' may be the new name of '" + place + rename.old_name +
                        "': the file drops the one and adds the other, and has the rename as a comment; --rename " +
                        place + rename.old_name + ":" + rename.new_name + " renames it");
    }
    return lines;
}

} // namespace limbeck::command
