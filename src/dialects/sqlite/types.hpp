#pragma once

#include "schema/type.hpp"

#include <string>

namespace limbeck::dialects::sqlite {

/// The text of the type in a column definition or a CAST, as SQLAlchemy writes it. Variants for this dialect are
/// taken. Throws Error(Command) for a type without SQL text (NullType, Enum without a name).
std::string render_type(const schema::Type& type);

} // namespace limbeck::dialects::sqlite
