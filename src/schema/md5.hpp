#pragma once

#include <string>
#include <string_view>

namespace limbeck::schema {

/// The MD5 sum (RFC 1321) of the text in 32 lower-case hexadecimal digits. For shortened names only.
std::string md5_hex(std::string_view text);

} // namespace limbeck::schema
