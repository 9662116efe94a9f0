#pragma once

#include "scripting/pybind11_names.hpp"

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

// What the extension module _limbeck consists of (BINDINGS.md): each function adds its names to the module.

void bind_guard(pybind11::module_& module);        ///< what guard rails allow, for messages
void bind_runtime(pybind11::module_& module);      ///< which modules scripts meet, and those that are packed
void bind_database(pybind11::module_& module);     ///< connections, URLs, texts of types and statements
void bind_schema(pybind11::module_& module);       ///< what create_all() does, and in which order
void bind_migration(pybind11::module_& module);    ///< the environment and the migration context of the thread
void bind_logging(pybind11::module_& module);      ///< where log lines go
void bind_project(pybind11::module_& module);      ///< configuration, script directory, log
void bind_autogenerate(pybind11::module_& module); ///< comparing and writing, as scripts ask for it

} // namespace limbeck::scripting
