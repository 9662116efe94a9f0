#include "dialects/postgresql/comparison.hpp"

#include "dialects/postgresql/ddl_writer.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/reflected_text.hpp"
#include "sql/expression.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <string_view>
#include <unordered_map>

namespace limbeck::dialects::postgresql {

using support::lower;

namespace {

using Answer = Comparison::Answer;

std::string in_parentheses(std::optional<int> number) {
    return number ? "(" + std::to_string(*number) + ")" : "";
}

/// Types that have no arguments, by SQLAlchemy's name.
const std::unordered_map<std::string_view, const char*>& plain_types() {
    static const std::unordered_map<std::string_view, const char*> names = {
        {"Integer", "integer"},
        {"INTEGER", "integer"},
        {"INT", "integer"},
        {"BigInteger", "bigint"},
        {"BIGINT", "bigint"},
        {"SmallInteger", "smallint"},
        {"SMALLINT", "smallint"},
        {"Boolean", "boolean"},
        {"BOOLEAN", "boolean"},
        {"Double", "double precision"},
        {"DOUBLE", "double precision"},
        {"DOUBLE_PRECISION", "double precision"},
        {"REAL", "real"},
        {"Date", "date"},
        {"DATE", "date"},
        {"LargeBinary", "bytea"},
        {"PickleType", "bytea"},
        {"BYTEA", "bytea"},
        {"JSON", "json"},
        {"JSONB", "jsonb"},
        {"UUID", "uuid"},
        {"INET", "inet"},
        {"CIDR", "cidr"},
        {"MACADDR", "macaddr"},
        {"MACADDR8", "macaddr8"},
        {"MONEY", "money"},
        {"OID", "oid"},
        {"REGCLASS", "regclass"},
        {"TSVECTOR", "tsvector"},
        {"TSQUERY", "tsquery"},
        {"INT4RANGE", "int4range"},
        {"INT8RANGE", "int8range"},
        {"NUMRANGE", "numrange"},
        {"DATERANGE", "daterange"},
        {"TSRANGE", "tsrange"},
        {"TSTZRANGE", "tstzrange"},
        {"INT4MULTIRANGE", "int4multirange"},
        {"INT8MULTIRANGE", "int8multirange"},
        {"NUMMULTIRANGE", "nummultirange"},
        {"DATEMULTIRANGE", "datemultirange"},
        {"TSMULTIRANGE", "tsmultirange"},
        {"TSTZMULTIRANGE", "tstzmultirange"},
        // Of extensions.
        {"HSTORE", "hstore"},
        {"CITEXT", "citext"},
    };
    return names;
}

std::optional<std::string> name_without_collation(const schema::Type& type) {
    const std::string& name = type.name;
    if (name == "Enum" || name == "ENUM") {
        if (type.labels && !type.labels->native_enum)
            return "character varying" + in_parentheses(type.length);
        if (type.type_name.empty() || (type.labels && type.labels->inherit_schema))
            return std::nullopt;
        return "enum " + grammar().qualified(type.schema, type.type_name);
    }
    if (name == "DOMAIN")
        return "domain " + grammar().qualified(type.schema, type.type_name);
    if (const auto plain = plain_types().find(name); plain != plain_types().end())
        return plain->second;
    if (name == "String" || name == "VARCHAR" || name == "Unicode")
        return "character varying" + in_parentheses(type.length);
    if (name == "Text" || name == "TEXT" || name == "UnicodeText")
        return type.length ? std::nullopt : std::optional<std::string>("text");
    if (name == "CHAR" || name == "NCHAR")
        return "character" + in_parentheses(type.length.value_or(1));
    if (name == "Numeric" || name == "NUMERIC" || name == "DECIMAL")
        return type.precision
                   ? "numeric(" + std::to_string(*type.precision) + "," + std::to_string(type.scale.value_or(0)) + ")"
                   : "numeric";
    if (name == "Float" || name == "FLOAT")
        return type.precision.value_or(53) <= 24 && type.precision.value_or(0) > 0 ? "real" : "double precision";
    if (name == "DateTime" || name == "TIMESTAMP" || name == "Time" || name == "TIME") {
        const bool is_time = name == "Time" || name == "TIME";
        return (is_time ? "time" : "timestamp") + in_parentheses(type.precision) +
               (type.timezone ? " with time zone" : " without time zone");
    }
    if (name == "Uuid")
        return type.native_uuid ? "uuid" : "character(32)";
    if (name == "INTERVAL" || name == "Interval")
        return "interval" + (type.fields.empty() ? "" : " " + lower(type.fields)) + in_parentheses(type.precision);
    if (name == "BIT")
        return type.varying ? "bit varying" + in_parentheses(type.length)
                            : "bit" + in_parentheses(type.length.value_or(1));
    return std::nullopt;
}

/// 'it''s', or 'it''s'::text; then `rest` is what follows the literal.
bool is_literal(const std::string& text, std::string& value, std::string& rest) {
    if (text.size() < 2 || text.front() != '\'')
        return false;
    value.clear();
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '\'') {
            value += text[i];
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == '\'') {
            value += text[i++];
            continue;
        }
        rest = text.substr(i + 1);
        return true;
    }
    return false;
}

