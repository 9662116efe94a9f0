#include "dialects/sqlite/statement_kinds.hpp"

#include "dialects/shape.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <sqlite3.h>

namespace limbeck::dialects::sqlite {

using support::lower;

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool begins_transaction(sqlite3_stmt* statement, std::string_view text, std::string_view word) {
    if (controls_transaction(word) || is_one_of(word, {"vacuum", "attach", "detach", "explain"}))
        return false;
    if (is_one_of(word, {"savepoint", "release"}))
        return true;
    if (word == "pragma")
        return sets_in_file(text);
    return sqlite3_stmt_readonly(statement) == 0;
}

bool sets_in_file(std::string_view pragma) {
    const std::string text = lower(pragma);
    return text.find_first_of("=(") != std::string::npos &&
           (text.find("defer_foreign_keys") != std::string::npos || text.find("user_version") != std::string::npos ||
            text.find("application_id") != std::string::npos);
}

bool counts_rows(std::string_view word) {
    return is_one_of(word, {"insert", "update", "delete", "replace"});
}

} // namespace limbeck::dialects::sqlite
