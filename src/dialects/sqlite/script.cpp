#include "dialects/sqlite/script.hpp"

#include "dialects/sqlite/tokens.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {

namespace {

bool is_symbol(const Token& token, char c) {
    return token.kind == Token::Kind::Symbol && token.value[0] == c;
}

/// One past the last token of the statement that begins at `first`: its semicolon, or the end. A trigger's own end with
/// "; END ;".
std::size_t statement_end(const std::vector<Token>& tokens, std::size_t first) {
    std::size_t at = first;
    const bool creates = is_word(tokens[at], "CREATE");
    const std::size_t noun =
        creates && (is_word(tokens[at + 1], "TEMP") || is_word(tokens[at + 1], "TEMPORARY")) ? at + 2 : at + 1;
    const bool is_trigger = creates && is_word(tokens[std::min(noun, tokens.size() - 1)], "TRIGGER");
    for (; tokens[at].kind != Token::Kind::End; ++at)
        if (is_symbol(tokens[at], ';') &&
            (!is_trigger || (at >= first + 2 && is_word(tokens[at - 1], "END") && is_symbol(tokens[at - 2], ';'))))
            break;
    return at;
}

bool is_one_of(const Token& token, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return is_word(token, word); });
}

/// Makes what belongs to SQLite: CREATE TABLE sqlite_sequence(name,seq).
bool is_of_sqlite(const std::vector<Token>& tokens, std::size_t first) {
    return is_word(tokens[first], "CREATE") && is_word(tokens[first + 1], "TABLE") &&
           upper(tokens[first + 2].value).starts_with("SQLITE_");
}

} // namespace

Statements statements_of(const SqlFile& file) {
    const std::string_view text = file.text;
    const std::vector<Token> tokens = tokens_of(text);
    Statements statements;
    for (std::size_t first = 0; tokens[first].kind != Token::Kind::End;) {
        if (is_symbol(tokens[first], ';')) {
            ++first;
            continue;
        }
        const Token& word = tokens[first];
        const std::size_t end = statement_end(tokens, first);
        if (is_symbol(word, '.'))
            fail("'." + tokens[first + 1].value + "' is a command of SQLite's shell, not SQL", file.place(word.begin),
                 "Leave the line out; limbeck reads SQL statements only.");
        if (is_one_of(word, {"INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "VALUES"}))
            fail(upper(word.value) + " is about rows, and a target says a structure", file.place(word.begin),
                 "Leave the statement out; the shell's .schema prints a structure alone.");
        if (is_one_of(word, {"ATTACH", "DETACH", "SAVEPOINT", "RELEASE", "ROLLBACK"}) ||
            (is_word(word, "CREATE") && is_one_of(tokens[first + 1], {"TEMP", "TEMPORARY"})))
            fail("a target cannot have " + upper(word.value) + " " + upper(tokens[first + 1].value),
                 file.place(word.begin), "Leave the statement out: a target says the structure of one database.");
        const bool is_setting = is_one_of(word, {"PRAGMA", "BEGIN", "COMMIT", "END", "ANALYZE", "VACUUM", "REINDEX"});
        if (!is_setting && !is_of_sqlite(tokens, first)) {
            Statement& statement = statements.emplace_back();
            statement.text = text.substr(word.begin, tokens[end - 1].end - word.begin);
            statement.origin = file.place(word.begin);
        }
        first = end;
    }
    return statements;
}

} // namespace limbeck::dialects::sqlite
