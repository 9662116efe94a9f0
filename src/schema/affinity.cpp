#include "schema/affinity.hpp"

#include <string>
#include <unordered_map>

namespace limbeck::schema {

std::string_view affinity(const Type& type) {
    static const std::unordered_map<std::string_view, std::string_view> families = {
        {"String", "String"},      {"Unicode", "String"},
        {"Text", "String"},        {"UnicodeText", "String"},
        {"VARCHAR", "String"},     {"NVARCHAR", "String"},
        {"CHAR", "String"},        {"NCHAR", "String"},
        {"TEXT", "String"},        {"CLOB", "String"},
        {"Enum", "String"},        {"ENUM", "String"},
        {"Integer", "Integer"},    {"SmallInteger", "Integer"},
        {"BigInteger", "Integer"}, {"INTEGER", "Integer"},
        {"INT", "Integer"},        {"SMALLINT", "Integer"},
        {"BIGINT", "Integer"},     {"Numeric", "Numeric"},
        {"Float", "Numeric"},      {"Double", "Numeric"},
        {"NUMERIC", "Numeric"},    {"DECIMAL", "Numeric"},
        {"FLOAT", "Numeric"},      {"REAL", "Numeric"},
        {"DOUBLE", "Numeric"},     {"DOUBLE_PRECISION", "Numeric"},
        {"Boolean", "Boolean"},    {"BOOLEAN", "Boolean"},
        {"DateTime", "DateTime"},  {"DATETIME", "DateTime"},
        {"TIMESTAMP", "DateTime"}, {"Date", "Date"},
        {"DATE", "Date"},          {"Time", "Time"},
        {"TIME", "Time"},          {"Interval", "Interval"},
        {"INTERVAL", "Interval"},  {"LargeBinary", "Binary"},
        {"BLOB", "Binary"},        {"BINARY", "Binary"},
        {"VARBINARY", "Binary"},   {"BYTEA", "Binary"},
        {"PickleType", "Binary"},  {"JSON", "JSON"},
        {"JSONB", "JSON"},         {"Uuid", "Uuid"},
        {"UUID", "Uuid"},          {"ARRAY", "ARRAY"},
    };
    const auto found = families.find(type.name);
    return found == families.end() ? std::string_view(type.name) : found->second;
}

} // namespace limbeck::schema
