#pragma once

#include <string>
#include <string_view>

namespace limbeck::support {

/// Two digits for each byte, in lower case.
std::string hexadecimal(std::string_view bytes);

} // namespace limbeck::support
