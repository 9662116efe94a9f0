#include "autogenerate/rendering.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"
#include "sql/plain.hpp"
#include "support/python_repr.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <unordered_map>
#include <unordered_set>

namespace limbeck::autogenerate::render {

namespace {

using schema::Type;

/// The arguments that a class of SQLAlchemy takes, in the order of its signature, as far as the members of a Type say
/// them; all others come with Type::python.
enum class Signature { Nothing, String, Numeric, Float, Boolean, Temporal, Length, Uuid, Interval };

/// Classes of SQLAlchemy itself.
const std::unordered_map<std::string_view, Signature>& shared_classes() {
    static const std::unordered_map<std::string_view, Signature> classes = {
        {"NullType", Signature::Nothing},   {"Integer", Signature::Nothing},    {"SmallInteger", Signature::Nothing},
        {"BigInteger", Signature::Nothing}, {"INTEGER", Signature::Nothing},    {"SMALLINT", Signature::Nothing},
        {"BIGINT", Signature::Nothing},     {"Date", Signature::Nothing},       {"DATE", Signature::Nothing},
        {"JSON", Signature::Nothing},       {"PickleType", Signature::Nothing}, {"String", Signature::String},
        {"Text", Signature::String},        {"Unicode", Signature::String},     {"UnicodeText", Signature::String},
        {"VARCHAR", Signature::String},     {"NVARCHAR", Signature::String},    {"CHAR", Signature::String},
        {"NCHAR", Signature::String},       {"TEXT", Signature::String},        {"CLOB", Signature::String},
        {"Numeric", Signature::Numeric},    {"NUMERIC", Signature::Numeric},    {"DECIMAL", Signature::Numeric},
        {"Float", Signature::Float},        {"FLOAT", Signature::Float},        {"REAL", Signature::Float},
        {"Double", Signature::Float},       {"DOUBLE", Signature::Float},       {"DOUBLE_PRECISION", Signature::Float},
        {"Boolean", Signature::Boolean},    {"BOOLEAN", Signature::Boolean},    {"MatchType", Signature::Boolean},
        {"DateTime", Signature::Temporal},  {"DATETIME", Signature::Temporal},  {"Time", Signature::Temporal},
        {"TIME", Signature::Temporal},      {"TIMESTAMP", Signature::Temporal}, {"LargeBinary", Signature::Length},
        {"BLOB", Signature::Length},        {"BINARY", Signature::Length},      {"VARBINARY", Signature::Length},
        {"Uuid", Signature::Uuid},          {"UUID", Signature::Uuid},          {"Interval", Signature::Interval},
        {"ARRAY", Signature::Nothing},      {"Enum", Signature::Nothing},
    };
    return classes;
}

/// Names that only one of SQLAlchemy's dialects has, so that a Type need not say which.
const std::unordered_set<std::string_view>& postgresql_classes() {
    static const std::unordered_set<std::string_view> names = {
        "BIT",
        "BYTEA",
        "CIDR",
        "CITEXT",
        "DOMAIN",
        "ENUM",
        "HSTORE",
        "INET",
        "INTERVAL",
        "JSONB",
        "JSONPATH",
        "MACADDR",
        "MACADDR8",
        "MONEY",
        "OID",
        "REGCLASS",
        "REGCONFIG",
        "TSQUERY",
        "TSVECTOR",
        "INT4RANGE",
        "INT8RANGE",
        "NUMRANGE",
        "DATERANGE",
        "TSRANGE",
        "TSTZRANGE",
        "INT4MULTIRANGE",
        "INT8MULTIRANGE",
        "NUMMULTIRANGE",
        "DATEMULTIRANGE",
        "TSMULTIRANGE",
        "TSTZMULTIRANGE",
    };
    return names;
}

/// The dialect whose module has the class; empty for SQLAlchemy's own.
std::string dialect_of(const Type& type, const Rendering& rendering) {
    if (!type.dialect.empty())
        return type.dialect;
    // Only a dialect's TIMESTAMP has a precision.
    const bool special = (type.name == "TIMESTAMP" || type.name == "TIME") && type.precision;
    if (!special && shared_classes().contains(type.name))
        return {};
    return postgresql_classes().contains(type.name) ? "postgresql" : rendering.dialect.name();
}

void number(Arguments& arguments, const char* name, const std::optional<int>& value) {
    if (value)
        arguments.push_back(std::string(name) + "=" + std::to_string(*value));
}

void text(Arguments& arguments, const char* name, const std::string& value) {
    if (!value.empty())
        arguments.push_back(std::string(name) + "=" + python_repr(value));
}

void flag(Arguments& arguments, const char* name, bool value, bool otherwise = false) {
    if (value != otherwise)
        arguments.push_back(std::string(name) + "=" + truth(value));
}

int longest(const std::vector<std::string>& labels) {
    std::ptrdiff_t length = 0;
    for (const std::string& label : labels)
        length = std::max(length, std::count_if(label.begin(), label.end(),
                                                [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    return static_cast<int>(length);
}

std::string schema_of(const Type& type, const Rendering& rendering) {
    if (type.labels && type.labels->inherit_schema && rendering.table)
        return rendering.table->schema;
    return type.schema;
}

bool is_there(const Type& type, const Rendering& rendering) {
    return rendering.types_there.contains({schema_of(type, rendering), type.type_name});
}

/// How the parts of a type are written: as a revision file wants them, or as Python's repr() does, with no module.
struct Style {
    const Rendering& rendering;
    bool as_repr = false;

    std::string prefix(const std::string& dialect_name) const {
        if (as_repr)
            return {};
        return dialect_name.empty() ? rendering.sa() : rendering.dialect_prefix(dialect_name);
    }
};

std::string one_type(const Type& type, const Style& style);

std::string inner_type(const Type& type, const Style& style) {
    return style.as_repr ? one_type(type, style) : render::type(type, style.rendering);
}

Arguments enum_arguments(const Type& type, const Rendering& rendering, bool create_type) {
    const schema::EnumLabels& labels = *type.labels;
    Arguments arguments;
    for (const std::string& label : labels.labels)
        arguments.push_back(python_repr(label));
    text(arguments, "name", type.type_name);
    flag(arguments, "create_type", create_type, true);
    flag(arguments, "native_enum", labels.native_enum, true);
    flag(arguments, "create_constraint", labels.create_constraint);
    if (type.length && *type.length != longest(labels.labels))
        number(arguments, "length", type.length);
    text(arguments, "schema", schema_of(type, rendering));
    return arguments;
}

Arguments domain_arguments(const Type& type, const Style& style) {
    const Rendering& rendering = style.rendering;
    const schema::DomainRules rules = type.domain.value_or(schema::DomainRules{});
    Arguments arguments = {python_repr(type.type_name), type.item ? inner_type(*type.item, style) : "None"};
    text(arguments, "collation", type.collation);
    if (rules.server_default)
        arguments.push_back("default=" + expression_text(rules.server_default, rendering));
    text(arguments, "constraint_name", rules.constraint_name);
    flag(arguments, "not_null", rules.not_null);
    if (rules.check)
        arguments.push_back("check=" + bare_text(rules.check, rendering));
    text(arguments, "schema", type.schema);
    flag(arguments, "create_type", rules.create_type && !(rendering.creates_types && is_there(type, rendering)), true);
    return arguments;
}

/// What the classes of sqlalchemy.dialects.mysql show, in the order of their signatures.
Arguments mysql_arguments(const Type& type) {
    static const std::unordered_set<std::string_view> floats = {"FLOAT", "DOUBLE", "REAL"},
                                                      moments = {"DATETIME", "TIME", "TIMESTAMP"};
    Arguments arguments;
    if (type.labels)
        for (const std::string& label : type.labels->labels)
            arguments.push_back(python_repr(label));
    const auto signs = [&] {
        flag(arguments, "unsigned", type.unsigned_);
        flag(arguments, "zerofill", type.zerofill);
    };
    number(arguments, "display_width", type.display_width);
    if (!floats.contains(type.name))
        signs();
    text(arguments, "charset", type.character_set);
    text(arguments, "collation", type.collation);
    number(arguments, moments.contains(type.name) ? "fsp" : "precision", type.precision);
    number(arguments, "scale", type.scale);
    if (floats.contains(type.name)) {
        flag(arguments, "asdecimal", type.name != "FLOAT");
        signs();
    }
    if (!type.labels)
        number(arguments, "length", type.length);
    return arguments;
}

Arguments arguments_of(const Type& type, const std::string& dialect_name, const Style& style) {
    Arguments arguments;
    if (dialect_name == "mysql")
        return mysql_arguments(type);
    const auto text_type = [&](const char* name) {
        arguments.push_back(std::string(name) + "=" +
                            (type.item ? inner_type(*type.item, style) : style.prefix("") + "Text()"));
    };
    const std::string& name = type.name;
    if (name == "ARRAY") {
        arguments.push_back(type.item ? inner_type(*type.item, style) : style.prefix("") + "NullType()");
        number(arguments, "dimensions", type.dimensions);
    } else if (type.labels) {
        const bool is_object = style.as_repr || !named_types(type, style.rendering).empty();
        arguments = enum_arguments(type, style.rendering, type.labels->create_type || !is_object);
    } else if (name == "DOMAIN") {
        arguments = domain_arguments(type, style);
    } else if (name == "HSTORE") {
        text_type("text_type");
    } else if (dialect_name == "postgresql" && (name == "JSON" || name == "JSONB")) {
        text_type("astext_type");
    } else if (name == "BIT") {
        number(arguments, "length", type.length);
        flag(arguments, "varying", type.varying);
    } else if (name == "INTERVAL") {
        number(arguments, "precision", type.precision);
        text(arguments, "fields", type.fields);
    } else if (name == "BYTEA") {
        number(arguments, "length", type.length);
    } else if (name == "CITEXT") {
        text(arguments, "collation", type.collation);
    }
    const auto found = shared_classes().find(name);
    switch (found == shared_classes().end() ? Signature::Nothing : found->second) {
    case Signature::Nothing:
        break;
    case Signature::String:
        number(arguments, "length", type.length);
        text(arguments, "collation", type.collation);
        break;
    case Signature::Numeric:
        number(arguments, "precision", type.precision);
        number(arguments, "scale", type.scale);
        break;
    case Signature::Float:
        number(arguments, "precision", type.precision);
        break;
    case Signature::Boolean:
        flag(arguments, "create_constraint", type.create_constraint);
        text(arguments, "name", type.type_name);
        break;
    case Signature::Temporal:
        flag(arguments, "timezone", type.timezone);
        number(arguments, "precision", type.precision);
        break;
    case Signature::Length:
        number(arguments, "length", type.length);
        break;
    case Signature::Uuid:
        flag(arguments, "native_uuid", type.native_uuid, true);
        break;
    case Signature::Interval:
        number(arguments, "second_precision", type.precision);
        break;
    }
    return arguments;
}

/// sqlalchemy.dialects.postgresql.array: "postgresql"
std::string dialect_of_module(const std::string& module) {
    constexpr std::string_view start = "sqlalchemy.dialects.";
    return module.starts_with(start) ? module.substr(start.size(), module.find('.', start.size()) - start.size()) : "";
}

/// The repr() that a class has itself, with its module.
std::string python_type(const Type& type, const Style& style) {
    const Rendering& rendering = style.rendering;
    const std::string& module = type.python->module;
    std::string text = type.python->text;
    if (style.as_repr)
        return text;
    if (module == "sqlalchemy" || module.starts_with("sqlalchemy.")) {
        // The type inside of an ARRAY or of JSON gets its module, too.
        Type unless_said;
        unless_said.name = "Text";
        const bool has_text = type.name == "HSTORE" || type.name == "JSONB" || type.name == "JSON";
        if (const Type* inside = type.item ? type.item.get() : has_text ? &unless_said : nullptr) {
            const std::string inner = one_type(*inside, {rendering, true});
            if (const auto at = text.find(inner, text.find('(')); at != std::string::npos)
                text.replace(at, inner.size(), render::type(*inside, rendering));
        }
        return style.prefix(dialect_of_module(module)) + text;
    }
    if (rendering.options.user_module_prefix)
        return *rendering.options.user_module_prefix + text;
    // Alembic leaves this import to the user; without it the file would not run.
    rendering.imports.insert("import " + module);
    return module + "." + text;
}

/// A type of the database that SQLAlchemy has no class for.
std::string type_by_text(const std::string& text, const Rendering& rendering) {
    std::string name;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_')
            break;
        name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return "type(" + python_repr(name.empty() ? "UserDefined" : name) + ", (" + rendering.sa() +
           "types.UserDefinedType,), {'cache_ok': True, 'get_col_spec': lambda self, **kw: " + python_repr(text) +
           "})()";
}

/// An enum type that the table must not create. Before SQLAlchemy 2.1 only ENUM took create_type=False.
bool is_made_elsewhere(const Type& type, const Rendering& rendering) {
    if (!type.labels || !type.labels->native_enum || (!rendering.creates_types && (type.python || type.name != "Enum")))
        return false;
    const bool is_told = !type.labels->create_type;
    return (is_told || (rendering.creates_types && is_there(type, rendering))) && !named_types(type, rendering).empty();
}

/// Without its variants.
std::string one_type(const Type& type, const Style& style) {
    const Rendering& rendering = style.rendering;
    if (!style.as_repr && is_made_elsewhere(type, rendering))
        return native_enum(type, rendering, false);
    if (type.python)
        return python_type(type, style);
    if (type.name == "UserDefined")
        return type_by_text(type.spec, rendering);
    if (type.name == "NullType" && type.stored_as)
        return type_by_text(*type.stored_as, rendering);
    const std::string dialect_name = dialect_of(type, rendering);
    // NullType and its like are no names of the package itself.
    const bool in_types =
        dialect_name.empty() && !style.as_repr && (type.name == "NullType" || type.name == "MatchType");
    return style.prefix(dialect_name) + (in_types ? "types." : "") + type.name + "(" +
           joined(arguments_of(type, dialect_name, style)) + ")";
}

/// A TypeDecorator that is another type on some database says so with variants that carry its own text: they are no
/// with_variant() of the user.
bool is_own_variant(const Type& type, const Type& variant) {
    return type.python && variant.python && type.python->module == variant.python->module &&
           type.python->text == variant.python->text;
}

} // namespace

std::string Rendering::dialect_prefix(std::string_view dialect_name) const {
    imports.insert("from sqlalchemy.dialects import " + std::string(dialect_name));
    return std::string(dialect_name) + ".";
}

std::string type(const schema::Type& type, const Rendering& rendering) {
    std::string text = one_type(type, {rendering});
    for (const auto& [dialect_name, variant] : type.variants)
        if (!is_own_variant(type, *variant))
            text += ".with_variant(" + one_type(*variant, {rendering}) + ", " + python_repr(dialect_name) + ")";
    return text;
}

std::string native_enum(const schema::Type& type, const Rendering& rendering, bool create_type) {
    return rendering.dialect_prefix(rendering.dialect.name()) + "ENUM(" +
           joined(enum_arguments(type, rendering, create_type)) + ")";
}

std::vector<const schema::Type*> named_types(const schema::Type& given, const Rendering& rendering) {
    const schema::Type& type = given.for_dialect(rendering.dialect.name());
    if (type.name == "ARRAY")
        return type.item ? named_types(*type.item, rendering) : std::vector<const schema::Type*>{};
    if (type.type_name.empty() || (!type.labels && !type.domain) || (type.labels && !type.labels->native_enum))
        return {};
    // Nothing to create: this database has no types of its own.
    if (rendering.dialect.ddl().create_enum(type, false, nullptr).empty())
        return {};
    return {&type};
}

} // namespace limbeck::autogenerate::render
