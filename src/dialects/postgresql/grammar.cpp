#include "dialects/postgresql/grammar.hpp"

#include "dialects/common_types.hpp"
#include "dialects/postgresql/types.hpp"
#include "sql/scanner.hpp"
#include "support/hexadecimal.hpp"
#include "support/script_error.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <limbeck/error.hpp>
#include <string>
#include <string_view>

namespace limbeck::dialects::postgresql {

namespace {

// The words that SQLAlchemy quotes for this database, sorted.
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
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
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
    "fetch",
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
    "of",
    "off",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
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
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};

bool is_json(const schema::Type* type) {
    return type && (type->name == "JSON" || type->name == "JSONB");
}

std::string seconds_text(std::int64_t seconds, std::int64_t microseconds) {
    std::array<char, 48> buffer;
    std::snprintf(buffer.data(), buffer.size(), "%lld.%06lld", static_cast<long long>(seconds),
                  static_cast<long long>(microseconds));
    return buffer.data();
}

/// psycopg2 puts a space before a negative number, so that "a -" and "-1" do not make a comment.
std::string number_text(std::string text) {
    return text.starts_with('-') ? " " + text : text;
}

bool has_offset(std::string_view time) {
    return time.find_last_of("+-Z") != std::string_view::npos && time.find_last_of("+-Z") > time.find(':');
}

/// A string constant; one with a backslash is written so that it means the same whatever standard_conforming_strings
/// is.
/// What a Uuid that is no type of the database's own is stored as.
std::optional<std::string> digits_of_uuid(const Value& value, const schema::Type* type) {
    if (!type || type->name != "Uuid" || type->native_uuid)
        return std::nullopt;
    if (const auto* uuid = value.get_if<Uuid>())
        return sql::without_hyphens(uuid->text);
    if (const auto* text = value.get_if<std::string>())
        return sql::without_hyphens(*text);
    return std::nullopt;
}

std::string text_constant(std::string_view text) {
    if (text.find('\\') == std::string_view::npos)
        return sql::quoted_text(text);
    std::string result = " E'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            result += c;
        result += c;
    }
    return result += '\'';
}

/// {a,b}: a path into JSON.
std::string path_text(const Value& path) {
    if (const auto* text = path.get_if<std::string>())
        return *text;
    std::string result = "{";
    for (const Value& step : path.as_list()) {
        if (result.size() > 1)
            result += ", ";
        if (const auto* index = step.get_if<std::int64_t>())
            result += std::to_string(*index);
        else
            result += step.as_text();
    }
    return result + "}";
}

class PostgresqlGrammar final : public sql::Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "postgresql";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        if (needs_quotes(identifier, std::begin(reserved_words), std::end(reserved_words)))
            return quote_always(identifier);
        return std::string(identifier);
    }
    /// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
    const sql::Quoting& quoting() const override {
        static constexpr sql::Quoting rules{
            .escape_texts = true, .dollar_texts = true, .nested_comments = true, .folds_words = true};
        return rules;
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    std::string inline_value(const Value& value, const schema::Type* type) const override;
    std::string bind_cast(const schema::Type* type) const override;
    Value convert_result(const Value& value, const schema::Type& type) const override;
    std::string render_type(const schema::Type& type) const override { return postgresql::render_type(type); }
    bool is_ordered_as_compared(const schema::Type& type) const override {
        return Grammar::is_ordered_as_compared(type) && type.name != "REAL";
    }
    bool writes_values_inline() const override { return true; }

    std::string named_bind(std::string_view name) const override { return "%(" + std::string(name) + ")s"; }
    std::string offline_text(std::string statement) const override {
        std::string result;
        for (const char c : statement) {
            result += c;
            if (c == '%')
                result += c;
        }
        return result;
    }

    bool has_native_boolean() const override { return true; }
    std::optional<std::string> function(std::string_view name,
                                        const std::vector<std::string>& arguments) const override;
    std::optional<std::string> binary(const BinaryOperands& operands) const override;
    std::string next_value(const std::string& qualified_sequence) const override {
        return "nextval(" + sql::quoted_text(qualified_sequence) + ")";
    }

    std::string distinct_on(const std::string& columns) const override { return "DISTINCT ON (" + columns + ") "; }
    std::string limit(const std::optional<std::string>& limit,
                      const std::optional<std::string>& offset) const override {
        std::string text;
        if (limit)
            text += " \n LIMIT " + *limit;
        if (offset) {
            if (!limit)
                text += "\n LIMIT ALL";
            text += " OFFSET " + *offset;
        }
        return text;
    }
    std::string delete_using(const std::string& table, const std::string& others) const override {
        return "FROM " + table + " USING " + others;
    }
    /// An empty one cannot tell its type.
    std::string array(const std::vector<std::string>& elements, const schema::Type* type) const override {
        const bool typed = elements.empty() && type && type->item && type->item->name != "NullType";
        return Grammar::array(elements, type) + (typed ? "::" + render_type(*type) : "");
    }
    ReturnedKeys returned_keys() const override { return ReturnedKeys::All; }
};

