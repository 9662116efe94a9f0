// Which modules scripts meet, and those that the program carries packed or compiled.

#include "scripting/runtime.hpp"

#include "scripting/bindings.hpp"
#include "scripting/compiled_modules.hpp"
#include "scripting/frozen.hpp"

#include <pybind11/pybind11.h>
#include <string>

namespace py = pybind11;

namespace limbeck::scripting {

void bind_runtime(py::module_& module) {
    module.def("is_thorough", [] { return runtime() == Runtime::Thorough; });
    module.def("is_environment_open", is_environment_open);
    module.def("may_take_up", may_take_up);
    module.def("may_open_environment", may_open_environment);
    module.def("note_refusal", note_refusal, py::arg("of_facade"), py::arg("package") = "");
    module.def("packed_module", [](const std::string& name) -> py::object {
        const auto found = packed_module(name);
        if (!found)
            return py::none();
        return py::make_tuple(py::bytes(found->code.data(), found->code.size()), found->is_package);
    });
    module.def("carries_compiled_module", carries_compiled_module);
    module.def("create_compiled_module", create_compiled_module);
}

} // namespace limbeck::scripting
