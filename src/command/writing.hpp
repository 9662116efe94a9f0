#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace limbeck {
class Config;
}

namespace limbeck::command {

/// Prints "what ...  done" around the work, or "what ...  FAILED" when it throws.
void with_status(Config& config, const std::string& what, const std::function<void()>& work);

/// Writes a file by way of a temporary one beside it, so that a failure leaves nothing half-written.
/// Throws Error(Command) naming the file and the reason.
void write_file(const std::filesystem::path& path, std::string_view content);

} // namespace limbeck::command
