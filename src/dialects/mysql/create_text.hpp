#pragma once

#include <map>
#include <string>
#include <string_view>

namespace limbeck::dialects::mysql {

/// What only SHOW CREATE TABLE tells.
struct CreateText {
    std::map<std::string, std::string> columns; ///< what follows a column's name
    std::map<std::string, std::string> parsers; ///< of full-text indexes, by the index
    std::string partitions;                     ///< what follows PARTITION BY
    std::string union_, connection;             ///< options of some engines
};

CreateText read_create_text(std::string_view text);

/// "CREATE DEFINER=`a`@`b` TRIGGER …" without the definer, who is the user that runs it.
std::string without_definer(const std::string& statement);

} // namespace limbeck::dialects::mysql
