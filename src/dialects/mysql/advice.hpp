#pragma once

#include <string>
#include <string_view>

namespace limbeck::dialects::mysql {

// What to do now about errors of the server and of its client library, by their numbers.

std::string advice_for_connection(unsigned code, std::string_view message);
std::string advice_for_statement(unsigned code);

} // namespace limbeck::dialects::mysql
