#pragma once

#include "support/python_repr.hpp"

#include <string>
#include <string_view>
#include <vector>

// Text as Python treats it, where files and messages depend on that.
namespace limbeck::configuration {

bool is_space(char c); ///< str.isspace() for ASCII
std::string_view strip(std::string_view text);
std::string_view right_strip(std::string_view text);

/// str.split(separator): keeps empty parts.
std::vector<std::string> split(std::string_view text, std::string_view separator);
/// re.split(", *| +") and, with `colons`, also at ":"; empty parts are dropped.
std::vector<std::string> split_words(std::string_view text, bool colons = false);

/// Whether the text is well-formed UTF-8; `position` receives the first offending byte.
bool is_utf8(std::string_view text, std::size_t* position = nullptr);

} // namespace limbeck::configuration
