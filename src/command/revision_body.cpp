#include "command/revision_body.hpp"

#include "autogenerate/render.hpp"
#include "scripting/revision_environment.hpp"
#include "support/log.hpp"

#include <set>

namespace limbeck::command {

Map revision_bodies(const scripting::RevisionEnvironment& environment, std::size_t file,
                    const std::vector<WritingNotes>& notes) {
    Map bodies;
    std::set<std::string> imports;
    for (const std::string& line : environment.imports(file))
        imports.insert(line);
    const auto write = [&](const std::vector<scripting::RevisionOperations>& places, bool upgrade) {
        for (const scripting::RevisionOperations& place : places) {
            autogenerate::RenderOptions options = environment.render_options(place.run);
            options.warn = [](const std::string& text) { log::warning("py.warnings", text); };
            if (place.run < notes.size()) {
                const WritingNotes& known = notes[place.run];
                options.possible_renames = known.possible_renames;
                options.before = upgrade ? &known.before : &known.after;
                options.comments = known.comments;
            }
            bodies.set(place.token,
                       autogenerate::render_body(place.groups, environment.dialect(place.run), options, imports));
        }
    };
    // Both bodies of a run are written before those of the next, as their hooks expect.
    write(environment.upgrades(file), true);
    write(environment.downgrades(file), false);
    std::string lines;
    for (const std::string& line : imports)
        lines += (lines.empty() ? "" : "\n") + line;
    if (!bodies.entries().empty())
        bodies.set("imports", lines);
    return bodies;
}

} // namespace limbeck::command
