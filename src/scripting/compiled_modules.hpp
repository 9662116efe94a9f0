#pragma once

#include "scripting/pybind11_names.hpp"

#include <string>

namespace limbeck::scripting {

/// Whether the program carries a compiled module of the standard library of that name (cmake/freeze.py, `compiled`).
bool carries_compiled_module(const std::string& name);

/// Makes a carried module for a module specification, as an extension loader's create_module(). Throws ImportError with
/// the dynamic linker's words where a library that it needs is not on this machine.
pybind11::object create_compiled_module(const pybind11::object& specification);

} // namespace limbeck::scripting
