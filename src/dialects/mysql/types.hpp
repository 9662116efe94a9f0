#pragma once

#include "schema/type.hpp"

#include <string>

namespace limbeck::dialects::mysql {

/// A literal of a text: quotes and backslashes doubled.
std::string quoted(std::string_view text);

/// The text of a type in a column definition, as SQLAlchemy's MySQL dialect writes it. The type is taken as it is,
/// without its variants. `dialect` is what messages call the database ("mysql", "mariadb").
std::string render_type(const schema::Type& type, const std::string& dialect);

/// The text of a type in a CAST, for which these databases have a few types of their own. Throws Error(Unsupported) for
/// a type that no CAST can give.
std::string cast_type(const schema::Type& type, const std::string& dialect);

} // namespace limbeck::dialects::mysql
