#pragma once

#include "scripting/pybind11_names.hpp"

#include <limbeck/error.hpp>

namespace limbeck::scripting {

/// What a script raised, as an Error:
/// - a limbeck Error that went through Python is itself again; without a place, it gets that of the script's frame;
/// - KeyboardInterrupt is Error(Interrupted);
/// - anything else is Error(Script): what is the traceback of the script's own frames in Python's shape, where is
///   file:line of the innermost of them.
/// The GIL is held.
Error to_error(pybind11::error_already_set& error);

/// Raises an Error in Python as `_limbeck.Error`. The GIL is held, no Python error is set.
void raise_in_python(const Error& error) noexcept;

/// Where the running script is: file:line, or "" where no script runs. Takes the GIL.
std::string script_place();

} // namespace limbeck::scripting
