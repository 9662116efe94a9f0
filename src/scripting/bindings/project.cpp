// The configuration and the revision files, as scripts ask for them.

#include "configuration/ini_file.hpp"
#include "configuration/options.hpp"
#include "migration/environment.hpp"
#include "revisions/script_directory.hpp"
#include "scripting/bindings.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/revision_evaluator.hpp"
#include "scripting/said_lines.hpp"
#include "scripting/values.hpp"
#include "support/log.hpp"

#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <memory>
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
    const migration::EnvironmentContext* running = migration::EnvironmentContext::current();
    Map options;
    for (const auto& [key, value] : here.options)
        options.set(key, value);
    return Map{{"config_file_name", optional_text(here.config_file_name())},
               {"toml_file_name", optional_text(here.toml_file_name())},
               {"config_ini_section", here.config_ini_section()},
               {"x", texts(here.x_arguments)},
               {"options", options},
               {"command", running ? running->request().command : std::string()},
               {"arguments", running ? running->request().arguments : Map()},
               {"quiet", here.quiet},
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

/// The revision files of a configuration that env.py has changed.
struct OpenedScripts {
    Config config;
    revisions::ScriptDirectory directory;
};

bool same_files(const configuration::ScriptOptions& one, const configuration::ScriptOptions& other) {
    return std::filesystem::absolute(one.script_location) == std::filesystem::absolute(other.script_location) &&
           one.version_locations == other.version_locations &&
           one.recursive_version_locations == other.recursive_version_locations;
}

/// The revision files of the configuration as it is by now; null when they are those of the command.
std::shared_ptr<OpenedScripts> open_scripts() {
    Config made = config();
    const migration::EnvironmentContext* here = migration::EnvironmentContext::current();
    if (here && same_files(configuration::script_options(made), environment().script().options()))
        return nullptr;
    const Config& kept = config();
    auto directory = revisions::ScriptDirectory::from_config(
        made, [&kept](const std::filesystem::path& file) { return evaluate_revision(kept, file); });
    return std::make_shared<OpenedScripts>(OpenedScripts{std::move(made), std::move(directory)});
}

List ids(const revisions::RevisionMap& map, const std::vector<revisions::Revision::Index>& indexes) {
    List made;
    for (const revisions::Revision::Index index : indexes)
        made.push_back(map.at(index).id);
    return made;
}

/// The base is null.
List ids(const std::vector<const revisions::Revision*>& revisions) {
    List made;
    for (const revisions::Revision* revision : revisions)
        made.push_back(revision ? Value(revision->id) : Value());
    return made;
}

Value id(const revisions::Revision* revision) {
    return revision ? Value(revision->id) : Value();
}

Value plain(const revisions::ScriptDirectory& directory, const revisions::Revision& revision) {
    const revisions::Script& script = directory.script(revision);
    const revisions::RevisionMap& map = directory.map();
    return Map{{"revision", revision.id},
               {"down_revision", texts(revision.down_revision)},
               {"branch_labels", texts(revision.branch_labels)},
               {"dependencies", texts(revision.dependencies)},
               {"next", ids(map, revision.next)},
               {"path", script.path.string()},
               {"longdoc", script.longdoc},
               {"doc", script.doc()}};
}

/// The revision of an id that this directory gave.
const revisions::Revision& known(const revisions::ScriptDirectory& directory, const Map& arguments) {
    const revisions::Revision* found = directory.map().find(text_field(arguments, "id"));
    if (!found)
        throw Error(Error::Kind::Internal, "there is no revision '" + text_field(arguments, "id") + "'");
    return *found;
}

Value script_info(revisions::ScriptDirectory& directory, const std::string& question, const Map& arguments) {
    if (question == "directory") {
        List locations;
        for (const auto& location : directory.version_locations())
            locations.push_back(location.string());
        const configuration::ScriptOptions& options = directory.options();
        List written;
        for (const auto& location : options.version_locations)
            written.push_back(location.string());
        return Map{{"dir", options.script_location.string()}, {"locations", locations}, {"version_locations", written}};
    }
    if (question == "revision")
        return plain(directory, known(directory, arguments));
    if (question == "heads")
        return texts(directory.get_heads(bool_field(arguments, "consider_depends_on")));
    if (question == "bases")
        return texts(directory.get_bases());
    if (question == "base")
        return optional_text(directory.get_base());
    if (question == "current_head")
        return optional_text(directory.get_current_head());
    if (question == "as_revision_number")
        return texts(directory.as_revision_number(identifier(arguments, "id")));
    if (question == "get_revision")
        return id(directory.get_revision(identifier(arguments, "id")));
    if (question == "get_revisions")
        return ids(directory.get_revisions(identifier(arguments, "id")));
    if (question == "walk_revisions")
        return ids(directory.walk_revisions(identifier(arguments, "base"), identifier(arguments, "head")));
    throw Error(Error::Kind::Internal, "the script directory does not answer '" + question + "'");
}

/// An ini file's options as written, for a ConfigParser of a script's own.
py::dict config_as_written() {
    const configuration::IniFile& file = config().file_config();
    py::dict sections;
    std::vector<std::string> names = file.sections();
    names.insert(names.begin(), "DEFAULT");
    for (const std::string& section : names) {
        py::dict options;
        for (const auto& [name, value] : file.items_as_written(section))
            options[py::str(name)] = py::str(value);
        sections[py::str(section)] = options;
    }
    return sections;
}

} // namespace

void bind_project(py::module_& module) {
    module.def("is_news", [](const std::string& line) { return is_news(line); });
    module.def("warn", [](const std::string& text) {
        if (!is_news(text))
            return;
        if (ConfigInUse::current() || migration::EnvironmentContext::current())
            config().print_warning(text);
        else // modules that are imported where there is no project
            log::warning("limbeck", text);
    });
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
    module.def("config_remove", [](const std::string& name) { config().remove_main_option(name); });
    module.def("config_as_written", config_as_written);
    py::class_<OpenedScripts, std::shared_ptr<OpenedScripts>>(module, "Scripts");
    module.def("open_scripts", open_scripts);
    module.def(
        "script_info",
        [](const std::string& question, const py::object& arguments, OpenedScripts* opened) {
            const Value plain = to_value(arguments);
            return to_python(
                script_info(opened ? opened->directory : environment().script(), question, plain.as_map()));
        },
        py::arg("question"), py::arg("arguments"), py::arg("scripts").none(true));
}

} // namespace limbeck::scripting
