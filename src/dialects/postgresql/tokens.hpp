#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects::postgresql {

/// A piece of SQL text (https://www.postgresql.org/docs/current/sql-syntax-lexical.html); whitespace and comments are
/// none.
struct Token {
    enum class Kind { Word, Quoted, Text, Symbol, End }; // Quoted: "x"; Text: 'x', E'x', $$x$$; Symbol: one character
    Kind kind = Kind::End;
    std::string value; ///< words in lower case, quoted names and texts without their quotes (E and escapes stay)
    std::size_t begin = 0, end = 0;

    bool is_name() const { return kind == Kind::Word || kind == Kind::Quoted; }
    bool is_word(std::string_view lower) const { return kind == Kind::Word && value == lower; }
    bool is_symbol(char c) const { return kind == Kind::Symbol && value[0] == c; }
};

/// Ends with a token of Kind::End.
std::vector<Token> tokens_of(std::string_view sql);

} // namespace limbeck::dialects::postgresql
