#pragma once

#include <filesystem>

namespace limbeck {
class Config;
}

namespace limbeck::command {

/// Runs the post-write hooks of the configuration on a new revision file, one after another, as Alembic does: how a
/// program ends does not matter, except that a person is told. Throws Error(Command) for a hook that cannot be run; the
/// file is kept, and the error says so.
void run_post_write_hooks(Config& config, const std::filesystem::path& file);

} // namespace limbeck::command
