#include "scripting/template_renderer.hpp"

#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/values.hpp"

#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

std::string render_revision(Config& config, const std::filesystem::path& file, const Map& arguments,
                            const std::string& encoding, const RevisionEnvironment* environment) {
    if (!std::filesystem::exists(file))
        fail("Can't find the template " + file.string(), {}, "`limbeck init` writes one; copy it from there.");
    use_project(config);
    const ConfigInUse in_use(config);
    std::string text;
    Interpreter::get().run([&] {
        const py::object render = py::module_::import("limbeck.templates").attr("render_revision");
        const py::object more = environment ? environment->template_arguments() : py::object(py::dict());
        const py::bytes rendered = render(file.string(), to_python(Value(arguments)), encoding, more);
        text = static_cast<std::string>(rendered);
    });
    return text;
}

std::string render_text(const std::string& text, const std::string& name, const Map& arguments) {
    std::string rendered;
    Interpreter::get().run([&] {
        const py::object render = py::module_::import("limbeck.templates").attr("render_text");
        rendered = render(text, name, to_python(Value(arguments))).cast<std::string>();
    });
    return rendered;
}

} // namespace limbeck::scripting
