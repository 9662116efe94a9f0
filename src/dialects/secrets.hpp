#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

/// The text without any of the secrets, each replaced by ***. Empty secrets are ignored.
std::string without_secrets(std::string text, const std::vector<std::string>& secrets);

/// An SQL statement as it may be shown: the value after each word PASSWORD (CREATE ROLE … PASSWORD 'x', OPTIONS
/// (password 'x'), 'host=h password=x') replaced by ***.
std::string without_passwords(std::string_view statement);

} // namespace limbeck::dialects
