#pragma once

#include <string>
#include <string_view>

namespace limbeck {

/// repr() of a Python string: 'it', "it's", with escapes for what does not print.
std::string python_repr(std::string_view text);

/// repr() of bytes: b'\x00a'.
std::string python_repr_of_bytes(std::string_view data);

} // namespace limbeck