std::string PostgresqlGrammar::literal(const Value& value, const schema::Type* declared) const {
    const schema::Type* type = declared ? &declared->for_dialect(dialect_name()) : nullptr;
    if (value.is_null())
        return "NULL";
    if (const auto digits = digits_of_uuid(value, type))
        return sql::quoted_text(*digits);
    if (const auto* interval = value.get_if<Interval>()) {
        const double seconds = static_cast<double>(interval->days) * 86400.0 + static_cast<double>(interval->seconds) +
                               static_cast<double>(interval->microseconds) / 1e6;
        return "make_interval(secs=>" + sql::float_text(seconds) + ")";
    }
    if (is_json(type))
        return sql::quoted_text(sql::json_text(value));
    if (type && type->name == "JSONPathType")
        return sql::quoted_text(path_text(value));
    if (const auto* bytes = value.get_if<Bytes>())
        return "'\\x" + support::hexadecimal(bytes->data) + "'";
    if (const auto* list = value.get_if<List>()) {
        std::string text = "ARRAY[";
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i)
                text += ", ";
            text += literal((*list)[i], type ? type->item.get() : nullptr);
        }
        return text + "]";
    }
    if (const auto* moment = value.get_if<DateTime>(); moment && type && (type->name == "Date" || type->name == "DATE"))
        return sql::quoted_text(std::string_view(moment->text).substr(0, 10));
    if (const auto* text = value.get_if<std::string>(); text && type && is_number_in_text(*text, *type))
        return *text;
    return sql::default_grammar().literal(value, nullptr);
}

/// What psycopg2's adaptation writes.
std::string PostgresqlGrammar::inline_value(const Value& value, const schema::Type* declared) const {
    const schema::Type* type = declared ? &declared->for_dialect(dialect_name()) : nullptr;
    if (const auto digits = digits_of_uuid(value, type))
        return text_constant(*digits);
    if (is_json(type) && !(value.is_null() && type->rows.none_as_null))
        return text_constant(sql::json_text(value));
    if (type && type->name == "JSONPathType")
        return text_constant(path_text(value));
    if (value.is_null())
        return "NULL";
    if (const auto* truth = value.get_if<bool>())
        return *truth ? "true" : "false";
    if (const auto* number = value.get_if<std::int64_t>())
        return number_text(std::to_string(*number));
    if (const auto* real = value.get_if<double>()) {
        if (std::isnan(*real))
            return "'NaN'::float";
        if (std::isinf(*real))
            return *real > 0 ? "'Infinity'::float" : "'-Infinity'::float";
        return number_text(sql::float_text(*real));
    }
    if (const auto* text = value.get_if<std::string>())
        return text_constant(*text);
    if (const auto* decimal = value.get_if<Decimal>()) {
        if (decimal->text.find_first_of("0123456789") == std::string::npos)
            return "'NaN'::numeric";
        return number_text(decimal->text);
    }
    if (const auto* bytes = value.get_if<Bytes>())
        return literal(*bytes, nullptr) + "::bytea";
    if (const auto* date = value.get_if<Date>())
        return "'" + date->text + "'::date";
    if (const auto* time = value.get_if<Time>())
        return "'" + time->text + (has_offset(time->text) ? "'::timetz" : "'::time");
    if (const auto* moment = value.get_if<DateTime>()) {
        std::string text = moment->text;
        if (text.size() > 10 && text[10] == ' ')
            text[10] = 'T';
        return "'" + text + (has_offset(std::string_view(text).substr(10)) ? "'::timestamptz" : "'::timestamp");
    }
    if (const auto* interval = value.get_if<Interval>())
        return "'" + std::to_string(interval->days) + " days " +
               seconds_text(interval->seconds, interval->microseconds) + " seconds'::interval";
    if (const auto* uuid = value.get_if<Uuid>())
        return "'" + uuid->text + "'::uuid";
    if (const auto* list = value.get_if<List>()) {
        bool all_null = true;
        std::string text;
        for (const Value& item : *list) {
            all_null = all_null && item.is_null();
            if (!text.empty())
                text += ",";
            text += inline_value(item, type ? type->item.get() : nullptr);
        }
        return all_null ? "'{" + text + "}'" : "ARRAY[" + text + "]";
    }
    if (const auto* map = value.get_if<Map>()) {
        if (type && type->name == "HSTORE") {
            const auto escaped = [](const std::string& text) {
                std::string result = "\"";
                for (const char c : text) {
                    if (c == '"' || c == '\\')
                        result += '\\';
                    result += c;
                }
                return result + "\"";
            };
            std::string text;
            for (const auto& [key, item] : map->entries()) {
                if (!text.empty())
                    text += ", ";
                text += escaped(key) + "=>" + (item.is_null() ? "NULL" : escaped(item.as_text()));
            }
            return text_constant(text);
        }
        fail_script("can't adapt type 'dict'", {}, "give the bind a JSON type, or use json.dumps()");
    }
    fail_script("can't adapt a value of kind " + std::string(value.kind_name()));
}

