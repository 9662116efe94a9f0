#pragma once

#include <optional>
#include <string_view>

namespace limbeck::scripting {

/// Makes the modules carried in the program (python/, then the standard library; cmake/freeze.py) known to Python.
/// Before Py_Initialize.
void register_frozen_modules();

/// A module of SQLAlchemy, Alembic or what they need, as the program carries it (python/packed.txt).
struct PackedModule {
    std::string_view code; ///< marshalled, and compressed by zlib but for SQLAlchemy's and Alembic's
    bool is_package = false;
};
std::optional<PackedModule> packed_module(std::string_view name);

/// The shared library of a compiled module of the standard library, compressed by zlib.
std::optional<std::string_view> compiled_module(std::string_view name);

} // namespace limbeck::scripting
