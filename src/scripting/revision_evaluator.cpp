#include "scripting/revision_evaluator.hpp"

#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/values.hpp"

#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <pybind11/pybind11.h>

namespace limbeck::scripting {

namespace {

/// None, a text, or several: as down_revision, branch_labels and depends_on may be written.
std::vector<std::string> texts(const pybind11::object& module, const char* name) {
    const pybind11::object found = pybind11::getattr(module, name, pybind11::none());
    const auto opaque = pybind11::module_::import("limbeck.opaque");
    if (opaque.attr("is_opaque")(found).cast<bool>())
        opaque.attr("refuse")(found, std::string("the revision's place in the graph (") + name + ")");
    const Value value = to_value(found);
    if (value.is_null())
        return {};
    if (const std::string* text = value.get_if<std::string>())
        return {*text};
    const auto refuse = [&](const Value& other) {
        throw Error(Error::Kind::Script,
                    std::string("'") + name + "' in a revision file must be text, and is of kind " +
                        std::string(other.kind_name()),
                    {}, "Write it in quotes, or as a tuple of texts in quotes.");
    };
    const List* list = value.get_if<List>();
    if (!list)
        refuse(value);
    std::vector<std::string> all;
    for (const Value& item : *list) {
        if (!item.get_if<std::string>())
            refuse(item);
        all.push_back(item.as_text());
    }
    return all;
}

} // namespace

revisions::RevisionFile evaluate_revision(const Config& config, const std::filesystem::path& file) {
    use_project(config);
    revisions::RevisionFile found;
    Interpreter& interpreter = Interpreter::get();
    interpreter.run([&] {
        const pybind11::object module = interpreter.load_file(file, file.stem().string());
        const std::vector<std::string> revision = texts(module, "revision");
        if (!revision.empty())
            found.revision = revision.front();
        found.has_down_revision = pybind11::hasattr(module, "down_revision");
        found.down_revision = texts(module, "down_revision");
        found.branch_labels = texts(module, "branch_labels");
        found.depends_on = texts(module, "depends_on");
        const pybind11::object doc = pybind11::getattr(module, "__doc__", pybind11::none());
        if (!doc.is_none())
            found.doc = pybind11::str(doc.attr("strip")()).cast<std::string>();
    });
    return found;
}

} // namespace limbeck::scripting
