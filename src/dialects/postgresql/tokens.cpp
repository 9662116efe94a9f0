#include "dialects/postgresql/tokens.hpp"

#include "dialects/postgresql/scanning.hpp"

#include <cctype>

namespace limbeck::dialects::postgresql {

namespace {

/// What stands between the quotes, each doubled one told once.
std::string without_quotes(std::string_view quoted) {
    const char quote = quoted.front();
    std::string value;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        value += quoted[i];
        i += quoted[i] == quote ? 1 : 0;
    }
    return value;
}

/// What follows the quoted text at `at`; a doubled quote is a part of it.
std::size_t after_quoted(std::string_view sql, std::size_t at, bool escapes) {
    const char quote = sql[at];
    std::size_t end = after_quote(sql, at, escapes);
    while (end < sql.size() && sql[end] == quote)
        end = after_quote(sql, end, escapes);
    return end;
}

bool begins_name(char c) {
    return is_name(c) && std::isdigit(static_cast<unsigned char>(c)) == 0;
}

} // namespace

std::vector<Token> tokens_of(std::string_view sql) {
    std::vector<Token> tokens;
    std::size_t at = 0;
    const auto add = [&](Token::Kind kind, std::size_t end, std::string value) {
        tokens.push_back({kind, std::move(value), at, end});
        at = end;
    };
    while (at < sql.size()) {
        const char c = sql[at];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at;
        } else if (sql.substr(at, 2) == "--") {
            at = after_line(sql, at);
        } else if (sql.substr(at, 2) == "/*") {
            at = after_comment(sql, at);
        } else if (c == '\'' || c == '"') {
            const std::size_t end = after_quoted(sql, at, false);
            add(c == '"' ? Token::Kind::Quoted : Token::Kind::Text, end, without_quotes(sql.substr(at, end - at)));
        } else if ((c == 'E' || c == 'e') && sql.substr(at + 1, 1) == "'") {
            const std::size_t end = after_quoted(sql, at + 1, true);
            add(Token::Kind::Text, end, std::string(sql.substr(at + 2, end - at > 3 ? end - at - 3 : 0)));
        } else if (c == '$' && after_dollar(sql, at) > at + 1 && sql[after_dollar(sql, at) - 1] == '$') {
            const std::size_t end = after_dollar(sql, at);
            const std::size_t tag = sql.find('$', at + 1) + 1 - at;
            add(Token::Kind::Text, end,
                std::string(end - at >= 2 * tag ? sql.substr(at + tag, end - at - 2 * tag) : std::string_view()));
        } else if (begins_name(c)) {
            std::size_t end = at;
            std::string word;
            for (; end < sql.size() && (is_name(sql[end]) || sql[end] == '$'); ++end)
                word += static_cast<char>(std::tolower(static_cast<unsigned char>(sql[end])));
            add(Token::Kind::Word, end, std::move(word));
        } else if (is_name(c)) { // a number
            std::size_t end = at;
            while (end < sql.size() && is_name(sql[end]))
                ++end;
            add(Token::Kind::Symbol, end, std::string(sql.substr(at, end - at)));
        } else {
            add(Token::Kind::Symbol, at + 1, std::string(1, c));
        }
    }
    add(Token::Kind::End, at, {});
    return tokens;
}

} // namespace limbeck::dialects::postgresql
