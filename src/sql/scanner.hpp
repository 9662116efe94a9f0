#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql {

/// What stands between quotes and in comments, by the rules of one database (Grammar::quoting()). The defaults are
/// those of standard SQL.
struct Quoting {
    std::string_view names = "\""; ///< what begins a quoted name; the same ends it, but ] a [
    std::string_view texts = "'";  ///< what begins a literal, and ends it
    bool backslashes = false;      ///< a backslash takes the next character along, in every literal
    bool escape_texts = false;     ///< likewise in E'…' alone
    bool dollar_texts = false;     ///< $$…$$ and $tag$…$tag$ are literals
    bool dollar_words = false;     ///< a word may begin with $; within one it may stand anyway
    bool nested_comments = false;  ///< /* /* */ */
    bool hash_comments = false;    ///< # to the end of the line
    bool spaced_dashes = false;    ///< -- is no comment unless whitespace follows: 5--1 is 6
    bool folds_words = false;      ///< names without quotes are in lower case
};

/// What follows the literal, the quoted name or the comment that begins at `at`; `at` itself where none does. What does
/// not end goes to the end of the text.
std::size_t after_quoted(std::string_view text, std::size_t at, const Quoting& quoting);
/// What follows the comment that begins at `at`, likewise.
std::size_t after_comment(std::string_view text, std::size_t at, const Quoting& quoting);

/// What follows the parenthesis that closes the one at `at`; `at` itself where none does.
std::size_t after_parentheses(std::string_view text, std::size_t at, const Quoting& quoting);

/// A piece of SQL text; whitespace and comments are none.
struct Piece {
    enum class Kind {
        Word,
        Quoted, ///< a name in quotes
        Text,   ///< a literal in quotes
        Number, ///< digits and what belongs to a word behind them: 1, 0x1f, of 1.5 one before the point and one behind
        Symbol, ///< one character
        End,
    };
    Kind kind = Kind::End;
    std::size_t begin = 0, end = 0;
};

/// A piece with what it says: a word as written, or in lower case where words are folded; names and texts without their
/// quotes (backslashes stay as they are).
struct Token : Piece {
    std::string value;

    bool is_name() const { return kind == Kind::Word || kind == Kind::Quoted; }
    bool is_word(std::string_view lower) const { return kind == Kind::Word && value == lower; }
    bool is_symbol(char c) const { return kind == Kind::Symbol && value[0] == c; }
};

/// The piece that begins at `at` or behind the whitespace and the comments there.
Piece piece_at(std::string_view text, std::size_t at, const Quoting& quoting);
/// Ends with a token of Kind::End.
std::vector<Token> tokens_of(std::string_view text, const Quoting& quoting);

/// What stands between the quotes, each doubled one told once.
std::string without_quotes(std::string_view quoted);

} // namespace limbeck::sql