bool is_cast(const std::string& rest) {
    return rest.starts_with("::") && rest.find_first_of("'(|+*/<>=") == std::string::npos;
}

bool is_integer(const std::string& text) {
    const std::size_t digits = text.starts_with('-') ? 1 : 0;
    return text.size() > digits &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(digits), text.end(),
                       [](unsigned char c) { return std::isdigit(c); }) &&
           (text.size() == digits + 1 || text[digits] != '0');
}

/// Types whose values are kept as the text that they are given.
bool keeps_text(const std::string& type) {
    return type == "text" || type.starts_with("character varying") || type.starts_with("enum ");
}

/// 1.50 as 1.5, if it is a number.
std::string shortest_decimal(const std::string& text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string::npos || dot + 1 == text.size())
        return is_integer(text) ? text : std::string();
    const std::string whole = text.substr(0, dot), fraction = text.substr(dot + 1);
    const bool are_digits =
        std::all_of(fraction.begin(), fraction.end(), [](unsigned char c) { return std::isdigit(c); });
    if (!are_digits || (!is_integer(whole) && whole != "-0"))
        return {};
    const std::size_t last = fraction.find_last_not_of('0');
    if (last != std::string::npos)
        return whole + "." + fraction.substr(0, last + 1);
    return whole == "-0" ? "0" : whole;
}

/// Several words stand for the time at which the transaction began.
std::string one_word(const std::string& call) {
    return call == "current_timestamp" || call == "transaction_timestamp()" ? "now()" : call;
}

bool is_integral(const std::string& type) {
    return type == "integer" || type == "bigint" || type == "smallint";
}

/// Texts whose words PostgreSQL keeps, whatever their case: calls without arguments, and what SQL writes without
/// parentheses.
bool is_plain_call(const std::string& text) {
    static const std::unordered_map<std::string_view, bool> words = {
        {"current_timestamp", true},
        {"current_date", true},
        {"current_time", true},
        {"localtimestamp", true},
        {"localtime", true},
        {"current_user", true},
        {"session_user", true},
        {"true", true},
        {"false", true},
        {"now()", true},
        {"gen_random_uuid()", true},
        {"transaction_timestamp()", true},
        {"clock_timestamp()", true},
        {"uuid_generate_v4()", true},
        {"statement_timestamp()", true},
    };
    return words.contains(text);
}

} // namespace

std::optional<std::string> full_type_name(const schema::Type& given) {
    const schema::Type& type = given.for_dialect("postgresql");
    std::optional<std::string> name;
    const schema::Type* collated = &type;
    if (type.name == "ARRAY") {
        if (!type.item)
            return std::nullopt;
        const schema::Type& item = type.item->for_dialect("postgresql");
        collated = item.collation.empty() ? &type : &item;
        if ((name = name_without_collation(item)))
            *name += "[]";
    } else {
        name = name_without_collation(type);
    }
    if (name && !collated->collation.empty() && type.name != "DOMAIN")
        *name += " collate \"" + collated->collation + "\"";
    return name;
}

std::optional<std::string> PostgresqlComparison::text_of(const sql::ExpressionPtr& expression) const {
    if (!expression)
        return std::nullopt;
    try {
        return writer_.expression(expression);
    } catch (const Error&) {
        return std::nullopt; // has no text by itself; the scratch place will say what is wrong with it
    }
}

