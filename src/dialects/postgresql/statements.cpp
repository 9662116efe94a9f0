#include "dialects/postgresql/statements.hpp"

#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace limbeck::dialects::postgresql {

namespace {

bool controls_transaction(std::string_view word) {
    static constexpr std::string_view words[] = {"begin", "start", "commit", "end", "rollback", "abort", "prepare"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

} // namespace

Shape shape_of(std::string_view text) {
    std::string first_word;
    bool content = false, closed = false;
    std::size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
            continue;
        }
        if (text.substr(i, 2) == "--") {
            i = after_line(text, i);
            continue;
        }
        if (text.substr(i, 2) == "/*") {
            i = after_comment(text, i);
            continue;
        }
        if (c == ';') {
            closed = content;
            ++i;
            continue;
        }
        if (closed)
            return Shape::Several;
        content = true;
        if (c == '\'' || c == '"') {
            i = after_quote(text, i, false);
        } else if ((c == 'E' || c == 'e') && i + 1 < text.size() && text[i + 1] == '\'') {
            i = after_quote(text, i + 1, true);
        } else if (c == '$') {
            i = after_dollar(text, i);
        } else if (is_name(c)) {
            const std::size_t begin = i;
            while (i < text.size() && (is_name(text[i]) || text[i] == '$'))
                ++i;
            if (first_word.empty())
                for (const char letter : text.substr(begin, i - begin))
                    first_word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        } else {
            ++i;
        }
    }
    if (!content)
        return Shape::Empty;
    return controls_transaction(first_word) ? Shape::Control : Shape::One;
}

} // namespace limbeck::dialects::postgresql
