#pragma once

#include "configuration/options.hpp"

#include <filesystem>
#include <vector>

namespace limbeck {
class Config;
}

namespace limbeck::command {

/// Runs post-write hooks on a new revision file, one after another, as Alembic does: how a
/// program ends does not matter, except that a person is told. Throws Error(Command) for a hook that cannot be run; the
/// file is kept, and the error says so.
void run_post_write_hooks(Config& config, const std::vector<configuration::Hook>& hooks,
                          const std::filesystem::path& file);

} // namespace limbeck::command
