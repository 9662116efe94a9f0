#pragma once

#include "support/words.hpp"

#include <cstddef>
#include <string_view>

// What PostgreSQL's scanner passes over (https://www.postgresql.org/docs/current/sql-syntax-lexical.html).
namespace limbeck::dialects::postgresql {

/// Whether it may stand within a name; beside it a $ may.
inline bool is_name(char c) noexcept {
    return support::is_word(c);
}
/// Where the line ends that has `i`.
std::size_t after_line(std::string_view text, std::size_t i);
/// What follows the comment that begins at `i`: comments nest.
std::size_t after_comment(std::string_view text, std::size_t i);

/// What follows the literal or the quoted name that begins at `i`. Backslashes mean something in E'…' alone.
std::size_t after_quote(std::string_view text, std::size_t i, bool backslash_escapes);
/// i is at a $ that no name precedes: $$ or $tag$ begins a quoted part, $1 does not.
std::size_t after_dollar(std::string_view text, std::size_t i);

} // namespace limbeck::dialects::postgresql
