#include "sql/grammar.hpp"

#include "sql/scanner.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limbeck/error.hpp>

namespace limbeck::sql {

namespace {

// Words that SQL reserves, sorted.
constexpr std::string_view reserved_words[] = {
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "cross",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "new",
    "not",
    "notnull",
    "null",
    "off",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "right",
    "select",
    "session_user",
    "set",
    "similar",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "verbose",
    "when",
    "where",
};

class DefaultGrammar : public Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "default";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        if (needs_quotes(identifier, std::begin(reserved_words), std::end(reserved_words)))
            return quote_always(identifier);
        return std::string(identifier);
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    std::string render_type(const schema::Type& type) const override;
    bool writes_values_inline() const override { return false; }
    bool has_native_boolean() const override { return true; }
};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return result;
}

std::string DefaultGrammar::literal(const Value& value, const schema::Type*) const {
    if (value.is_null())
        return "NULL";
    if (const auto* v = value.get_if<bool>())
        return *v ? "true" : "false";
    if (const auto* v = value.get_if<std::int64_t>())
        return std::to_string(*v);
    if (const auto* v = value.get_if<double>())
        return float_text(*v);
    if (const auto* v = value.get_if<std::string>())
        return quoted_text(*v);
    if (const auto* v = value.get_if<Decimal>())
        return v->text;
    if (const auto* v = value.get_if<Date>())
        return quoted_text(v->text);
    if (const auto* v = value.get_if<Time>())
        return quoted_text(v->text);
    if (const auto* v = value.get_if<DateTime>())
        return quoted_text(v->text);
    if (const auto* v = value.get_if<Uuid>())
        return quoted_text(v->text);
    fail_script("a value of kind " + std::string(value.kind_name()) + " has no literal form");
}

std::string DefaultGrammar::render_type(const schema::Type& type) const {
    struct Name {
        std::string_view generic, sql;
    };
    static constexpr Name names[] = {
        {"String", "VARCHAR"},
        {"Unicode", "VARCHAR"},
        {"UnicodeText", "TEXT"},
        {"DateTime", "DATETIME"},
        {"Enum", "VARCHAR"},
        {"LargeBinary", "BLOB"},
        {"Interval", "DATETIME"},
        {"SmallInteger", "SMALLINT"},
        {"BigInteger", "BIGINT"},
        {"Uuid", "CHAR(32)"},
        {"NullType", "NULL"},
        {"ENUM", "VARCHAR"},
        {"DOUBLE_PRECISION", "DOUBLE PRECISION"},
    };
    std::string text = upper(type.name);
    for (const Name& name : names)
        if (name.generic == type.name)
            text = name.sql;
    if (!type.spec.empty())
        text = type.spec;
    if (type.length &&
        (text.ends_with("CHAR") || text.ends_with("TEXT") || text.ends_with("BINARY") || !type.spec.empty()))
        return text + "(" + std::to_string(*type.length) + ")";
    if (type.precision && (text == "NUMERIC" || text == "DECIMAL"))
        return text + "(" + std::to_string(*type.precision) +
               (type.scale ? ", " + std::to_string(*type.scale) : std::string()) + ")";
    return text;
}

} // namespace

bool Grammar::needs_quotes(std::string_view identifier, const std::string_view* reserved_begin,
                           const std::string_view* reserved_end) {
    if (identifier.empty())
        return true;
    const char first = identifier.front();
    if ((first >= '0' && first <= '9') || first == '$')
        return true;
    for (const char c : identifier)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$'))
            return true;
    return std::binary_search(reserved_begin, reserved_end, identifier);
}

const Quoting& Grammar::quoting() const {
    static constexpr Quoting standard;
    return standard;
}

std::string Grammar::quote_always(std::string_view identifier) const {
    const char quote = quoting().names.front();
    std::string result(1, quote);
    for (const char c : identifier) {
        if (c == quote)
            result += quote;
        result += c;
    }
    return result += quote;
}

std::string Grammar::qualified(std::string_view schema, std::string_view name) const {
    return schema.empty() ? quote(name) : quote(schema) + "." + quote(name);
}

std::string Grammar::inline_value(const Value& value, const schema::Type* type) const {
    return literal(value, type);
}

std::string Grammar::bind_cast(const schema::Type*) const {
    return {};
}

Value Grammar::bind_value(const Value& value, const schema::Type*) const {
    return value;
}

