#pragma once

#include <limbeck/value.hpp>
#include <string>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::scripting {

/// Answers what sqlalchemy.inspect() asks (BINDINGS.md lists the questions). Throws Error(Unsupported) for another
/// question, and what the database throws.
Value inspect(dialects::Connection& connection, const std::string& question, const Map& arguments);

} // namespace limbeck::scripting
