#include "support/dotenv.hpp"

#include <fstream>

namespace limbeck::support {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string unquoted(std::string_view text) {
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'')) {
        const auto close = text.find(text.front(), 1);
        if (close != std::string_view::npos)
            return std::string(text.substr(1, close - 1));
    }
    const auto comment = text.find(" #");
    return std::string(trimmed(text.substr(0, comment)));
}

} // namespace

std::optional<std::string> dotenv_value(const std::filesystem::path& file, std::string_view name) {
    std::ifstream in(file);
    std::optional<std::string> value;
    for (std::string line; std::getline(in, line);) {
        std::string_view rest = trimmed(line);
        if (rest.starts_with("export "))
            rest = trimmed(rest.substr(7));
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos || trimmed(rest.substr(0, equals)) != name)
            continue;
        value = unquoted(trimmed(rest.substr(equals + 1)));
    }
    return value;
}

} // namespace limbeck::support
