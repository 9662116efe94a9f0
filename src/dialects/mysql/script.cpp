#include "dialects/mysql/script.hpp"

#include "dialects/mysql/grammar.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <limbeck/error.hpp>
#include <string_view>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

using sql::Token;
using support::lower;

const sql::Quoting& quoting() {
    return grammar(Flavour::Mariadb).quoting();
}

bool is_word(const Token& token, std::string_view lower_word) {
    return token.kind == sql::Piece::Kind::Word && lower(token.value) == lower_word;
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_word(token, word); });
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// What servers take for a statement, /*!40101 … */ and /*M! … */, without what makes it a comment: spaces stand there.
std::string without_version_comments(std::string text) {
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = sql::after_comment(text, at, quoting()); end > at) {
            const std::string_view comment = std::string_view(text).substr(at, end - at);
            // mariadb-dump begins with a command of its shell: /*M!999999\\- enable the sandbox mode */
            const bool is_of_shell = comment.starts_with("/*M!999999\\-");
            const std::size_t mark = is_of_shell                   ? 0
                                     : comment.starts_with("/*!")  ? 3
                                     : comment.starts_with("/*M!") ? 4
                                                                   : 0;
            if (mark == 0) {
                at = end;
                continue;
            }
            std::size_t digits = at + mark;
            while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
                ++digits;
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                      text.begin() + static_cast<std::ptrdiff_t>(digits), ' ');
            text.replace(end - 2, 2, "  ");
            at = digits;
            continue;
        }
        const std::size_t end = sql::after_quoted(text, at, quoting());
        at = end > at ? end : at + 1;
    }
    return text;
}

/// One past the last token of the statement that begins at `first`. What stands between BEGIN and END, CASE and END in
/// a routine is its own.
std::size_t statement_end(const std::vector<Token>& tokens, std::size_t first, bool has_delimiter) {
    const bool creates = is_one_of(tokens[first], {"create"});
    bool is_routine = false;
    for (std::size_t i = first + 1; creates && i < first + 12 && i < tokens.size(); ++i) {
        if (is_one_of(tokens[i], {"table", "view", "index", "sequence"}))
            break;
        is_routine = is_routine || is_one_of(tokens[i], {"function", "procedure", "trigger", "event"});
    }
    int depth = 0;
    for (std::size_t at = first; tokens[at].kind != sql::Piece::Kind::End; ++at) {
        if (tokens[at].is_symbol('\x01'))
            return at;
        if (is_routine && !has_delimiter) {
            const bool ends = at > first && is_word(tokens[at - 1], "end");
            if (is_one_of(tokens[at], {"begin", "case"}) && !ends)
                ++depth;
            else if (is_one_of(tokens[at], {"if", "while", "loop", "repeat"}) && !ends && depth > 0 &&
                     (tokens[at - 1].is_symbol(';') || tokens[at - 1].is_symbol(':') ||
                      is_one_of(tokens[at - 1], {"begin", "then", "else", "do"})))
                ++depth;
            else if (is_word(tokens[at], "end"))
                --depth;
        }
        if (tokens[at].is_symbol(';') && depth <= 0 && !(has_delimiter && is_routine))
            return at;
    }
    return tokens.size() - 1;
}

/// The shell's DELIMITER lines, and its other ends of statements as a character that no SQL has.
std::string without_delimiters(const std::string& text, bool& found) {
    std::string made, delimiter = ";";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
        if (lower(std::string_view(line).substr(begin, 10)) == "delimiter ") {
            found = true;
            delimiter = line.substr(begin + 10);
            delimiter.erase(std::min(delimiter.find_last_not_of(" \t\r") + 1, delimiter.size()));
            line.assign(line.size(), ' ');
        } else if (delimiter != ";") {
            for (std::size_t i = line.find(delimiter); i != std::string::npos; i = line.find(delimiter, i + 1))
                line.replace(i, delimiter.size(), std::string(delimiter.size() - 1, ' ') + "\x01");
        }
        made += line + (end < text.size() ? "\n" : "");
        at = end + 1;
    }
    return made;
}

/// What a statement makes or changes must be in the place: a name with a database before it is not.
void require_own_name(const std::vector<Token>& tokens, std::size_t first, std::size_t end, const SqlFile& file) {
    for (std::size_t i = first + 1; i + 1 < end && i < first + 16; ++i) {
        if (!is_one_of(tokens[i], {"table", "view", "function", "procedure", "trigger", "sequence", "on", "exists"}))
            continue;
        if (tokens[i + 1].is_name() && i + 2 < end && tokens[i + 2].is_symbol('.'))
            fail("a target names no database: " + tokens[i + 1].value + "." +
                     (i + 3 < end ? tokens[i + 3].value : std::string()),
                 file.place(tokens[i + 1].begin), "Leave the name of the database out.");
        if (tokens[i].is_word("on") || lower(tokens[i].value) == "exists" || !is_word(tokens[i + 1], "if"))
            break;
    }
}

} // namespace

Statements statements_of(const SqlFile& file) {
    bool has_delimiter = false;
    const std::string text = without_version_comments(without_delimiters(file.text, has_delimiter));
    const std::vector<Token> tokens = sql::tokens_of(text, quoting());
    Statements statements;
    for (std::size_t first = 0; tokens[first].kind != sql::Piece::Kind::End;) {
        if (tokens[first].is_symbol(';') || tokens[first].is_symbol('\x01')) {
            ++first;
            continue;
        }
        const Token& word = tokens[first];
        const std::size_t end = statement_end(tokens, first, has_delimiter);
        if (is_one_of(word, {"insert", "replace", "update", "delete", "select", "with", "values", "load", "call"}))
            fail(upper(word.value) + " is about rows, and a target says a structure", file.place(word.begin),
                 "Leave the statement out; mysqldump --no-data prints a structure alone.");
        const bool is_setting =
            is_one_of(word, {"set", "do", "lock", "unlock", "begin", "commit", "start", "analyze", "flush"});
        const bool is_structure = is_one_of(word, {"create", "alter", "drop", "rename"});
        const bool is_of_server =
            is_structure && first + 1 < end &&
            is_one_of(tokens[first + 1], {"database", "schema", "user", "role", "server", "tablespace", "temporary"});
        if (!is_setting && (!is_structure || is_of_server))
            fail("a target cannot have " + upper(word.value) + " " +
                     (first + 1 < end ? upper(tokens[first + 1].value) : std::string()),
                 file.place(word.begin), "Leave the statement out: a target says the structure of one database.");
        if (is_structure) {
            require_own_name(tokens, first, end, file);
            Statement& statement = statements.emplace_back();
            statement.text = text.substr(word.begin, tokens[end - 1].end - word.begin);
            statement.origin = file.place(word.begin);
        }
        first = end;
    }
    return statements;
}

} // namespace limbeck::dialects::mysql
