#pragma once

// Names of pybind11 for headers that only mention them: its own header takes seconds to compile. (The formatter cannot
// close a namespace that has an attribute.)
// clang-format off
namespace pybind11 __attribute__((visibility("hidden"))) {
class args;
class error_already_set;
class handle;
class module_;
class object;
} // namespace pybind11
// clang-format on
