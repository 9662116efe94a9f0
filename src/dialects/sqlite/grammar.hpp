#pragma once

#include "sql/grammar.hpp"
#include "sql/scanner.hpp"

namespace limbeck::dialects::sqlite {

/// The one grammar of this dialect; it lives as long as the program.
const sql::Grammar& grammar();

/// What SQLite's tokenizer passes over (https://www.sqlite.org/lang_keywords.html and lang_comment.html).
const sql::Quoting& quoting();

} // namespace limbeck::dialects::sqlite
