#include "dialects/reflected_text.hpp"

#include "sql/expression.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

namespace limbeck::dialects {

using support::is_word;

sql::ExpressionPtr reflected_text(const std::string& text) {
    std::string escaped;
    std::size_t also = std::string::npos; // a colon that would keep the backslash before it from being one
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins_bind = text[i] == ':' && i + 1 < text.size() && is_word(text[i + 1]) &&
                                 (i == 0 || (text[i - 1] != ':' && !is_word(text[i - 1])));
        const bool has_backslash = text[i] == ':' && i > 0 && text[i - 1] == '\\';
        if (begins_bind || has_backslash || i == also) {
            escaped += '\\';
            also = i + 1;
            while (also < text.size() && is_word(text[also]))
                ++also;
            if (also == text.size() || text[also] != ':')
                also = std::string::npos;
        }
        escaped += text[i];
    }
    return sql::text(std::move(escaped));
}

std::string without_outer_parentheses(std::string text, const sql::Quoting& quoting) {
    while (text.starts_with('(') && sql::after_parentheses(text, 0, quoting) == text.size())
        text = text.substr(1, text.size() - 2);
    return text;
}

schema::Index::Element index_element(const std::string& element, bool is_expression, bool descending,
                                     std::optional<bool> nulls_first) {
    schema::Index::Element result;
    if (!is_expression && !descending && !nulls_first) {
        result.column = element;
        return result;
    }
    const auto wrap = [&](const char* name) {
        result.expression = sql::make(sql::Unary{{name, {}, 0, false, false}, result.expression, {}});
    };
    result.expression = is_expression ? reflected_text(element) : sql::column(element);
    if (descending)
        wrap("desc");
    if (nulls_first)
        wrap(*nulls_first ? "nulls_first" : "nulls_last");
    return result;
}

} // namespace limbeck::dialects
