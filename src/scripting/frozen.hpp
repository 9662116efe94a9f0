#pragma once

namespace limbeck::scripting {

/// Makes the modules carried in the program (python/, then the standard library; cmake/freeze.py) known to Python.
/// Before Py_Initialize.
void register_frozen_modules();

} // namespace limbeck::scripting
