#pragma once

namespace limbeck::scripting {

/// Makes the extension module _limbeck, and what the static library lacks of CPython's own modules, known to Python.
/// Before Py_Initialize.
void register_builtin_modules();

} // namespace limbeck::scripting
