#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace limbeck::support {

/// The value of a variable in a .env file (KEY=value lines, optional `export`, quotes, comments), or absent; also
/// absent when there is no such file. No interpolation.
std::optional<std::string> dotenv_value(const std::filesystem::path& file, std::string_view name);

} // namespace limbeck::support
