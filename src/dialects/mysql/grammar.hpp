#pragma once

#include "sql/grammar.hpp"

namespace limbeck::dialects::mysql {

/// Of MySQL, and of MariaDB where it differs.
const sql::Grammar& grammar(bool mariadb);

} // namespace limbeck::dialects::mysql
