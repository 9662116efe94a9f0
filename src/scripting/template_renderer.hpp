#pragma once

#include <filesystem>
#include <limbeck/value.hpp>
#include <string>

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// The text of a Mako template (the real Mako, carried inside the program) with these arguments, encoded. Beside them
/// the template sees `comma` and `config`, as Alembic's templates do. Throws Error(Script) with the template's line.
std::string render_template(Config& config, const std::filesystem::path& file, const Map& arguments,
                            const std::string& encoding);

} // namespace limbeck::scripting
