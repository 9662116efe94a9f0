#pragma once

#include "sql/grammar.hpp"

namespace limbeck::dialects::mysql {

/// Which of the two it is, and what the database URL calls it: SQLAlchemy takes mysql:// for a MariaDB server, too, and
/// goes on calling it mysql.
enum class Flavour { Mysql, Mariadb, MysqlOnMariadb };

inline bool is_mariadb(Flavour flavour) {
    return flavour != Flavour::Mysql;
}

const sql::Grammar& grammar(Flavour flavour);

} // namespace limbeck::dialects::mysql
