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
/// A SQL text from its first word on: without spaces, comments and byte order mark before it.
std::string_view from_first_word(std::string_view sql) noexcept;
/// That word, of letters alone, in lower case; empty where the text begins with something else.
std::string first_word(std::string_view sql);
std::string joined(const std::vector<std::string>& parts, std::string_view separator = ", ");

} // namespace limbeck::support
