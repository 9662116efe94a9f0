#pragma once

#include <string>

namespace limbeck::dialects::postgresql {

/// The name that the server gives to what belongs to a column and was not named: "users_id_seq" for ("users", "id",
/// "seq"). Where that is longer than a name may be, the longer of the two names is shortened (makeObjectName() of
/// PostgreSQL's indexcmds.c says how). Another one may be taken if this one is.
std::string object_name(std::string table, std::string column, const std::string& label);

} // namespace limbeck::dialects::postgresql
