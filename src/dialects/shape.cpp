#include "dialects/shape.hpp"

#include "support/words.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace limbeck::dialects {

bool controls_transaction(std::string_view word) {
    static constexpr std::string_view words[] = {"begin", "start", "commit", "end", "rollback", "abort", "prepare"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Shape shape_of(std::string_view text, const sql::Quoting& quoting) {
    using Kind = sql::Token::Kind;
    std::string first_word;
    bool content = false, closed = false;
    for (sql::Piece piece = sql::piece_at(text, 0, quoting); piece.kind != Kind::End;
         piece = sql::piece_at(text, piece.end, quoting)) {
        if (piece.kind == Kind::Symbol && text[piece.begin] == ';') {
            closed = content;
            continue;
        }
        if (closed)
            return Shape::Several;
        content = true;
        if (first_word.empty() && piece.kind == Kind::Word)
            first_word = support::lower(text.substr(piece.begin, piece.end - piece.begin));
    }
    if (!content)
        return Shape::Empty;
    return controls_transaction(first_word) ? Shape::Control : Shape::One;
}

std::string_view without_end(std::string_view text, const sql::Quoting& quoting) {
    using Kind = sql::Token::Kind;
    if (text.find(';') == text.npos)
        return text;
    bool content = false;
    for (sql::Piece piece = sql::piece_at(text, 0, quoting); piece.kind != Kind::End;
         piece = sql::piece_at(text, piece.end, quoting)) {
        const bool semicolon = piece.kind == Kind::Symbol && text[piece.begin] == ';';
        if (semicolon && content)
            return text.substr(0, piece.begin);
        content = content || !semicolon;
    }
    return text;
}

} // namespace limbeck::dialects