Answer PostgresqlComparison::same_type(const schema::Type& declared, const schema::Type& stored) const {
    const auto ours = full_type_name(declared), theirs = full_type_name(stored);
    if (ours && theirs) {
        if (*ours == *theirs)
            return Answer::Same;
        // A collation may be the one that the type has anyway, a schema the default one.
        const auto bare = [](const std::string& name) { return name.substr(0, name.find(" collate ")); };
        const bool named = ours->starts_with("enum ") || ours->starts_with("domain ");
        if (bare(*ours) == bare(*theirs) || (named && theirs->substr(0, 5) == ours->substr(0, 5)))
            return Answer::Unknown;
        return Answer::Different;
    }
    const schema::Type& own = declared.for_dialect("postgresql");
    const bool same_words =
        own.name == "UserDefined" && stored.name == "UserDefined" && lower(own.spec) == lower(stored.spec);
    return same_words ? Answer::Same : Answer::Unknown;
}

Answer PostgresqlComparison::same_default(const schema::Column& declared, const schema::Column& stored) const {
    if (declared.autoincremented || stored.autoincremented)
        return declared.autoincremented && stored.autoincremented ? Answer::Same : Answer::Unknown;
    if (!declared.server_default)
        return stored.server_default ? Answer::Different : Answer::Same;
    const auto ours = text_of(declared.server_default);
    if (!ours)
        return Answer::Unknown;
    const std::string bare = without_outer_parentheses(*ours, grammar().quoting());
    if (!stored.server_default) {
        std::string value, rest;
        const bool is_value = is_integer(bare) || is_plain_call(lower(bare)) ||
                              (is_literal(bare, value, rest) && (rest.empty() || is_cast(rest)));
        return lower(bare) == "null" ? Answer::Same : is_value ? Answer::Different : Answer::Unknown;
    }
    const auto theirs = text_of(stored.server_default);
    if (!theirs)
        return Answer::Unknown;
    if (*ours == *theirs)
        return Answer::Same;

    const auto type = stored.type ? full_type_name(*stored.type) : std::nullopt;
    const std::string type_name = type.value_or("").substr(0, type.value_or("").find(" collate "));
    std::string our_value, our_rest, their_value, their_rest;
    const bool our_literal = is_literal(bare, our_value, our_rest) && (our_rest.empty() || is_cast(our_rest));
    const bool their_literal = is_literal(*theirs, their_value, their_rest) && is_cast(their_rest);
    if (our_literal && their_literal && keeps_text(type_name)) {
        // 'x' of a VARCHAR(1) is cut, or refused; only the server knows.
        if (our_value == their_value)
            return Answer::Same;
        return our_rest.empty() && type_name.find('(') == std::string::npos ? Answer::Different : Answer::Unknown;
    }
    if (our_literal && their_literal && our_rest.empty() && our_value == their_value)
        return Answer::Same; // told as it was given: '{}'::jsonb
    // The server writes a negative number as '-1'::integer.
    const auto number = [](bool literal, const std::string& value, const std::string& text) {
        return literal && is_integer(value) ? value : is_integer(text) ? text : std::string();
    };
    const std::string our_number = number(our_literal && our_rest.empty(), our_value, bare);
    const std::string their_number = number(their_literal, their_value, *theirs);
    if (is_integral(type_name) && !our_number.empty() && !their_number.empty())
        return our_number == their_number ? Answer::Same : Answer::Different;
    if (type_name.starts_with("numeric") && (!our_literal || our_rest.empty())) {
        const std::string ours_short = shortest_decimal(our_literal ? our_value : bare);
        if (!ours_short.empty() && ours_short == shortest_decimal(their_literal ? their_value : *theirs))
            return Answer::Same;
    }
    const std::string our_call = lower(bare), their_call = lower(*theirs);
    if (is_plain_call(our_call) && is_plain_call(their_call))
        return one_word(our_call) == one_word(their_call) ? Answer::Same : Answer::Different;
    return Answer::Unknown;
}

Answer PostgresqlComparison::same_expression(const sql::ExpressionPtr& declared,
                                             const sql::ExpressionPtr& stored) const {
    const auto ours = text_of(declared), theirs = text_of(stored);
    if (!ours || !theirs)
        return Answer::Unknown;
    return without_outer_parentheses(*ours, grammar().quoting()) ==
                   without_outer_parentheses(*theirs, grammar().quoting())
               ? Answer::Same
               : Answer::Unknown;
}

} // namespace limbeck::dialects::postgresql
