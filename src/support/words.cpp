#include "support/words.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::support {

bool is_word(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return made;
}

std::string_view from_first_word(std::string_view sql) noexcept {
    if (sql.starts_with("\xEF\xBB\xBF"))
        sql.remove_prefix(3);
    while (!sql.empty()) {
        if (std::isspace(static_cast<unsigned char>(sql[0])) != 0)
            sql.remove_prefix(1);
        else if (sql.starts_with("--"))
            sql.remove_prefix(std::min(sql.find('\n'), sql.size()));
        else if (sql.starts_with("/*"))
            sql.remove_prefix(std::min(std::min(sql.find("*/", 2), sql.size() - 2) + 2, sql.size()));
        else
            break;
    }
    return sql;
}

std::string first_word(std::string_view sql) {
    sql = from_first_word(sql);
    std::size_t end = 0;
    while (end < sql.size() && std::isalpha(static_cast<unsigned char>(sql[end])) != 0)
        ++end;
    return lower(sql.substr(0, end));
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i)
            text += separator;
        text += parts[i];
    }
    return text;
}

} // namespace limbeck::support
