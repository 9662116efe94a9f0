#include "dialects/sqlite/comparison.hpp"

#include "dialects/ddl_writer.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/types.hpp"

#include <cctype>
#include <limbeck/error.hpp>
#include <optional>

namespace limbeck::dialects::sqlite {

namespace {

using Answer = Comparison::Answer;

Answer answer(bool same) {
    return same ? Answer::Same : Answer::Different;
}

std::string name_of_family(const schema::Type& type) {
    return type.name == "DECIMAL" ? "NUMERIC" : type.name;
}

bool same_collation(const std::string& a, const std::string& b) {
    const auto name = [](const std::string& collation) { return collation.empty() ? "BINARY" : upper(collation); };
    return name(a) == name(b);
}

/// The value that a default of one token stands for, the sign of a number included: the number itself, or the text in
/// quotes. std::nullopt for what is no such literal.
struct Literal {
    std::string value;
    bool is_number = false;
};
std::optional<Literal> literal(const std::string& text) {
    const std::string bare = without_outer_parentheses(text, grammar().quoting());
    std::vector<Token> tokens = tokens_of(bare);
    tokens.pop_back();
    if (tokens.size() == 1 && tokens[0].kind == Token::Kind::Text)
        return Literal{tokens[0].value, false};
    if (tokens.size() == 1 && (is_word(tokens[0], "TRUE") || is_word(tokens[0], "FALSE")))
        return Literal{is_word(tokens[0], "TRUE") ? "1" : "0", true};
    std::string number;
    bool has_digit = false;
    for (const Token& token : tokens) {
        const bool is_sign = token.kind == Token::Kind::Symbol && (token.value == "-" || token.value == "+");
        const bool is_digits =
            token.kind == Token::Kind::Word && token.value.find_first_not_of("0123456789") == std::string::npos;
        if (!(is_sign && number.empty()) && !is_digits && token.value != ".")
            return std::nullopt;
        has_digit = has_digit || is_digits;
        if (token.value != "+")
            number += token.value;
    }
    return has_digit ? std::optional(Literal{number, true}) : std::nullopt;
}

/// Whether a column of this type keeps a number and the text of it alike (https://www.sqlite.org/datatype3.html, 3).
bool converts(const schema::TypePtr& type) {
    return type && type->name != "NullType" && type->name != "BLOB";
}

bool is_null(const std::string& text) {
    return same_tokens(text, "NULL");
}

} // namespace

Answer SqliteComparison::same_type(const schema::Type& declared, const schema::Type& stored) const {
    schema::Type plain = declared.for_dialect("sqlite");
    if (plain.name == "NullType" || stored.name == "NullType")
        return Answer::Same;
    const std::string collation = std::exchange(plain.collation, "");
    schema::TypePtr as_stored;
    try {
        as_stored = stored_type(render_type(plain), collation);
    } catch (const Error&) {
        return Answer::Unknown;
    }
    return answer(name_of_family(*as_stored) == name_of_family(stored) && as_stored->length == stored.length &&
                  as_stored->precision == stored.precision && as_stored->scale == stored.scale &&
                  same_collation(collation, stored.collation));
}

Answer SqliteComparison::same_default(const schema::Column& declared, const schema::Column& stored) const {
    const auto text = [&](const schema::Column& column) {
        return column.server_default ? writer_.server_default(column.server_default) : std::string("NULL");
    };
    try {
        const std::string ours = text(declared);
        const std::string theirs = text(stored);
        if (same_tokens(ours, theirs) || (is_null(ours) && is_null(theirs)))
            return Answer::Same;
        const std::optional<Literal> a = literal(ours);
        const std::optional<Literal> b = literal(theirs);
        return answer(a && b && a->value == b->value && (a->is_number == b->is_number || converts(stored.type)));
    } catch (const Error&) {
        return Answer::Unknown;
    }
}

Answer SqliteComparison::same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const {
    if (!declared || !stored)
        return answer(!declared && !stored);
    try {
        return answer(same_tokens(writer_.expression(declared), writer_.expression(stored)));
    } catch (const Error&) {
        return Answer::Unknown;
    }
}

} // namespace limbeck::dialects::sqlite
