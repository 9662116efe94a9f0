#pragma once

#include <limbeck/error.hpp>

namespace limbeck {
class Config;
}

namespace limbeck::cli {

/// Tells a person about an error and returns the exit status. What Alembic says on standard output ("FAILED: …") goes
/// there, so that scripts that read it keep working; places and advice go to standard error. `prints_document`: the
/// command prints JSON or HTML, and standard output is for that alone.
int report(const Error& error, const Config& config, bool prints_document);

} // namespace limbeck::cli
