#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::support {

/// Whether a byte belongs to a word of SQL or Python text: a letter or a digit of ASCII, an underscore, a part of any
/// other character.
bool is_word(char c) noexcept;
/// Letters of ASCII in lower case; all else stays.
std::string lower(std::string_view text);
std::string joined(const std::vector<std::string>& parts, std::string_view separator = ", ");

} // namespace limbeck::support
