#pragma once

namespace pybind11 __attribute__((visibility("hidden"))) {
class module_;
} // namespace pybind11

namespace limbeck::scripting {

// What the extension module _limbeck consists of (PASSAGE.md): each function adds its names to the module.

void bind_guard(pybind11::module_& module); ///< what guard rails allow, for messages

} // namespace limbeck::scripting
