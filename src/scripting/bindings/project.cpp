// The configuration and the revision files, as scripts ask for them.

#include "migration/environment.hpp"
#include "revisions/script_directory.hpp"
#include "scripting/bindings.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/values.hpp"

#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

migration::EnvironmentContext& environment() {
    migration::EnvironmentContext* found = migration::EnvironmentContext::current();
    if (!found)
        throw Error(Error::Kind::Command, "No migration is running in this thread.", {},
                    "The configuration is there while env.py or a revision file runs.");
    return *found;
}

/// That of the environment, or of a command that runs none.
Config& config() {
    if (Config* found = ConfigInUse::current(); found && !migration::EnvironmentContext::current())
        return *found;
    return environment().config();
}

List texts(const std::vector<std::string>& from) {
    return List(from.begin(), from.end());
}

Value optional_text(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value();
}

Value config_info() {
    const Config& here = config();
    Map options;
    for (const auto& [key, value] : here.options)
        options.set(key, value);
    return Map{{"config_file_name", optional_text(here.config_file_name())},
               {"toml_file_name", optional_text(here.toml_file_name())},
               {"config_ini_section", here.config_ini_section()},
               {"x", texts(here.x_arguments)},
               {"options", options},
               {"attributes", here.attributes}};
}

revisions::Identifier identifier(const Map& arguments, std::string_view key) {
    const Value* value = arguments.find(key);
    if (!value || value->is_null())
        return {};
    if (const std::string* text = value->get_if<std::string>())
        return *text;
    return texts_field(arguments, key);
}

Value plain(const revisions::ScriptDirectory& directory, const revisions::Revision& revision) {
    const revisions::Script& script = directory.script(revision);
    List next;
    for (const revisions::Revision::Index index : revision.next)
        next.push_back(directory.map().at(index).id);
    return Map{{"revision", revision.id},
               {"down_revision", texts(revision.down_revision)},
               {"branch_labels", texts(revision.branch_labels)},
               {"dependencies", texts(revision.dependencies)},
               {"next", next},
               {"path", script.path.string()},
               {"longdoc", script.longdoc},
               {"doc", script.doc()},
               {"log_entry", directory.log_entry(revision)}};
}

Value plain(const revisions::ScriptDirectory& directory, const std::vector<const revisions::Revision*>& revisions) {
    List made;
    for (const revisions::Revision* revision : revisions)
        if (revision)
            made.push_back(plain(directory, *revision));
    return made;
}

Value script_info(const std::string& question, const Map& arguments) {
    const revisions::ScriptDirectory& directory = environment().script();
    if (question == "directory") {
        List locations;
        for (const auto& location : directory.version_locations())
            locations.push_back(location.string());
        return Map{{"dir", directory.dir().string()}, {"version_locations", locations}};
    }
    if (question == "heads")
        return texts(directory.get_heads());
    if (question == "bases")
        return texts(directory.get_bases());
    if (question == "current_head")
        return optional_text(directory.get_current_head());
    if (question == "as_revision_number")
        return texts(directory.as_revision_number(identifier(arguments, "id")));
    if (question == "get_revision") {
        const revisions::Revision* found = directory.get_revision(identifier(arguments, "id"));
        return found ? plain(directory, *found) : Value();
    }
    if (question == "get_revisions")
        return plain(directory, directory.get_revisions(identifier(arguments, "id")));
    if (question == "walk_revisions")
        return plain(directory, directory.walk_revisions(identifier(arguments, "base"), identifier(arguments, "head")));
    throw Error(Error::Kind::Internal, "the script directory does not answer '" + question + "'");
}

} // namespace

void bind_project(py::module_& module) {
    module.def("config_info", [] { return to_python(config_info()); });
    module.def("config_get", [](const std::string& section, const std::string& name) {
        return to_python(optional_text(config().get_section_option(section, name)));
    });
    module.def("config_toml_value",
               [](const std::string& name) { return to_python(config().get_toml_value("alembic", name)); });
    module.def("config_set", [](const std::string& section, const std::string& name, const std::string& value) {
        config().set_section_option(section, name, value);
    });
    module.def("config_section", [](const std::string& name) -> py::object {
        const auto found = config().get_section(name);
        if (!found)
            return py::none();
        py::dict made;
        for (const auto& [key, value] : *found)
            made[py::str(key)] = py::str(value);
        return made;
    });
    module.def("script_info", [](const std::string& question, const py::object& arguments) {
        const Value plain = to_value(arguments);
        return to_python(script_info(question, plain.as_map()));
    });
}

} // namespace limbeck::scripting
