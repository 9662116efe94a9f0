#pragma once

#include "revisions/revision_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace limbeck::revisions {

/// One file of a version location, read.
struct ScriptFile {
    std::string path;     ///< absolute, symbolic links resolved
    RevisionFile content; ///< `problem` is set when the file could not be opened, too
};

/// Reads all revision files of the locations, in Alembic's order: location by location, names sorted, folders below
/// a location (only when `recursive`) after its files. Locations that do not exist are passed over. `warnings` receives
/// a sentence for each file that is met twice.
std::vector<ScriptFile> read_script_files(const std::vector<std::filesystem::path>& locations, bool recursive,
                                          std::vector<std::string>& warnings);

/// Reads one file.
ScriptFile read_script_file(const std::filesystem::path& path);

} // namespace limbeck::revisions
