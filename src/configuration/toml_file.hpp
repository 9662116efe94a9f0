#pragma once

#include <filesystem>
#include <limbeck/value.hpp>
#include <string>
#include <string_view>

namespace limbeck::configuration {

/// The table [tool.<name>] of a pyproject.toml as plain values (text, numbers, booleans, lists, maps); empty when there
/// is no such file or table. Throws Error(Configuration) with the line when the file is not TOML, Error(Command)
/// "Incorrect TOML format" when the name is no table.
Map read_tool_table(const std::filesystem::path& file, std::string_view name);

/// Whether a pyproject.toml has a [tool.<name>], be it empty. Throws Error(Configuration) when the file is not TOML.
bool has_tool_table(const std::filesystem::path& file, std::string_view name);

/// The texts in a value with %(here)s replaced by `here` and %% by one percent sign, as Alembic reads them. `place`
/// goes into the Error(Configuration) that any other % is.
Value interpolated(const Value& value, const std::string& here, const std::string& place);

} // namespace limbeck::configuration
