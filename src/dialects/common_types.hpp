#pragma once

#include "schema/type.hpp"

#include <optional>
#include <string>

namespace limbeck::dialects {

/// The text of a type that databases write alike: SQL's own types and the generic ones that stand for them
/// ("VARCHAR(10)", "NUMERIC(10, 2)"); std::nullopt for all others. The type is taken as it is, without its variants.
std::optional<std::string> common_type(const schema::Type& type);

/// NAME(length) COLLATE "collation", without what the type lacks.
std::string string_type(const std::string& name, const schema::Type& type);

/// Whether a text is a whole number for a column of whole numbers, whose literal has no quotes. SQLAlchemy's rule.
bool is_number_in_text(const std::string& text, const schema::Type& type);

/// Throws the error for a type that this database has no text for; the words are SQLAlchemy's.
[[noreturn]] void no_text_for(const schema::Type& type, const char* database);

} // namespace limbeck::dialects
