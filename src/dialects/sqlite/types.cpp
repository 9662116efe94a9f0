#include "dialects/sqlite/types.hpp"

#include "dialects/common_types.hpp"
#include "dialects/sqlite/tokens.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace limbeck::dialects::sqlite {

namespace {

std::string text_of(const schema::Type& type) {
    // SQLite stores these as something else: text, numbers or blobs.
    if (type.name == "Uuid")
        return "CHAR(32)";
    if (type.name == "Interval")
        return "DATETIME";
    if (type.name == "LargeBinary" || type.name == "PickleType")
        return "BLOB";
    if (type.name == "JSONB")
        return "JSONB"; // SQLAlchemy 2.1 writes it so
    if (auto text = common_type(type))
        return *text;
    no_text_for(type, "SQLite");
}

/// "(10, 2)": the numbers.
std::vector<int> arguments_in(std::string_view text) {
    std::vector<int> arguments;
    for (std::size_t i = 0; i < text.size() && text[i] != ')'; ++i) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0)
            continue;
        int number = 0;
        for (; i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0; ++i)
            number = number < 100'000'000 ? number * 10 + (text[i] - '0') : number;
        arguments.push_back(number);
        --i;
    }
    return arguments;
}

std::string name_of_declaration(const std::string& name) {
    static const std::map<std::string, std::string> known_names = {
        {"BIGINT", "BIGINT"},       {"BLOB", "BLOB"},         {"BOOL", "BOOLEAN"},
        {"BOOLEAN", "BOOLEAN"},     {"CHAR", "CHAR"},         {"DATE", "DATE"},
        {"DATE_CHAR", "DATE"},      {"DATETIME", "DATETIME"}, {"DATETIME_CHAR", "DATETIME"},
        {"DOUBLE", "DOUBLE"},       {"DECIMAL", "DECIMAL"},   {"FLOAT", "FLOAT"},
        {"INT", "INTEGER"},         {"INTEGER", "INTEGER"},   {"JSON", "JSON"},
        {"NUMERIC", "NUMERIC"},     {"REAL", "REAL"},         {"SMALLINT", "SMALLINT"},
        {"TEXT", "TEXT"},           {"TIME", "TIME"},         {"TIME_CHAR", "TIME"},
        {"TIMESTAMP", "TIMESTAMP"}, {"VARCHAR", "VARCHAR"},   {"NVARCHAR", "NVARCHAR"},
        {"NCHAR", "NCHAR"},
    };
    if (const auto known = known_names.find(name); known != known_names.end())
        return known->second;
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    if (has("INT"))
        return "INTEGER";
    if (has("CHAR") || has("CLOB") || has("TEXT"))
        return "TEXT";
    if (has("BLOB") || name.empty())
        return "NullType";
    return has("REAL") || has("FLOA") || has("DOUB") ? "REAL" : "NUMERIC";
}

} // namespace

std::string render_type(const schema::Type& given) {
    const schema::Type& type = given.for_dialect("sqlite");
    std::string text = type.stored_as ? *type.stored_as : text_of(type);
    // Any column can have a collation; string_type() writes it for some.
    if (!type.collation.empty() && text.find(" COLLATE ") == std::string::npos)
        text += " COLLATE \"" + type.collation + "\"";
    return text;
}

schema::TypePtr stored_type(const std::string& declaration, const std::string& collation) {
    const std::string text = upper(declaration);
    std::size_t end = 0;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_' ||
                                 text[end] == ' ' || static_cast<unsigned char>(text[end]) >= 0x80))
        ++end;
    const bool has_arguments = end < text.size() && text[end] == '(';
    const std::vector<int> arguments = has_arguments ? arguments_in(text.substr(end)) : std::vector<int>();

    auto type = std::make_shared<schema::Type>();
    type->name = name_of_declaration(text.substr(0, end));
    const bool is_text = type->name == "TEXT" || type->name.ends_with("CHAR") || type->name == "BLOB";
    const bool is_number = type->name == "NUMERIC" || type->name == "DECIMAL" || type->name == "FLOAT" ||
                           type->name == "REAL" || type->name == "DOUBLE";
    if (is_text && arguments.size() == 1)
        type->length = arguments[0];
    if (is_number && !arguments.empty())
        type->precision = arguments[0];
    if (is_number && arguments.size() == 2)
        type->scale = arguments[1];
    if (type->name == "NullType" || !same_tokens(text_of(*type), declaration))
        type->stored_as = declaration;
    if (type->name == "JSON") // SQLAlchemy itself has a class of that name, too
        type->dialect = "sqlite";
    type->collation = collation;
    return type;
}

} // namespace limbeck::dialects::sqlite
