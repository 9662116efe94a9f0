#pragma once

#include "sql/scanner.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects::sqlite {

using sql::Token;

/// Numbers are words here, for SQLite lets names stand for them and them for names.
std::vector<Token> tokens_of(std::string_view sql);

/// Whether the word is this one, which is given in upper case.
bool is_word(const Token& token, std::string_view upper);

/// ASCII only, as SQLite compares names.
bool same_name(std::string_view a, std::string_view b);
std::string upper(std::string text);

/// Whether a name stands in an expression: as a word or in quotes.
bool names(std::string_view expression, std::string_view name);

/// Whether an expression is "name IN (literal, …)".
bool is_choice(std::string_view expression, std::string_view name);

/// Whether two expressions are the same but for whitespace, comments, the case of words, quotes that a name does not
/// need, and parentheses around all of it.
bool same_tokens(std::string_view a, std::string_view b);

} // namespace limbeck::dialects::sqlite
