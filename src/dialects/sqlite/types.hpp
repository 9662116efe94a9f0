#pragma once

#include "schema/type.hpp"

#include <string>

namespace limbeck::dialects::sqlite {

/// The text of the type in a column definition or a CAST, as SQLAlchemy writes it. Variants for this dialect are
/// taken. Throws Error(Command) for a type without SQL text (NullType, Enum without a name).
std::string render_type(const schema::Type& type);

/// The type that SQLAlchemy's inspector gives for what stands in CREATE TABLE: a name that it knows, else the affinity
/// (https://www.sqlite.org/datatype3.html, 3.1). `collation` may be empty.
schema::TypePtr stored_type(const std::string& declaration, const std::string& collation);

} // namespace limbeck::dialects::sqlite
