#pragma once

#include "dialects/connection.hpp"
#include "sql/grammar.hpp"

#include <string>

namespace limbeck::dialects::sqlite {

/// The statement with its values in place of each ? that is no text.
std::string with_values(const Statement& statement, const sql::Grammar& grammar);

} // namespace limbeck::dialects::sqlite
