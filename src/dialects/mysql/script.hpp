#pragma once

#include "dialects/connection.hpp"
#include "dialects/sql_file.hpp"

namespace limbeck::dialects::mysql {

/// The statements of a file that make a structure, as a person, mysqldump or SQLAlchemy writes them: settings and locks
/// are left out. Throws Error(Command) with file and line for what is about rows, or names another database.
Statements statements_of(const SqlFile& file);

} // namespace limbeck::dialects::mysql
