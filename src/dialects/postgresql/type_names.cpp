#include "dialects/postgresql/type_names.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

namespace limbeck::dialects::postgresql {

namespace {

/// SQLAlchemy's class for a type name of the server.
const std::map<std::string, std::string>& classes() {
    static const std::map<std::string, std::string> names = {
        {"hstore", "HSTORE"},
        {"json", "JSON"},
        {"jsonb", "JSONB"},
        {"int4range", "INT4RANGE"},
        {"int8range", "INT8RANGE"},
        {"numrange", "NUMRANGE"},
        {"daterange", "DATERANGE"},
        {"tsrange", "TSRANGE"},
        {"tstzrange", "TSTZRANGE"},
        {"int4multirange", "INT4MULTIRANGE"},
        {"int8multirange", "INT8MULTIRANGE"},
        {"nummultirange", "NUMMULTIRANGE"},
        {"datemultirange", "DATEMULTIRANGE"},
        {"tsmultirange", "TSMULTIRANGE"},
        {"tstzmultirange", "TSTZMULTIRANGE"},
        {"integer", "INTEGER"},
        {"bigint", "BIGINT"},
        {"smallint", "SMALLINT"},
        {"character varying", "VARCHAR"},
        {"character", "CHAR"},
        {"\"char\"", "String"},
        {"name", "String"},
        {"text", "TEXT"},
        {"numeric", "NUMERIC"},
        {"float", "FLOAT"},
        {"real", "REAL"},
        {"inet", "INET"},
        {"cidr", "CIDR"},
        {"citext", "CITEXT"},
        {"uuid", "UUID"},
        {"bit", "BIT"},
        {"bit varying", "BIT"},
        {"macaddr", "MACADDR"},
        {"macaddr8", "MACADDR8"},
        {"money", "MONEY"},
        {"oid", "OID"},
        {"regclass", "REGCLASS"},
        {"double precision", "DOUBLE_PRECISION"},
        {"timestamp", "TIMESTAMP"},
        {"timestamp with time zone", "TIMESTAMP"},
        {"timestamp without time zone", "TIMESTAMP"},
        {"time with time zone", "TIME"},
        {"time without time zone", "TIME"},
        {"date", "DATE"},
        {"time", "TIME"},
        {"bytea", "BYTEA"},
        {"boolean", "BOOLEAN"},
        {"tsvector", "TSVECTOR"},
        {"tsquery", "TSQUERY"},
    };
    return names;
}

std::vector<int> numbers(const std::string& text) {
    std::vector<int> found;
    for (std::size_t i = 0; i < text.size();) {
        char* end = nullptr;
        found.push_back(static_cast<int>(std::strtol(text.c_str() + i, &end, 10)));
        i = std::min(text.find(',', static_cast<std::size_t>(end - text.c_str())), text.size() - 1) + 1;
    }
    return found;
}

} // namespace

schema::TypePtr type_of_name(const std::string& format_type, const std::string& collation, bool exact) {
    std::string name = format_type;
    int dimensions = 0;
    while (name.ends_with("[]")) {
        name.resize(name.size() - 2);
        ++dimensions;
    }
    // The arguments stand in the middle of "timestamp(3) with time zone".
    std::vector<int> arguments;
    const std::size_t open = name.find('('), close = name.rfind(')');
    if (name.find('"') == std::string::npos && open != std::string::npos && close != std::string::npos) {
        arguments = numbers(name.substr(open + 1, close - open - 1));
        name.erase(open, close - open + 1);
    }

    auto type = std::make_shared<schema::Type>();
    if (const auto known = classes().find(name); known != classes().end() && !(exact && known->second == "String")) {
        type->name = known->second;
        type->timezone = name.ends_with(" with time zone");
        if (name == "numeric") {
            if (arguments.size() == 2) {
                type->precision = arguments[0];
                type->scale = arguments[1];
            }
        } else if (name == "double precision") {
            type->precision = 53;
        } else if (type->name == "TIMESTAMP" || type->name == "TIME") {
            if (!arguments.empty())
                type->precision = arguments[0];
        } else if (!arguments.empty()) {
            type->length = arguments[0];
        }
        type->varying = name == "bit varying";
        // SQLAlchemy itself has classes of these names, too.
        if (type->name == "TIMESTAMP" || type->name == "TIME" || type->name == "JSON")
            type->dialect = "postgresql";
    } else if (name == "interval" || name.starts_with("interval ")) {
        type->name = "INTERVAL";
        if (name.size() > 9)
            type->fields = name.substr(9);
        if (!arguments.empty())
            type->precision = arguments[0];
    } else {
        type->name = "UserDefined";
        type->spec = format_type.substr(0, format_type.size() - static_cast<std::size_t>(2 * dimensions));
    }
    if (!collation.empty())
        type->collation = collation;
    if (dimensions == 0)
        return type;
    auto array = std::make_shared<schema::Type>();
    array->name = "ARRAY";
    array->dialect = "postgresql";
    array->item = type;
    return array;
}

} // namespace limbeck::dialects::postgresql
