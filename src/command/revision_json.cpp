#include "command/revision_json.hpp"

#include "revisions/revision_map.hpp"
#include "revisions/script_directory.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

namespace limbeck::command {

namespace {

using Json = nlohmann::ordered_json;

/// What "Create Date:" says in the docstring, as the templates write it.
Json create_date(std::string_view doc) {
    constexpr std::string_view name = "Create Date:", space = " \t\r";
    for (std::size_t at = doc.find(name); at != std::string_view::npos; at = doc.find(name, at + 1)) {
        if (at > 0 && doc[at - 1] != '\n')
            continue;
        std::string_view date = doc.substr(at + name.size());
        date = date.substr(0, date.find('\n'));
        date.remove_prefix(std::min(date.find_first_not_of(space), date.size()));
        return date.substr(0, date.find_last_not_of(space) + 1);
    }
    return nullptr;
}

Json applied(const std::optional<migration::LogEntry>& entry) {
    if (!entry)
        return nullptr;
    return {{"at", entry->applied_at},
            {"by", entry->applied_by},
            {"direction", entry->direction},
            {"duration_ms", entry->duration_ms ? Json(*entry->duration_ms) : Json()}};
}

} // namespace

std::string revision_json(const revisions::ScriptDirectory& directory, const revisions::Revision& revision,
                          const RevisionState& state) {
    const revisions::Script& script = directory.script(revision);
    Json object{{"revision", revision.id},
                {"down_revision", revision.down_revision},
                {"branch_labels", revision.branch_labels},
                {"depends_on", revision.dependencies},
                {"message", script.doc()},
                {"long_message", script.longdoc},
                {"create_date", create_date(script.longdoc)},
                {"path", script.path.string()},
                {"is_head", revision.is_head()},
                {"is_base", revision.is_base()},
                {"is_branch_point", revision.is_branch_point()},
                {"is_merge_point", revision.is_merge_point()}};
    if (state.is_current)
        object["is_current"] = *state.is_current;
    if (state.asked_for_log)
        object["applied"] = applied(state.applied);
    if (state.database)
        object["database"] = *state.database;
    // A file's name may be no UTF-8.
    return object.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string json_array(const std::vector<std::string>& objects) {
    std::string out = "[";
    for (const std::string& object : objects) {
        out += out.size() == 1 ? "\n  " : ",\n  ";
        for (const char c : object) {
            out += c;
            if (c == '\n')
                out += "  ";
        }
    }
    return out + (objects.empty() ? "]" : "\n]");
}

} // namespace limbeck::command
