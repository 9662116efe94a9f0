#include "dialects/sqlite/tokens.hpp"

#include "dialects/sqlite/grammar.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool is_symbol(const Token& token, char symbol) {
    return token.kind == Token::Kind::Symbol && token.value[0] == symbol;
}

/// Takes parentheses away that enclose all tokens from `first` to before `last`.
void strip_parentheses(const std::vector<Token>& tokens, std::size_t& first, std::size_t& last) {
    while (last - first >= 2 && is_symbol(tokens[first], '(') && is_symbol(tokens[last - 1], ')')) {
        int depth = 0;
        for (std::size_t i = first; i + 1 < last; ++i) {
            depth += is_symbol(tokens[i], '(') ? 1 : is_symbol(tokens[i], ')') ? -1 : 0;
            if (depth == 0)
                return; // the first one closes before the end
        }
        ++first;
        --last;
    }
}

/// Whether a word means something else than the same word in quotes: a keyword, a number.
bool is_more_than_a_name(std::string_view word) {
    std::string text;
    for (const char c : word) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
        text += lower(c);
    }
    return grammar().quote(text) != text;
}

bool same_token(const Token& a, const Token& b) {
    const auto is_name = [](const Token& token) {
        return token.kind == Token::Kind::Word || token.kind == Token::Kind::Quoted;
    };
    if (!is_name(a) || !is_name(b))
        return a.kind == b.kind && a.value == b.value;
    return same_name(a.value, b.value) && (a.kind == b.kind || !is_more_than_a_name(a.value));
}

} // namespace

std::vector<Token> tokens_of(std::string_view sql) {
    std::vector<Token> tokens = sql::tokens_of(sql, grammar().quoting());
    for (Token& token : tokens)
        if (token.kind == Token::Kind::Number)
            token.kind = Token::Kind::Word;
    return tokens;
}

bool is_word(const Token& token, std::string_view upper) {
    return token.kind == Token::Kind::Word && same_name(token.value, upper);
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string upper(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

bool names(std::string_view expression, std::string_view name) {
    const std::vector<Token> tokens = tokens_of(expression);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return (token.kind == Token::Kind::Word || token.kind == Token::Kind::Quoted) && same_name(token.value, name);
    });
}

bool is_choice(std::string_view expression, std::string_view name) {
    const std::vector<Token> tokens = tokens_of(expression);
    const std::size_t count = tokens.size() - 1;
    if (count < 5 || tokens[0].kind == Token::Kind::Text || !same_name(tokens[0].value, name) ||
        !is_word(tokens[1], "IN") || !is_symbol(tokens[2], '(') || !is_symbol(tokens[count - 1], ')'))
        return false;
    return std::all_of(tokens.begin() + 3, tokens.begin() + static_cast<std::ptrdiff_t>(count - 1),
                       [](const Token& token) {
                           return token.kind == Token::Kind::Text || is_symbol(token, ',') ||
                                  (token.kind == Token::Kind::Word &&
                                   std::isdigit(static_cast<unsigned char>(token.value.front())) != 0);
                       });
}

bool same_tokens(std::string_view a, std::string_view b) {
    const std::vector<Token> ours = tokens_of(a);
    const std::vector<Token> theirs = tokens_of(b);
    std::size_t first = 0, last = ours.size() - 1;
    std::size_t their_first = 0, their_last = theirs.size() - 1;
    strip_parentheses(ours, first, last);
    strip_parentheses(theirs, their_first, their_last);
    const auto at = [](const std::vector<Token>& tokens, std::size_t i) {
        return tokens.begin() + static_cast<std::ptrdiff_t>(i);
    };
    return std::equal(at(ours, first), at(ours, last), at(theirs, their_first), at(theirs, their_last), &same_token);
}

} // namespace limbeck::dialects::sqlite
