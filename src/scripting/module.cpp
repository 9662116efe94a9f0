#include "scripting/module.hpp"

#include "scripting/bindings.hpp"
#include "scripting/errors.hpp"

#include <exception>
#include <pybind11/pybind11.h>
#include <string_view>

namespace py = pybind11;

namespace {

PyObject* same(PyObject*, PyObject* argument) {
    return Py_NewRef(argument);
}

// _typing and _contextvars are extension modules of the standard library that Debian does not put into the static
// library; both only name what the core has.
PyObject* init_typing() {
    static PyMethodDef methods[] = {{"_idfunc", same, METH_O, nullptr}, {nullptr, nullptr, 0, nullptr}};
    static PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "_typing", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};
    return PyModule_Create(&definition);
}

PyObject* copy_context(PyObject*, PyObject*) {
    return PyContext_CopyCurrent();
}

PyObject* init_contextvars() {
    static PyMethodDef methods[] = {{"copy_context", copy_context, METH_NOARGS, nullptr},
                                    {nullptr, nullptr, 0, nullptr}};
    static PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "_contextvars", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};
    PyObject* module = PyModule_Create(&definition);
    if (!module || PyModule_AddObjectRef(module, "Context", reinterpret_cast<PyObject*>(&PyContext_Type)) < 0 ||
        PyModule_AddObjectRef(module, "ContextVar", reinterpret_cast<PyObject*>(&PyContextVar_Type)) < 0 ||
        PyModule_AddObjectRef(module, "Token", reinterpret_cast<PyObject*>(&PyContextToken_Type)) < 0)
        return nullptr;
    return module;
}

void translate(std::exception_ptr thrown) {
    try {
        if (thrown)
            std::rethrow_exception(thrown);
    } catch (const limbeck::Error& error) {
        limbeck::scripting::raise_in_python(error);
    }
}

PyObject* init_limbeck() {
    static py::module_::module_def definition;
    try {
        py::module_ module = py::module_::create_extension_module("_limbeck", nullptr, &definition);
        py::register_exception_translator(&translate);
        module.attr("Error") = py::module_::import("limbeck.errors").attr("Error");
        limbeck::scripting::bind_guard(module);
        limbeck::scripting::bind_runtime(module);
        limbeck::scripting::bind_database(module);
        limbeck::scripting::bind_schema(module);
        limbeck::scripting::bind_migration(module);
        limbeck::scripting::bind_logging(module);
        limbeck::scripting::bind_project(module);
        limbeck::scripting::bind_autogenerate(module);
        return module.release().ptr();
    } catch (py::error_already_set& error) {
        error.restore();
        return nullptr;
    } catch (const std::exception& error) {
        PyErr_SetString(PyExc_ImportError, error.what());
        return nullptr;
    }
}

} // namespace

void limbeck::scripting::register_builtin_modules() {
    PyImport_AppendInittab("_typing", init_typing);
    PyImport_AppendInittab("_contextvars", init_contextvars);
    PyImport_AppendInittab("_limbeck", init_limbeck);
}
