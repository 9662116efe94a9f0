#include "scripting/template_renderer.hpp"

#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/values.hpp"

#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>

namespace limbeck::scripting {

std::string render_template(Config& config, const std::filesystem::path& file, const Map& arguments,
                            const std::string& encoding) {
    if (!std::filesystem::exists(file))
        fail("Can't find the template " + file.string(), {}, "`limbeck init` writes one; copy it from there.");
    use_project(config);
    const ConfigInUse in_use(config);
    std::string text;
    Interpreter::get().run([&] {
        const pybind11::object render = pybind11::module_::import("limbeck.templates").attr("render");
        const pybind11::bytes rendered = render(file.string(), to_python(Value(arguments)), encoding);
        text = static_cast<std::string>(rendered);
    });
    return text;
}

} // namespace limbeck::scripting