std::string fixed_text(double value, int digits) {
    std::array<char, 400> buffer;
    std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
    return buffer.data();
}

std::string without_hyphens(std::string_view uuid) {
    std::string text;
    for (const char c : uuid)
        if (c != '-')
            text += c;
    return text;
}

std::string canonical_uuid(std::string_view text) {
    std::string made = support::lower(without_hyphens(text));
    if (made.size() != 32)
        return std::string(text);
    for (const std::size_t at : {8, 13, 18, 23})
        made.insert(at, 1, '-');
    return made;
}

Value Grammar::convert_result(const Value& value, const schema::Type&) const {
    return value;
}

std::string Grammar::named_bind(std::string_view name) const {
    return ":" + std::string(name);
}

std::string Grammar::offline_text(std::string statement) const {
    return statement;
}

std::string Grammar::boolean(bool value) const {
    if (has_native_boolean())
        return value ? "true" : "false";
    return value ? "1" : "0";
}

std::optional<std::string> Grammar::function(std::string_view, const std::vector<std::string>&) const {
    return std::nullopt;
}

std::string Grammar::true_divisor(const std::string& right, const schema::Type* type) const {
    if (type && (type->name == "Numeric" || type->name == "NUMERIC" || type->name == "Float"))
        return "CAST(" + right + " AS " + render_type(*type) + ")";
    return "CAST(" + right + " AS " + render_type(*schema::make_type("Numeric")) + ")";
}

std::optional<std::string> Grammar::binary(const BinaryOperands&) const {
    return std::nullopt;
}

std::string Grammar::empty_in(bool negated) const {
    return std::string("NULL) ") + (negated ? "OR (1 = 1" : "AND (1 != 1");
}

std::string Grammar::concatenated(const std::vector<std::string>& parts) const {
    return support::joined(parts, " || ");
}

std::string Grammar::array(const std::vector<std::string>& elements, const schema::Type*) const {
    return "ARRAY[" + support::joined(elements) + "]";
}

std::string Grammar::update_from(const std::string& table, const std::string& assignments,
                                 const std::string& others) const {
    return table + " SET " + assignments + " FROM " + others;
}

std::string Grammar::delete_using(const std::string&, const std::string&) const {
    throw Error(Error::Kind::Unsupported, "DELETE … USING does not exist for " + dialect_name());
}

std::string Grammar::on_conflict(const Conflict& conflict) const {
    std::string text = "ON CONFLICT";
    if (!conflict.constraint.empty())
        text += " ON CONSTRAINT " + quote(conflict.constraint);
    else if (!conflict.elements.empty())
        text += " (" + conflict.elements + ")";
    else if (conflict.update)
        text += " ";
    if (!conflict.index_where.empty())
        text += " WHERE " + conflict.index_where;
    if (!conflict.update)
        return text + " DO NOTHING";
    std::vector<std::string> assignments;
    for (const auto& [column, value] : conflict.set)
        assignments.push_back(column + " = " + value);
    text += " DO UPDATE SET " + support::joined(assignments, ", ");
    return conflict.where.empty() ? text : text + " WHERE " + conflict.where;
}

std::string Grammar::next_value(const std::string& qualified_sequence) const {
    return "<next sequence value: " + qualified_sequence + ">";
}

std::string Grammar::distinct_on(const std::string&) const {
    return "DISTINCT ";
}

std::string Grammar::limit(const std::optional<std::string>& limit, const std::optional<std::string>& offset) const {
    std::string text;
    if (limit)
        text += "\n LIMIT " + *limit;
    if (offset) {
        if (!limit)
            text += "\n LIMIT -1";
        text += " OFFSET " + *offset;
    }
    return text;
}

std::string quoted_text(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += '\'';
        result += c;
    }
    return result += '\'';
}

std::string float_text(double value) {
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    if (value == 0)
        return std::signbit(value) ? "-0.0" : "0.0";
    std::array<char, 400> buffer;
    const double magnitude = std::fabs(value);
    const bool scientific = magnitude >= 1e16 || magnitude < 1e-4;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   scientific ? std::chars_format::scientific : std::chars_format::fixed);
    std::string text(buffer.data(), end.ptr);
    if (!scientific && text.find('.') == std::string::npos)
        text += ".0";
    return text;
}

const Grammar& default_grammar() {
    static const DefaultGrammar grammar;
    return grammar;
}

} // namespace limbeck::sql
