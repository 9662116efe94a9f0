#pragma once

#include "revisions/revision_file.hpp"

#include <filesystem>

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// Runs a revision file whose id or parents are computed and tells what its module then says. Throws what the run
/// throws.
revisions::RevisionFile evaluate_revision(const Config& config, const std::filesystem::path& file);

} // namespace limbeck::scripting
