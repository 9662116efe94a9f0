#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::dialects::postgresql {

bool is_name(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

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

} // namespace limbeck::dialects::postgresql
