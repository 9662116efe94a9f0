#include "dialects/planning/rules.hpp"

#include "dialects/planning/text_effects.hpp"

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

} // namespace

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

bool PlanRules::is_compared(const SqlTokens& tokens, std::size_t at, bool (*is_column)(std::string_view)) {
    const auto is = [&](std::size_t place, std::string_view symbol) {
        return tokens[place].kind != SqlToken::Kind::Text && tokens[place].text == symbol;
    };
    std::size_t before = at;
    while (before > 0 && (is(before - 1, ",") || is(before - 1, "(") || is(before - 1, "[") ||
                          tokens[before - 1].kind == SqlToken::Kind::Text))
        --before;
    if (before < 2 || !(is(before - 1, "=") || is(before - 1, "in") || is(before - 1, "any")))
        return false;
    const std::size_t left = before > 2 && is(before - 1, "any") ? before - 3 : before - 2;
    return tokens[left].kind != SqlToken::Kind::Text && is_column(tokens[left].text);
}

bool PlanRules::names_object(const SqlTokens& tokens, std::size_t at) const {
    return is_compared(tokens, at, &is_column_of_names);
}

bool PlanRules::is_kept_from_session(const std::set<std::string>& words) const {
    return words.count("transaction") > 0 || words.count("transaction_read_only") > 0;
}

bool PlanRules::is_recorded(std::string_view sql) const {
    return !tokens(sql).empty() && effects_of_text(sql, *this).kind != Effects::Kind::Read;
}

} // namespace limbeck::dialects
