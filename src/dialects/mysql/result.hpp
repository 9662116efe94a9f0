#pragma once

#include "dialects/connection.hpp"
#include "dialects/mysql/libmariadb.hpp"

#include <string_view>

namespace limbeck::dialects::mysql {

/// The rows of a stored result as values.
Result read_rows(MYSQL_RES* source);

/// One value of the text protocol by its column's type. Dates that Python has none for (0000-00-00) come as text, as
/// they do from PyMySQL; JSON comes as text, too.
Value read_value(const MYSQL_FIELD& field, std::string_view text);

} // namespace limbeck::dialects::mysql
