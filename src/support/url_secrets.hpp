#pragma once

#include <string>
#include <string_view>

namespace limbeck::support {

/// Any text as it may be shown: the password of each URL in it (scheme://user:password@host/…?password=…) replaced
/// by ***.
std::string without_url_passwords(std::string_view text);

} // namespace limbeck::support
