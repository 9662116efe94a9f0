#pragma once

#include "dialects/postgresql/grammar.hpp"
#include "sql/scanner.hpp"

#include <string_view>
#include <vector>

namespace limbeck::dialects::postgresql {

using sql::Token;

inline std::vector<Token> tokens_of(std::string_view sql) {
    return sql::tokens_of(sql, grammar().quoting());
}

} // namespace limbeck::dialects::postgresql
