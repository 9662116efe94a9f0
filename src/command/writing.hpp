#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace limbeck {
class Config;
}

namespace limbeck::command {

/// Prints "what ...  done" around the work, or "what ...  FAILED" when it throws. `on_own_line`: the work prints
/// something itself, so that its end stands on a line of its own.
void with_status(Config& config, const std::string& what, const std::function<void()>& work, bool on_own_line = false);

/// The path as messages show it: absolute, without "." and doubled slashes; ".." stays, because of symbolic links.
std::filesystem::path shown_path(const std::filesystem::path& path);

/// Makes a directory with its parents. Throws Error(Command) naming it and the reason.
void make_directories(const std::filesystem::path& directory);

/// Writes a file by way of a temporary one beside it, so that a failure leaves nothing half-written.
/// Throws Error(Command) naming the file and the reason.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Adds to the end of a file; a failure leaves it as it was. Throws as write_file().
void append_to_file(const std::filesystem::path& path, std::string_view content);

} // namespace limbeck::command
