#include "dialects/planning/rules.hpp"

#include "dialects/planning/text_effects.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <iterator>

namespace limbeck::dialects {

namespace {

/// Columns of information_schema that hold names of objects.
bool is_column_of_names(std::string_view word) {
    static constexpr std::string_view columns[] = {"table_name",    "column_name",  "constraint_name", "index_name",
                                                   "sequence_name", "routine_name", "trigger_name"};
    return std::find(std::begin(columns), std::end(columns), word) != std::end(columns);
}

/// What a literal with backslashes says, as far as bodies of functions and names need it: the character behind one, a
/// blank for those that stand for whitespace.
std::string without_escapes(const std::string& text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\\' || i + 1 == text.size())
            made += text[i];
        else
            made += std::string_view("nrtfb").find(text[++i]) == std::string_view::npos ? text[i] : ' ';
    return made;
}

} // namespace

Tokens PlanRules::tokens(std::string_view sql) const {
    const sql::Quoting& quoting = grammar_.quoting();
    Tokens tokens = sql::tokens_of(sql, quoting);
    tokens.pop_back();
    for (sql::Token& token : tokens)
        if (token.kind == sql::Token::Kind::Word)
            token.value = support::lower(token.value);
        else if (token.kind == sql::Token::Kind::Quoted)
            token.value = folded(token.value);
        else if (token.kind == sql::Token::Kind::Text &&
                 (quoting.backslashes || sql[token.begin] == 'E' || sql[token.begin] == 'e'))
            token.value = without_escapes(token.value);
    return tokens;
}

/// Those of standard SQL, and words that stand before a parenthesis.
bool PlanRules::is_harmless(std::string_view function) const {
    static constexpr std::string_view functions[] = {
        "coalesce", "lower", "upper",  "count",  "max",     "min",  "sum",       "avg",       "length",
        "concat",   "now",   "exists", "in",     "any",     "all",  "values",    "nullif",    "cast",
        "extract",  "as",    "and",    "or",     "not",     "from", "select",    "where",     "on",
        "using",    "join",  "over",   "filter", "replace", "trim", "substring", "row_number"};
    return function.starts_with("current_") ||
           std::find(std::begin(functions), std::end(functions), function) != std::end(functions);
}

bool PlanRules::is_catalogue(std::string_view word) const {
    return word == "information_schema";
}

bool PlanRules::is_compared(const Tokens& tokens, std::size_t at, bool (*is_column)(std::string_view)) {
    const auto is = [&](std::size_t place, std::string_view symbol) {
        return tokens[place].kind != sql::Token::Kind::Text && tokens[place].value == symbol;
    };
    std::size_t before = at;
    while (before > 0 && (is(before - 1, ",") || is(before - 1, "(") || is(before - 1, "[") ||
                          tokens[before - 1].kind == sql::Token::Kind::Text))
        --before;
    if (before < 2 || !(is(before - 1, "=") || is(before - 1, "in") || is(before - 1, "any")))
        return false;
    const std::size_t left = before > 2 && is(before - 1, "any") ? before - 3 : before - 2;
    return tokens[left].kind != sql::Token::Kind::Text && is_column(tokens[left].value);
}

bool PlanRules::names_object(const Tokens& tokens, std::size_t at) const {
    return is_compared(tokens, at, &is_column_of_names);
}

bool PlanRules::is_kept_from_session(const std::set<std::string>& words) const {
    return words.count("transaction") > 0 || words.count("transaction_read_only") > 0;
}

bool PlanRules::is_recorded(std::string_view sql) const {
    return sql::piece_at(sql, 0, grammar_.quoting()).kind != sql::Piece::Kind::End &&
           effects_of_text(sql, *this).kind != Effects::Kind::Read;
}

} // namespace limbeck::dialects
