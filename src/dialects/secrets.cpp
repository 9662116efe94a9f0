#include "dialects/secrets.hpp"

#include <cctype>

namespace limbeck::dialects {

std::string without_secrets(std::string text, const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets) {
        if (secret.empty())
            continue;
        for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
            text.replace(at, secret.size(), "***");
    }
    return text;
}

std::string without_passwords(std::string_view statement) {
    static constexpr std::string_view word = "password";
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    std::string shown;
    std::size_t i = 0;
    while (i < statement.size()) {
        bool here = i + word.size() <= statement.size() && (i == 0 || !is_word(statement[i - 1]));
        for (std::size_t k = 0; here && k < word.size(); ++k)
            here = std::tolower(static_cast<unsigned char>(statement[i + k])) == word[k];
        if (!here) {
            shown += statement[i++];
            continue;
        }
        shown += statement.substr(i, word.size());
        i += word.size();
        std::size_t value = i;
        while (value < statement.size() && (std::isspace(static_cast<unsigned char>(statement[value])) != 0))
            ++value;
        const bool assigned = value < statement.size() && statement[value] == '=';
        if (assigned)
            ++value;
        while (assigned && value < statement.size() && std::isspace(static_cast<unsigned char>(statement[value])) != 0)
            ++value;
        if (value < statement.size() && (statement[value] == 'E' || statement[value] == 'e') &&
            value + 1 < statement.size() && statement[value + 1] == '\'')
            ++value;
        if (value >= statement.size())
            continue;
        std::size_t end = value;
        if (statement[value] == '\'') {
            // Inside a connection string in quotes, what follows "password=" may be its closing quote.
            for (end = value + 1; end < statement.size(); ++end)
                if (statement[end] == '\'') {
                    if (end + 1 < statement.size() && statement[end + 1] == '\'')
                        ++end;
                    else
                        break;
                }
            shown += statement.substr(i, value - i);
            shown += "'***'";
            i = end < statement.size() ? end + 1 : end;
        } else if (assigned) {
            while (end < statement.size() && std::isspace(static_cast<unsigned char>(statement[end])) == 0 &&
                   statement[end] != '\'' && statement[end] != ')' && statement[end] != ';' && statement[end] != ',')
                ++end;
            shown += statement.substr(i, value - i);
            shown += "***";
            i = end;
        }
    }
    return shown;
}

} // namespace limbeck::dialects
