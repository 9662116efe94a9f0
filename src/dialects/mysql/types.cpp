#include "dialects/mysql/types.hpp"

#include "dialects/common_types.hpp"
#include "schema/affinity.hpp"
#include "sql/grammar.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <string_view>

namespace limbeck::dialects::mysql {

namespace {

bool is_any(const schema::Type& type, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return type.name == name; });
}

std::string number(int value) {
    return std::to_string(value);
}

/// UNSIGNED and ZEROFILL.
std::string signedness(const schema::Type& type) {
    return std::string(type.unsigned_ ? " UNSIGNED" : "") + (type.zerofill ? " ZEROFILL" : "");
}

/// CHARACTER SET and COLLATE.
std::string characters(const schema::Type& type) {
    return (type.character_set.empty() ? "" : " CHARACTER SET " + type.character_set) +
           (type.collation.empty() ? "" : " COLLATE " + type.collation);
}

std::string with_length(const std::string& name, const schema::Type& type) {
    return type.length ? name + "(" + number(*type.length) + ")" : name;
}

std::string integer(const std::string& name, const schema::Type& type) {
    return name + (type.display_width ? "(" + number(*type.display_width) + ")" : "") + signedness(type);
}

std::string exact(const std::string& name, const schema::Type& type) {
    std::string text = name;
    if (type.precision)
        text += "(" + number(*type.precision) + (type.scale ? ", " + number(*type.scale) : "") + ")";
    return text + signedness(type);
}

/// FLOAT may have a precision alone, the others both numbers or none.
std::string floating(const std::string& name, const schema::Type& type) {
    std::string text = name;
    if (type.precision && type.scale)
        text += "(" + number(*type.precision) + ", " + number(*type.scale) + ")";
    else if (type.precision && name == "FLOAT")
        text += "(" + number(*type.precision) + ")";
    return text + signedness(type);
}

/// Fractional seconds; PostgreSQL's are not these databases'.
std::string moment(const std::string& name, const schema::Type& type) {
    const bool said = type.precision && *type.precision != 0 && type.dialect != "postgresql";
    return said ? name + "(" + number(*type.precision) + ")" : name;
}

std::string varying(const schema::Type& type, const std::string& words, const std::string& asked,
                    const std::string& dialect) {
    if (!type.length)
        fail_script(asked + " requires a length on dialect " + dialect, "", "give the type a length: String(255)");
    return words + "(" + number(*type.length) + ")" + (words.starts_with("NATIONAL") ? "" : characters(type)) +
           (words.starts_with("NATIONAL") && !type.collation.empty() ? " COLLATE " + type.collation : "");
}

std::string members(const std::string& name, const schema::Type& type) {
    std::string text = name + "(";
    for (const std::string& label : type.labels->labels)
        text += (text.back() == '(' ? "" : ",") + quoted(label);
    return text + ")" + characters(type);
}

/// A type by its text, such as those of sqlalchemy.dialects.mysql that no other database has.
std::string by_its_text(const schema::Type& type) {
    if (type.spec == "SET" && type.labels)
        return members("SET", type);
    return type.spec + signedness(type) + characters(type);
}

