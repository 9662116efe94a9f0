#include "scripting/compiled_modules.hpp"

#include "scripting/frozen.hpp"

#include <dlfcn.h>
#include <pybind11/pybind11.h>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace py = pybind11;

namespace limbeck::scripting {
namespace {

[[noreturn]] void fail(const std::string& name, const std::string& why) {
    PyErr_SetImportError(py::str("the compiled module " + name + " cannot be loaded: " + why).ptr(),
                         py::str(name).ptr(), nullptr);
    throw py::error_already_set();
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// The dynamic linker takes files only, so the module is given to it as one in memory. That stays open, for the linker
/// knows libraries by their paths.
void* load(const std::string& name, std::string_view library) {
    const int file = memfd_create(name.c_str(), MFD_CLOEXEC);
    if (file < 0)
        fail(name, "there is no file in memory to be had");
    void* handle = nullptr;
    std::string why = "it cannot be written to a file in memory";
    if (write_all(file, library)) {
        handle = dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_NOW | RTLD_LOCAL);
        if (const char* words = handle ? nullptr : dlerror())
            why = words;
    }
    if (!handle) {
        close(file);
        fail(name, why);
    }
    return handle;
}

} // namespace

bool carries_compiled_module(const std::string& name) {
    return compiled_module(name).has_value();
}

py::object create_compiled_module(const py::object& specification) {
    const auto name = specification.attr("name").cast<std::string>();
    const auto compressed = compiled_module(name);
    if (!compressed)
        fail(name, "limbeck does not carry it");
    const auto library = py::module_::import("zlib")
                             .attr("decompress")(py::bytes(compressed->data(), compressed->size()))
                             .cast<std::string>();
    using Init = PyObject* (*)();
    void* const found = dlsym(load(name, library), ("PyInit_" + name).c_str());
    if (!found)
        fail(name, "it is no module");
    auto made = py::reinterpret_steal<py::object>(reinterpret_cast<Init>(found)());
    if (!made)
        throw py::error_already_set();
    if (!Py_IS_TYPE(made.ptr(), &PyModuleDef_Type))
        return made;
    // What a module of several phases gives is its definition, which nobody owns.
    auto* const definition = reinterpret_cast<PyModuleDef*>(made.release().ptr());
    auto module = py::reinterpret_steal<py::object>(PyModule_FromDefAndSpec(definition, specification.ptr()));
    if (!module)
        throw py::error_already_set();
    return module;
}

} // namespace limbeck::scripting
