#pragma once

#include "schema/type.hpp"

#include <string>
#include <string_view>

namespace limbeck::dialects::mysql {

/// The type of a column by the server's words for it ("int(10) unsigned", "enum('a','b')"). Character set and collation
/// are those that its definition has to say: empty where the table's hold.
schema::TypePtr stored_type(std::string_view words, const std::string& character_set, const std::string& collation);

/// Whether SQLAlchemy's class for it is one of its Integer's.
bool is_integer(const schema::Type& type);

/// What stands between the quotes of a literal, with what is doubled or behind a backslash in it told once.
std::string text_of_literal(std::string_view literal);

} // namespace limbeck::dialects::mysql
