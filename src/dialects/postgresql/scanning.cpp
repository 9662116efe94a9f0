#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::dialects::postgresql {

std::size_t after_line(std::string_view text, std::size_t i) {
    return std::min(text.find('\n', i), text.size());
}

std::size_t after_comment(std::string_view text, std::size_t i) {
    int depth = 0;
    for (; i < text.size(); ++i) {
        if (text.substr(i, 2) == "/*") {
            ++depth;
            ++i;
        } else if (text.substr(i, 2) == "*/") {
            ++i;
            if (--depth == 0)
                return i + 1;
        }
    }
    return i;
}

std::size_t after_quote(std::string_view text, std::size_t i, bool backslash_escapes) {
    const char quote = text[i];
    for (++i; i < text.size(); ++i) {
        if (backslash_escapes && text[i] == '\\')
            ++i;
        else if (text[i] == quote)
            return i + 1; // a doubled quote begins another quoted part at once
    }
    return text.size();
}

std::size_t after_dollar(std::string_view text, std::size_t i) {
    std::size_t end = i + 1;
    if (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
        return end;
    while (end < text.size() && is_name(text[end]))
        ++end;
    if (end >= text.size() || text[end] != '$')
        return i + 1;
    const std::string_view tag = text.substr(i, end - i + 1);
    const std::size_t close = text.find(tag, end + 1);
    return close == std::string_view::npos ? text.size() : close + tag.size();
}

} // namespace limbeck::dialects::postgresql
