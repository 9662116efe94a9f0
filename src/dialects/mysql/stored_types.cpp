#include "dialects/mysql/stored_types.hpp"

#include "dialects/mysql/grammar.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

/// What stands in the parentheses of a type.
enum class Arguments { Nothing, Length, Width, Numbers, Seconds, Labels };

struct Class {
    const char* name;
    Arguments arguments;
    bool shared = false; ///< SQLAlchemy has one for all databases
};

const Class* class_of(std::string_view word) {
    static const std::unordered_map<std::string_view, Class> classes = {
        {"int", {"INTEGER", Arguments::Width}},
        {"bigint", {"BIGINT", Arguments::Width}},
        {"smallint", {"SMALLINT", Arguments::Width}},
        {"mediumint", {"MEDIUMINT", Arguments::Width}},
        {"tinyint", {"TINYINT", Arguments::Width}},
        {"year", {"YEAR", Arguments::Width}},
        {"decimal", {"DECIMAL", Arguments::Numbers}},
        {"float", {"FLOAT", Arguments::Numbers}},
        {"double", {"DOUBLE", Arguments::Numbers}},
        {"bit", {"BIT", Arguments::Length}},
        {"date", {"DATE", Arguments::Nothing, true}},
        {"datetime", {"DATETIME", Arguments::Seconds}},
        {"time", {"TIME", Arguments::Seconds}},
        {"timestamp", {"TIMESTAMP", Arguments::Seconds}},
        {"char", {"CHAR", Arguments::Length}},
        {"varchar", {"VARCHAR", Arguments::Length}},
        {"text", {"TEXT", Arguments::Nothing}},
        {"tinytext", {"TINYTEXT", Arguments::Nothing}},
        {"mediumtext", {"MEDIUMTEXT", Arguments::Nothing}},
        {"longtext", {"LONGTEXT", Arguments::Nothing}},
        {"binary", {"BINARY", Arguments::Length, true}},
        {"varbinary", {"VARBINARY", Arguments::Length, true}},
        {"blob", {"BLOB", Arguments::Nothing, true}},
        {"tinyblob", {"TINYBLOB", Arguments::Nothing}},
        {"mediumblob", {"MEDIUMBLOB", Arguments::Nothing}},
        {"longblob", {"LONGBLOB", Arguments::Nothing}},
        {"enum", {"ENUM", Arguments::Labels}},
        {"set", {"SET", Arguments::Labels}},
        {"json", {"JSON", Arguments::Nothing}},
        {"uuid", {"UUID", Arguments::Nothing, true}},
        {"inet4", {"INET4", Arguments::Nothing}},
        {"inet6", {"INET6", Arguments::Nothing}},
    };
    const auto found = classes.find(word);
    return found == classes.end() ? nullptr : &found->second;
}

std::optional<int> number_in(const std::vector<sql::Token>& tokens, std::size_t which) {
    for (const sql::Token& token : tokens)
        if (token.kind == sql::Piece::Kind::Number && which-- == 0) {
            int number = 0;
            std::from_chars(token.value.data(), token.value.data() + token.value.size(), number);
            return number;
        }
    return std::nullopt;
}

void take_arguments(schema::Type& type, Arguments kind, std::string_view inside) {
    const std::vector<sql::Token> tokens = sql::tokens_of(inside, grammar(Flavour::Mariadb).quoting());
    switch (kind) {
    case Arguments::Nothing:
        break;
    case Arguments::Length:
        type.length = number_in(tokens, 0);
        break;
    case Arguments::Width:
        type.display_width = number_in(tokens, 0);
        break;
    case Arguments::Numbers:
        type.precision = number_in(tokens, 0);
        type.scale = number_in(tokens, 1);
        break;
    case Arguments::Seconds:
        type.precision = number_in(tokens, 0);
        break;
    case Arguments::Labels:
        type.labels.emplace();
        for (const sql::Token& token : tokens)
            if (token.kind == sql::Piece::Kind::Text)
                type.labels->labels.push_back(text_of_literal(inside.substr(token.begin, token.end - token.begin)));
        break;
    }
}

std::string characters(const std::string& character_set, const std::string& collation) {
    return (character_set.empty() ? "" : " CHARACTER SET " + character_set) +
           (collation.empty() ? "" : " COLLATE " + collation);
}

} // namespace

schema::TypePtr stored_type(std::string_view words, const std::string& character_set, const std::string& collation) {
    const std::size_t end = words.find_first_of(" (");
    const std::string name = support::lower(words.substr(0, end));
    auto type = std::make_shared<schema::Type>();
    const Class* found = class_of(name);
    if (!found) {
        type->stored_as = words;
        return type;
    }
    type->name = found->name;
    if (!found->shared)
        type->dialect = "mysql";
    std::string_view rest = end == std::string_view::npos ? std::string_view() : words.substr(end);
    if (rest.starts_with('(')) {
        const std::size_t close = rest.rfind(')');
        take_arguments(*type, found->arguments, rest.substr(1, close - 1));
        rest = rest.substr(close + 1);
    }
    type->unsigned_ = rest.find("unsigned") != std::string_view::npos;
    type->zerofill = rest.find("zerofill") != std::string_view::npos;
    type->character_set = character_set;
    type->collation = collation;
    if (rest.find("COMPRESSED") != std::string_view::npos)
        type->stored_as = std::string(words) + characters(character_set, collation);
    return type;
}

bool is_integer(const schema::Type& type) {
    static constexpr std::array<std::string_view, 5> names = {"INTEGER", "BIGINT", "SMALLINT", "MEDIUMINT", "TINYINT"};
    for (const std::string_view name : names)
        if (type.name == name)
            return true;
    return false;
}

std::string text_of_literal(std::string_view literal) {
    std::string text;
    for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
        if (literal[i] != '\\' || i + 2 == literal.size()) {
            if (literal[i] == '\'')
                ++i;
            text += literal[i];
            continue;
        }
        const char c = literal[++i];
        text += c == '0' ? '\0' : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == 'Z' ? '\x1a' : c;
    }
    return text;
}

} // namespace limbeck::dialects::mysql
