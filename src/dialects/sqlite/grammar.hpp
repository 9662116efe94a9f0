#pragma once

#include "sql/grammar.hpp"

namespace limbeck::dialects::sqlite {

/// The one grammar of this dialect; it lives as long as the program.
const sql::Grammar& grammar();

} // namespace limbeck::dialects::sqlite
