#include "dialects/postgresql/types.hpp"

#include "dialects/common_types.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>
#include <string_view>
#include <unordered_set>

namespace limbeck::dialects::postgresql {

namespace {

/// Types of PostgreSQL that are written by their name alone.
const std::unordered_set<std::string_view>& own_words() {
    static const std::unordered_set<std::string_view> names = {
        "JSONB",        "INET",           "CIDR",           "MACADDR",       "MACADDR8",
        "TSVECTOR",     "TSQUERY",        "HSTORE",         "BYTEA",         "OID",
        "REGCLASS",     "REGCONFIG",      "MONEY",          "CITEXT",        "JSONPATH",
        "INT4RANGE",    "INT8RANGE",      "NUMRANGE",       "DATERANGE",     "TSRANGE",
        "TSTZRANGE",    "INT4MULTIRANGE", "INT8MULTIRANGE", "NUMMULTIRANGE", "DATEMULTIRANGE",
        "TSMULTIRANGE", "TSTZMULTIRANGE",
    };
    return names;
}

std::string in_parentheses(int number) {
    return "(" + std::to_string(number) + ")";
}

std::string with_time_zone(const std::string& name, const schema::Type& type) {
    return name + (type.precision ? in_parentheses(*type.precision) : "") +
           (type.timezone ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

/// Brackets stand before the collation: VARCHAR[] COLLATE "C".
std::string array_type(const schema::Type& type) {
    if (!type.item)
        fail_script("ARRAY needs the type of its items");
    std::string text = render_type(*type.item);
    std::string brackets;
    for (int i = 0; i < type.dimensions.value_or(1); ++i)
        brackets += "[]";
    const std::size_t collation = text.find(" COLLATE");
    return text.insert(collation == std::string::npos ? text.size() : collation, brackets);
}

std::string named_type(const schema::Type& type) {
    if (type.type_name.empty())
        fail_script("PostgreSQL " + std::string(type.name == "DOMAIN" ? "DOMAIN" : "ENUM") + " type requires a name.",
                    "", "give the type a name: Enum(…, name=\"…\")");
    return grammar().qualified(type.schema, type.type_name);
}

} // namespace

std::string render_type(const schema::Type& given) {
    const schema::Type& type = given.for_dialect("postgresql");
    const std::string& name = type.name;

    if (name == "DateTime" || name == "TIMESTAMP")
        return with_time_zone("TIMESTAMP", type);
    if (name == "Time" || name == "TIME")
        return with_time_zone("TIME", type);
    if (name == "Enum" || name == "ENUM")
        return !type.labels || type.labels->native_enum ? named_type(type) : string_type("VARCHAR", type);
    if (name == "DOMAIN")
        return named_type(type);
    if (name == "ARRAY")
        return array_type(type);
    if (name == "Uuid")
        return type.native_uuid ? "UUID" : "CHAR(32)";
    if (name == "Double")
        return "DOUBLE PRECISION";
    if (name == "Float" || name == "FLOAT")
        return type.precision && *type.precision != 0 ? "FLOAT" + in_parentheses(*type.precision) : "FLOAT";
    if (name == "LargeBinary" || name == "PickleType")
        return "BYTEA";
    if (name == "INTERVAL" || name == "Interval")
        return "INTERVAL" + (type.fields.empty() ? "" : " " + type.fields) +
               (type.precision ? " " + in_parentheses(*type.precision) : "");
    if (name == "BIT")
        return type.varying ? "BIT VARYING" + (type.length ? in_parentheses(*type.length) : "")
                            : "BIT" + in_parentheses(type.length.value_or(1));
    if (own_words().contains(name))
        return name;
    if (auto text = common_type(type))
        return *text;
    no_text_for(type, "PostgreSQL");
}

} // namespace limbeck::dialects::postgresql
