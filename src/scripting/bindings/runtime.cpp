// Which modules scripts meet, and those that the program carries packed or compiled.

#include "scripting/runtime.hpp"

#include "scripting/bindings.hpp"
#include "scripting/compiled_modules.hpp"
#include "scripting/frozen.hpp"

#include <cstring>
#include <pybind11/pybind11.h>
#include <string>

namespace py = pybind11;

namespace limbeck::scripting {
namespace {

/// What compile(source, path, "exec") gives for a module's text or bytes. That looks whether it was given a syntax tree
/// first, and makes the hundred classes of these for it.
py::object compile_source(const py::object& source, const py::str& path) {
    PyCompilerFlags flags{PyCF_SOURCE_IS_UTF8, PY_MINOR_VERSION};
    Py_ssize_t size = 0;
    const char* text = nullptr;
    if (PyUnicode_Check(source.ptr())) {
        text = PyUnicode_AsUTF8AndSize(source.ptr(), &size);
        flags.cf_flags |= PyCF_IGNORE_COOKIE;
    } else if (char* bytes = nullptr; PyBytes_AsStringAndSize(source.ptr(), &bytes, &size) == 0)
        text = bytes;
    if (text && std::strlen(text) != static_cast<std::size_t>(size)) {
        PyErr_SetString(PyExc_ValueError, "source code string cannot contain null bytes");
        text = nullptr;
    }
    PyObject* code = text ? Py_CompileStringObject(text, path.ptr(), Py_file_input, &flags, -1) : nullptr;
    if (!code)
        throw py::error_already_set();
    return py::reinterpret_steal<py::object>(code);
}

} // namespace

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
        return py::make_tuple(py::memoryview::from_memory(std::string_view(found->code)), found->is_package);
    });
    module.def("compile", compile_source);
    module.def("carries_compiled_module", carries_compiled_module);
    module.def("create_compiled_module", create_compiled_module);
}

} // namespace limbeck::scripting
