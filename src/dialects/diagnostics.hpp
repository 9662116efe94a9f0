#pragma once

#include <map>
#include <string>

namespace limbeck::dialects {

/// What a database says of an error beside the words that Error keeps, under the names that drivers have for it:
/// "constraint_name", "message_detail" (PostgreSQL), "sqlite_errorcode", "sqlite_errorname".
using Diagnostics = std::map<std::string, std::string>;

/// Keeps that of an error with these words (Error::what); of the last few errors, whichever thread met them.
void keep_diagnostics(const std::string& what, Diagnostics diagnostics);
/// Empty for an error of which nothing is kept any more.
Diagnostics diagnostics_of(const std::string& what);

} // namespace limbeck::dialects
