#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// Runs the post-write hook that env.py registered under this name (alembic.script.write_hooks.register) on a file;
/// false when there is none. It may write files and start programs: that is what it is for. Throws what it raises.
bool run_registered_hook(Config& config, const std::string& type, const std::filesystem::path& file,
                         const std::vector<std::pair<std::string, std::string>>& options);

} // namespace limbeck::scripting
