#pragma once

#include "scripting/revision_environment.hpp"

#include <filesystem>
#include <limbeck/value.hpp>
#include <string>

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// The text of script.py.mako (the real Mako, carried inside the program) with these arguments, encoded. Beside them
/// the template sees `comma` and `config`, as Alembic's templates do, and the other templates of its folder. Throws
/// Error(Script) with the template's line, or with the character that the encoding lacks. `environment`: where env.py
/// was run.
std::string render_revision(Config& config, const std::filesystem::path& file, const Map& arguments,
                            const std::string& encoding, const RevisionEnvironment* environment = nullptr);

/// The text of a template that is no file of the project; `name` is for messages. Throws as render_revision().
std::string render_text(const std::string& text, const std::string& name, const Map& arguments);

} // namespace limbeck::scripting