/// The types for which SQLAlchemy says which type a bind has.
std::string PostgresqlGrammar::bind_cast(const schema::Type* declared) const {
    if (!declared)
        return {};
    const schema::Type& type = declared->for_dialect(dialect_name());
    if (is_json(&type))
        return "::" + type.name;
    if ((type.name == "Uuid" && type.native_uuid) || type.name == "UUID")
        return "::UUID";
    if (type.name == "ARRAY" && type.item && type.item->name != "NullType")
        return "::" + render_type(type);
    return {};
}

Value PostgresqlGrammar::convert_result(const Value& value, const schema::Type& declared) const {
    const schema::Type& type = declared.for_dialect(dialect_name());
    if (const auto* list = value.get_if<List>(); list && type.name == "ARRAY" && type.item) {
        List items;
        for (const Value& item : *list) // of several dimensions: lists of lists
            items.push_back(convert_result(item, item.get_if<List>() ? declared : *type.item));
        return items;
    }
    const bool is_number = type.name == "Numeric" || type.name == "NUMERIC" || type.name == "DECIMAL" ||
                           type.name == "Float" || type.name == "FLOAT" || type.name == "REAL" ||
                           type.name == "Double" || type.name == "DOUBLE" || type.name == "DOUBLE_PRECISION";
    if (const auto* decimal = value.get_if<Decimal>(); decimal && is_number && !type.rows.asdecimal)
        return std::strtod(decimal->text.c_str(), nullptr);
    if (const auto* number = value.get_if<std::int64_t>(); number && is_number && !type.rows.asdecimal)
        return static_cast<double>(*number);
    if (const auto* number = value.get_if<double>(); number && is_number && type.rows.asdecimal)
        return Decimal{sql::fixed_text(*number, type.rows.decimal_return_scale.value_or(type.scale.value_or(10)))};
    if (type.name != "Uuid" && type.name != "UUID")
        return value;
    if (const auto* uuid = value.get_if<Uuid>())
        return type.rows.as_uuid ? value : Value(uuid->text);
    if (const auto* text = value.get_if<std::string>()) {
        std::string uuid = sql::canonical_uuid(*text);
        return type.rows.as_uuid ? Value(Uuid{std::move(uuid)}) : Value(std::move(uuid));
    }
    return value;
}

std::optional<std::string> PostgresqlGrammar::function(std::string_view name,
                                                       const std::vector<std::string>& arguments) const {
    if (name == "substring" && arguments.size() >= 2)
        return "SUBSTRING(" + arguments[0] + " FROM " + arguments[1] +
               (arguments.size() > 2 ? " FOR " + arguments[2] : "") + ")";
    if (name == "aggregate_strings" && arguments.size() == 2)
        return "string_agg(" + arguments[0] + ", " + arguments[1] + ")";
    return std::nullopt;
}

std::optional<std::string> PostgresqlGrammar::binary(const BinaryOperands& operands) const {
    const std::string& left = operands.left;
    const std::string& right = operands.right;
    const std::string escape = operands.escape ? " ESCAPE " + *operands.escape : "";
    if (operands.op == "ilike")
        return left + " ILIKE " + right + escape;
    if (operands.op == "not_ilike")
        return left + " NOT ILIKE " + right + escape;
    if (operands.op == "json_getitem" || operands.op == "json_path_getitem") {
        const bool path = operands.op == "json_path_getitem";
        const auto grouped = [&](const std::string& text) { return operands.nested ? "(" + text + ")" : text; };
        if (operands.type && !is_json(operands.type))
            return "CAST(" + grouped(left + (path ? " #>> " : " ->> ") + right) + " AS " + render_type(*operands.type) +
                   ")";
        if (!path && operands.left_type && operands.left_type->name == "JSONB")
            return (operands.left_is_call ? "(" + left + ")" : left) + "[" + right + "]";
        return grouped(left + (path ? " #> " : " -> ") + right);
    }
    return std::nullopt;
}

} // namespace

const sql::Grammar& grammar() {
    static const PostgresqlGrammar grammar;
    return grammar;
}

} // namespace limbeck::dialects::postgresql
