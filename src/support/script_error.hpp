#pragma once

#include <string>

namespace limbeck {

/// Throws an Error of kind Script: a script or the models say what cannot be, where SQLAlchemy and Alembic raise an
/// exception of another class than CommandError. `fail()` is for what Alembic itself says as a CommandError.
[[noreturn]] void fail_script(std::string what, std::string where = {}, std::string now = {});

} // namespace limbeck
