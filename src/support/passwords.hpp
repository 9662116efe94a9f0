#pragma once

#include <string>
#include <string_view>

namespace limbeck::support {

/// Any text (SQL, a line of a script, a message) as it may be shown: the values of passwords replaced by ***. These are
/// the password of each URL (scheme://user:password@host/…?password=…), and what follows a word password, passwd or
/// pwd: SQL's PASSWORD 'x', E'x', U&'x', $$x$$; password=x, password='x', "password": "x" elsewhere. All else stays.
std::string without_passwords(std::string_view text);

/// Whether an option of that name holds a password: password, sslpassword, PGPASSWORD, pwd, …
bool names_password(std::string_view option);

} // namespace limbeck::support
