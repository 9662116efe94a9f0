#include "sql/scanner.hpp"

#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace limbeck::sql {

using support::is_word;

namespace {

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool is_space(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

bool has(std::string_view characters, char c) {
    return characters.find(c) != std::string_view::npos;
}

/// i is at a quote that `close` ends; a doubled one is a part of what it quotes.
std::size_t after_quote(std::string_view text, std::size_t i, char close, bool backslashes) {
    for (++i; i < text.size(); ++i) {
        if (backslashes && text[i] == '\\')
            ++i;
        else if (text[i] == close) {
            if (close == ']' || i + 1 >= text.size() || text[i + 1] != close)
                return i + 1;
            ++i;
        }
    }
    return text.size();
}

/// i is at a $: $$ or $tag$ begins a literal, $1 does not.
std::size_t after_dollar(std::string_view text, std::size_t i) {
    std::size_t end = i + 1;
    if (end < text.size() && is_digit(text[end]))
        return i;
    while (end < text.size() && is_word(text[end]))
        ++end;
    if (end >= text.size() || text[end] != '$')
        return i;
    const std::string_view tag = text.substr(i, end - i + 1);
    const std::size_t close = text.find(tag, end + 1);
    return close == std::string_view::npos ? text.size() : close + tag.size();
}

/// Whether i is at the E of E'…', and no word goes before it.
bool begins_escape_text(std::string_view text, std::size_t i, const Quoting& quoting) {
    return quoting.escape_texts && (text[i] == 'E' || text[i] == 'e') && text.substr(i + 1, 1) == "'" &&
           (i == 0 || !is_word(text[i - 1]));
}

bool continues_word(char c) {
    return is_word(c) || c == '$';
}

/// What a piece says, of which this is the whole.
std::string value_of(std::string_view whole, Piece::Kind kind, const Quoting& quoting) {
    switch (kind) {
    case Piece::Kind::Word:
        return quoting.folds_words ? support::lower(whole) : std::string(whole);
    case Piece::Kind::Text:
        if (whole[0] == '$') {
            const std::size_t tag = whole.find('$', 1) + 1;
            return std::string(whole.size() >= 2 * tag ? whole.substr(tag, whole.size() - 2 * tag) : "");
        }
        if (!has(quoting.texts, whole[0])) // E'…'
            return std::string(whole.substr(2, whole.size() > 3 ? whole.size() - 3 : 0));
        return quoting.backslashes ? std::string(whole.substr(1, whole.size() > 2 ? whole.size() - 2 : 0))
                                   : without_quotes(whole);
    case Piece::Kind::Quoted:
        return without_quotes(whole);
    default:
        return std::string(whole);
    }
}

} // namespace

std::size_t after_comment(std::string_view text, std::size_t at, const Quoting& quoting) {
    const bool dashes =
        text.substr(at, 2) == "--" && (!quoting.spaced_dashes || at + 2 == text.size() || is_space(text[at + 2]));
    if (dashes || (quoting.hash_comments && text.substr(at, 1) == "#"))
        return std::min(text.find('\n', at), text.size());
    if (text.substr(at, 2) != "/*")
        return at;
    int depth = 1;
    for (std::size_t i = at + 2; i < text.size(); ++i) {
        const std::string_view two = text.substr(i, 2);
        if (two == "*/") {
            if (--depth == 0)
                return i + 2;
            ++i;
        } else if (two == "/*" && quoting.nested_comments) {
            ++depth;
            ++i;
        }
    }
    return text.size();
}

std::size_t after_quoted(std::string_view text, std::size_t at, const Quoting& quoting) {
    const char c = text[at];
    if (has(quoting.texts, c)) {
        // Whoever goes by characters comes to the quote of E'…' alone.
        const bool escapes = at > 0 && begins_escape_text(text, at - 1, quoting);
        return after_quote(text, at, c, quoting.backslashes || escapes);
    }
    if (has(quoting.names, c))
        return after_quote(text, at, c == '[' ? ']' : c, false);
    if (begins_escape_text(text, at, quoting))
        return after_quote(text, at + 1, '\'', true);
    if (c == '$' && quoting.dollar_texts && (at == 0 || !continues_word(text[at - 1])))
        return after_dollar(text, at);
    return after_comment(text, at, quoting);
}

std::size_t after_parentheses(std::string_view text, std::size_t at, const Quoting& quoting) {
    int depth = 0;
    for (Piece piece = piece_at(text, at, quoting); piece.kind != Piece::Kind::End;
         piece = piece_at(text, piece.end, quoting)) {
        if (piece.kind != Piece::Kind::Symbol)
            continue;
        depth += (text[piece.begin] == '(') - (text[piece.begin] == ')');
        if (depth == 0)
            return piece.end;
    }
    return at;
}

Piece piece_at(std::string_view text, std::size_t at, const Quoting& quoting) {
    while (at < text.size()) {
        if (const std::size_t after = after_comment(text, at, quoting); after > at)
            at = after;
        else if (is_space(text[at]))
            ++at;
        else
            break;
    }
    if (at >= text.size())
        return {Piece::Kind::End, at, at};
    const char c = text[at];
    if (const std::size_t end = after_quoted(text, at, quoting); end > at)
        return {has(quoting.names, c) ? Piece::Kind::Quoted : Piece::Kind::Text, at, end};
    if (!is_word(c) && !(c == '$' && quoting.dollar_words))
        return {Piece::Kind::Symbol, at, at + 1};
    std::size_t end = at + 1;
    while (end < text.size() && continues_word(text[end]))
        ++end;
    return {is_digit(c) ? Piece::Kind::Number : Piece::Kind::Word, at, end};
}

std::vector<Token> tokens_of(std::string_view text, const Quoting& quoting) {
    std::vector<Token> tokens;
    do {
        const Piece piece = piece_at(text, tokens.empty() ? 0 : tokens.back().end, quoting);
        tokens.push_back({piece, value_of(text.substr(piece.begin, piece.end - piece.begin), piece.kind, quoting)});
    } while (tokens.back().kind != Piece::Kind::End);
    return tokens;
}

std::string without_quotes(std::string_view quoted) {
    const char close = quoted.front() == '[' ? ']' : quoted.front();
    std::string value;
    for (std::size_t i = 1; i < quoted.size(); ++i) {
        if (quoted[i] == close) {
            if (close == ']' || i + 1 >= quoted.size() || quoted[i + 1] != close)
                break;
            ++i;
        }
        value += quoted[i];
    }
    return value;
}

} // namespace limbeck::sql
