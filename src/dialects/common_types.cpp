#include "dialects/common_types.hpp"

#include "schema/affinity.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>
#include <string_view>
#include <unordered_map>

namespace limbeck::dialects {

namespace {

std::string numeric_type(const std::string& name, const schema::Type& type) {
    if (!type.precision)
        return name;
    if (!type.scale)
        return name + "(" + std::to_string(*type.precision) + ")";
    return name + "(" + std::to_string(*type.precision) + ", " + std::to_string(*type.scale) + ")";
}

std::string binary_type(const std::string& name, const schema::Type& type) {
    return type.length && *type.length != 0 ? name + "(" + std::to_string(*type.length) + ")" : name;
}

/// Types whose text is one word, whatever their arguments.
const std::unordered_map<std::string_view, const char*>& words() {
    static const std::unordered_map<std::string_view, const char*> table = {
        {"Integer", "INTEGER"},
        {"INTEGER", "INTEGER"},
        {"INT", "INTEGER"},
        {"SmallInteger", "SMALLINT"},
        {"SMALLINT", "SMALLINT"},
        {"BigInteger", "BIGINT"},
        {"BIGINT", "BIGINT"},
        {"Boolean", "BOOLEAN"},
        {"BOOLEAN", "BOOLEAN"},
        {"MatchType", "BOOLEAN"},
        {"Float", "FLOAT"},
        {"FLOAT", "FLOAT"},
        {"Double", "DOUBLE"},
        {"DOUBLE", "DOUBLE"},
        {"DOUBLE_PRECISION", "DOUBLE PRECISION"},
        {"REAL", "REAL"},
        {"DateTime", "DATETIME"},
        {"DATETIME", "DATETIME"},
        {"TIMESTAMP", "TIMESTAMP"},
        {"Date", "DATE"},
        {"DATE", "DATE"},
        {"Time", "TIME"},
        {"TIME", "TIME"},
        {"CLOB", "CLOB"},
        {"NCLOB", "NCLOB"},
        {"UUID", "UUID"},
        {"BLOB", "BLOB"},
        {"JSON", "JSON"},
    };
    return table;
}

/// Types of characters, by the name that is written.
const std::unordered_map<std::string_view, const char*>& strings() {
    static const std::unordered_map<std::string_view, const char*> table = {
        {"String", "VARCHAR"}, {"Unicode", "VARCHAR"}, {"VARCHAR", "VARCHAR"}, {"NVARCHAR", "NVARCHAR"},
        {"CHAR", "CHAR"},      {"NCHAR", "NCHAR"},     {"Text", "TEXT"},       {"UnicodeText", "TEXT"},
        {"TEXT", "TEXT"},      {"Enum", "VARCHAR"},    {"ENUM", "VARCHAR"},
    };
    return table;
}

} // namespace

std::string string_type(const std::string& name, const schema::Type& type) {
    std::string text = name;
    if (type.length && *type.length != 0)
        text += "(" + std::to_string(*type.length) + ")";
    if (!type.collation.empty())
        text += " COLLATE \"" + type.collation + "\"";
    return text;
}

std::optional<std::string> common_type(const schema::Type& type) {
    if (const auto found = words().find(type.name); found != words().end())
        return found->second;
    if (const auto found = strings().find(type.name); found != strings().end())
        return string_type(found->second, type);
    if (type.name == "Numeric" || type.name == "NUMERIC")
        return numeric_type("NUMERIC", type);
    if (type.name == "DECIMAL")
        return numeric_type("DECIMAL", type);
    if (type.name == "BINARY" || type.name == "VARBINARY")
        return binary_type(type.name, type);
    if (type.name == "UserDefined")
        return type.spec;
    return std::nullopt;
}

bool is_number_in_text(const std::string& text, const schema::Type& type) {
    const std::size_t digits = text.starts_with('-') ? 1 : 0;
    return schema::affinity(type) == "Integer" && text.size() > digits &&
           text.find_first_not_of("0123456789", digits) == std::string::npos;
}

void no_text_for(const schema::Type& type, const char* database) {
    if (type.name == "NullType")
        fail_script("Can't generate DDL for NullType(); did you forget to specify a type on this Column?", "",
                    "give the column a type");
    throw Error(Error::Kind::Unsupported,
                std::string("Compiler of ") + database + " can't render element of type " + type.name, "",
                std::string("use a type that ") + database + " has, or with_variant()");
}

} // namespace limbeck::dialects
