#pragma once

#include "schema/type.hpp"

#include <string>

namespace limbeck::dialects::postgresql {

/// The type for what format_type() of PostgreSQL says, as SQLAlchemy's inspector gives it: "character varying(20)",
/// "timestamp(3) with time zone", "integer[]". A type that SQLAlchemy does not know, or that users have made, is
/// UserDefined, with the server's name of it.
/// `exact`: so is a type that SQLAlchemy takes for another one ("char" and name for VARCHAR), as it could not be
/// created again.
schema::TypePtr type_of_name(const std::string& format_type, const std::string& collation = {}, bool exact = false);

} // namespace limbeck::dialects::postgresql