std::string text_of(const schema::Type& type, const std::string& dialect) {
    const std::string& name = type.name;
    if (is_any(type, {"Enum", "ENUM"}) && type.labels)
        return type.labels->native_enum ? members("ENUM", type) : varying(type, "VARCHAR", "VARCHAR", dialect);
    if (name == "SET" && type.labels)
        return members("SET", type);
    if (is_any(type, {"String", "Unicode", "VARCHAR"}))
        return varying(type, "VARCHAR", "VARCHAR", dialect);
    if (name == "NVARCHAR")
        return varying(type, "NATIONAL VARCHAR", "NVARCHAR", dialect);
    if (name == "CHAR")
        return with_length("CHAR", type) + characters(type);
    if (name == "NCHAR")
        return with_length("NATIONAL CHAR", type) + (type.collation.empty() ? "" : " COLLATE " + type.collation);
    if (is_any(type, {"Text", "UnicodeText", "TEXT"}))
        return with_length("TEXT", type) + characters(type);
    if (is_any(type, {"TINYTEXT", "MEDIUMTEXT", "LONGTEXT"}))
        return name + characters(type);
    if (is_any(type, {"Integer", "INTEGER", "INT"}))
        return integer("INTEGER", type);
    if (is_any(type, {"BigInteger", "BIGINT"}))
        return integer("BIGINT", type);
    if (is_any(type, {"SmallInteger", "SMALLINT"}))
        return integer("SMALLINT", type);
    if (is_any(type, {"MEDIUMINT", "TINYINT"}))
        return integer(name, type);
    if (is_any(type, {"Numeric", "NUMERIC"}))
        return exact("NUMERIC", type);
    if (name == "DECIMAL")
        return exact("DECIMAL", type);
    if (is_any(type, {"Float", "FLOAT"}))
        return floating("FLOAT", type);
    if (is_any(type, {"Double", "DOUBLE"}))
        return floating("DOUBLE", type);
    if (name == "REAL")
        return floating("REAL", type);
    if (is_any(type, {"Boolean", "BOOLEAN", "MatchType"}))
        return "BOOL";
    if (is_any(type, {"DateTime", "DATETIME"}))
        return moment("DATETIME", type);
    if (is_any(type, {"Time", "TIME"}))
        return moment("TIME", type);
    if (name == "TIMESTAMP")
        return moment("TIMESTAMP", type);
    if (name == "Interval")
        return "DATETIME";
    if (name == "YEAR")
        return type.display_width ? "YEAR(" + number(*type.display_width) + ")" : "YEAR";
    if (name == "BIT" && !type.varying)
        return with_length("BIT", type);
    if (is_any(type, {"LargeBinary", "BLOB"}))
        return with_length("BLOB", type);
    if (name == "PickleType")
        return "BLOB";
    if (name == "VARBINARY" && !type.length)
        fail_script("VARBINARY requires a length on dialect " + dialect, "", "give the type a length");
    if (is_any(type, {"TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "INET4", "INET6"}))
        return name;
    if (name == "Uuid")
        return dialect == "mariadb" && type.native_uuid ? "UUID" : "CHAR(32)";
    if (name == "UserDefined")
        return by_its_text(type);
    if (auto text = common_type(type))
        return *text;
    no_text_for(type, dialect == "mariadb" ? "MariaDB" : "MySQL");
}

} // namespace

std::string quoted(std::string_view text) {
    std::string once = sql::quoted_text(text), twice;
    for (const char c : once) {
        if (c == '\\')
            twice += c;
        twice += c;
    }
    return twice;
}

std::string render_type(const schema::Type& type, const std::string& dialect) {
    return type.stored_as ? *type.stored_as : text_of(type, dialect);
}

std::string cast_type(const schema::Type& type, const std::string& dialect) {
    const std::string_view affinity = schema::affinity(type);
    if (affinity == "Integer" || is_any(type, {"MEDIUMINT", "TINYINT"}))
        return type.unsigned_ ? "UNSIGNED INTEGER" : "SIGNED INTEGER";
    if (type.name == "TIMESTAMP")
        return "DATETIME";
    if (is_any(type, {"DECIMAL", "DateTime", "DATETIME", "Date", "DATE", "Time", "TIME"}))
        return render_type(type, dialect);
    if (is_any(type, {"Numeric", "NUMERIC"}))
        return "DECIMAL" + render_type(type, dialect).substr(std::string_view("NUMERIC").size());
    if (is_any(type, {"LargeBinary", "BLOB", "BINARY", "VARBINARY", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB"}))
        return "BINARY";
    if (type.name == "JSON")
        return "JSON";
    if (affinity == "String" && !type.labels)
        return with_length("CHAR", type) + characters(type);
    throw Error(Error::Kind::Unsupported,
                "Datatype " + render_type(type, dialect) + " does not support CAST on MySQL/MariaDb", "",
                "cast to a type that CAST can give: Integer, Numeric(p, s), String, DateTime, Date, Time, JSON");
}

} // namespace limbeck::dialects::mysql
