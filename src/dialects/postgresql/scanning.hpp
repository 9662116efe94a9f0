#pragma once

#include "dialects/postgresql/grammar.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace limbeck::dialects::postgresql {

/// Whether it may stand within a name; beside it a $ may.
inline bool is_name(char c) noexcept {
    return support::is_word(c);
}
/// Where the line ends that has `i`.
inline std::size_t after_line(std::string_view text, std::size_t i) {
    return std::min(text.find('\n', i), text.size());
}
/// What follows the comment that begins at `i`: comments nest.
inline std::size_t after_comment(std::string_view text, std::size_t i) {
    return sql::after_comment(text, i, grammar().quoting());
}
/// What follows the literal, the quoted name or the comment that begins at `i`; `i` where none does.
inline std::size_t after_quoted(std::string_view text, std::size_t i) {
    return sql::after_quoted(text, i, grammar().quoting());
}

} // namespace limbeck::dialects::postgresql
