#include "dialects/mysql/create_text.hpp"

#include "dialects/mysql/grammar.hpp"
#include "dialects/mysql/stored_types.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

const sql::Quoting& quoting() {
    return grammar(Flavour::Mariadb).quoting();
}

bool is_word(const sql::Token& token, std::string_view lower) {
    return token.kind == sql::Piece::Kind::Word && support::lower(token.value) == lower;
}

void take_column(CreateText& found, std::string_view line) {
    const std::size_t behind = sql::after_quoted(line, 0, quoting());
    if (line.ends_with(','))
        line.remove_suffix(1);
    found.columns[sql::without_quotes(line.substr(0, behind))] =
        line.substr(std::min(line.find_first_not_of(' ', behind), line.size()));
}

/// KEY `name` (…) WITH PARSER `parser`: MySQL has the parser in a comment for newer servers.
void take_parser(CreateText& found, std::string_view line) {
    const std::size_t at = line.find("WITH PARSER ");
    const std::vector<sql::Token> before = sql::tokens_of(line.substr(0, at), quoting());
    if (at == std::string_view::npos || before.size() < 3 || !is_word(before[0], "fulltext"))
        return;
    const std::vector<sql::Token> behind = sql::tokens_of(line.substr(at), quoting());
    found.parsers[before[2].value] = behind.at(2).value;
}

/// The line of the table's options.
void take_options(CreateText& found, std::string_view line) {
    const std::vector<sql::Token> tokens = sql::tokens_of(line, quoting());
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!tokens[i + 1].is_symbol('='))
            continue;
        if (is_word(tokens[i], "union")) {
            const std::size_t end = sql::after_parentheses(line, tokens[i + 2].begin, quoting());
            found.union_ = line.substr(tokens[i + 2].begin, end - tokens[i + 2].begin);
        } else if (is_word(tokens[i], "connection")) {
            found.connection =
                text_of_literal(line.substr(tokens[i + 2].begin, tokens[i + 2].end - tokens[i + 2].begin));
        }
    }
}

} // namespace

CreateText read_create_text(std::string_view text) {
    CreateText found;
    std::size_t at = 0;
    while (at < text.size()) {
        // A comment of the table or of a column may go over several lines: quotes go first.
        std::size_t end = at;
        while (end < text.size() && text[end] != '\n') {
            const std::size_t quoted = text[end] == '/' ? end : sql::after_quoted(text, end, quoting());
            end = quoted > end ? quoted : end + 1;
        }
        std::string_view line = text.substr(at, end - at);
        while (line.starts_with(' '))
            line.remove_prefix(1);
        if (line.starts_with("/*!") && line.find("PARTITION BY ") != std::string_view::npos) { // of MySQL
            std::string rest(text.substr(text.find("PARTITION BY ", at) + 13));
            if (const std::size_t close = rest.rfind("*/"); close != std::string::npos)
                rest.resize(close);
            found.partitions = rest.substr(0, rest.find_last_not_of(" \n") + 1);
            break;
        }
        if (line.starts_with("PARTITION BY ")) {
            found.partitions = text.substr(text.find("PARTITION BY ", at) + 13);
            break;
        }
        if (line.starts_with('`'))
            take_column(found, line);
        else if (line.starts_with("FULLTEXT KEY "))
            take_parser(found, line);
        else if (line.starts_with(") "))
            take_options(found, line);
        at = end + 1;
    }
    return found;
}

std::string without_definer(const std::string& statement) {
    const std::vector<sql::Token> tokens = sql::tokens_of(statement, quoting());
    for (std::size_t i = 0; i + 5 < tokens.size() && i < 6; ++i) {
        if (!is_word(tokens[i], "definer") || !tokens[i + 1].is_symbol('='))
            continue;
        const std::size_t last = tokens[i + 3].is_symbol('@') ? i + 4 : i + 2;
        return statement.substr(0, tokens[i].begin) + statement.substr(tokens[last + 1].begin);
    }
    return statement;
}

} // namespace limbeck::dialects::mysql
