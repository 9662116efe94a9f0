#include "dialects/sqlite/grammar.hpp"

#include "dialects/common_types.hpp"
#include "dialects/sqlite/types.hpp"
#include "sql/expression.hpp"
#include "sql/scanner.hpp"
#include "support/hexadecimal.hpp"
#include "support/script_error.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limbeck/error.hpp>
#include <string>
#include <string_view>

namespace limbeck::dialects::sqlite {

namespace {

// The words that SQLAlchemy quotes for this database, sorted.
constexpr std::string_view reserved_words[] = {
    "add",       "after",      "all",           "alter",     "analyze",      "and",          "as",
    "asc",       "attach",     "autoincrement", "before",    "begin",        "between",      "by",
    "cascade",   "case",       "cast",          "check",     "collate",      "column",       "commit",
    "conflict",  "constraint", "create",        "cross",     "current_date", "current_time", "current_timestamp",
    "database",  "default",    "deferrable",    "deferred",  "delete",       "desc",         "detach",
    "distinct",  "drop",       "each",          "else",      "end",          "escape",       "except",
    "exclusive", "exists",     "explain",       "fail",      "false",        "for",          "foreign",
    "from",      "full",       "glob",          "group",     "having",       "if",           "ignore",
    "immediate", "in",         "index",         "indexed",   "initially",    "inner",        "insert",
    "instead",   "intersect",  "into",          "is",        "isnull",       "join",         "key",
    "left",      "like",       "limit",         "match",     "natural",      "not",          "notnull",
    "null",      "of",         "offset",        "on",        "or",           "order",        "outer",
    "plan",      "pragma",     "primary",       "query",     "raise",        "references",   "reindex",
    "rename",    "replace",    "restrict",      "right",     "rollback",     "row",          "select",
    "set",       "table",      "temp",          "temporary", "then",         "to",           "transaction",
    "trigger",   "true",       "union",         "unique",    "update",       "using",        "vacuum",
    "values",    "view",       "virtual",       "when",      "where",
};

bool any_of(const schema::Type* type, std::initializer_list<std::string_view> names) {
    if (type)
        for (const std::string_view name : names)
            if (type->name == name)
                return true;
    return false;
}

bool is_json(const schema::Type* type) {
    return any_of(type, {"JSON", "JSONB"});
}
bool is_moment(const schema::Type* type) {
    return any_of(type, {"DateTime", "DATETIME", "TIMESTAMP"});
}
bool is_date(const schema::Type* type) {
    return any_of(type, {"Date", "DATE"});
}
bool is_time(const schema::Type* type) {
    return any_of(type, {"Time", "TIME"});
}
bool is_uuid(const schema::Type* type) {
    return any_of(type, {"Uuid", "UUID"});
}
bool is_number(const schema::Type* type) {
    return any_of(type,
                  {"Numeric", "NUMERIC", "DECIMAL", "Float", "FLOAT", "REAL", "Double", "DOUBLE", "DOUBLE_PRECISION"});
}
bool is_boolean(const schema::Type* type) {
    return any_of(type, {"Boolean", "BOOLEAN"});
}

/// HH:MM:SS.ffffff, without an offset.
std::string full_time(std::string_view time) {
    const std::size_t offset = time.find_first_of("+-Z");
    std::string text(time.substr(0, offset));
    const std::size_t dot = text.find('.');
    if (dot == std::string::npos)
        return text + ".000000";
    text.resize(dot + 7, '0');
    return text;
}

/// Without a fraction of zero.
/// The text, if it begins with digits where `form` has zeros, and with its signs elsewhere ("T" may stand for a blank);
/// what is not `whole` may go on. SQLite keeps any text in any column, and SQLAlchemy fails to read it, too.
std::string in_form(std::string text, std::string_view form, bool whole = false) {
    bool good = whole ? text.size() == form.size() : text.size() >= form.size();
    for (std::size_t i = 0; good && i < form.size(); ++i) {
        if (form[i] == ' ' && text[i] == 'T')
            text[i] = ' ';
        good = form[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
    }
    if (!good)
        throw Error(Error::Kind::Database, "a column of dates or times holds the text '" + text + "', which is none",
                    {}, "Read the column as text, or write what it holds in the form " + std::string(form) + ".");
    return text;
}

std::string short_time(std::string text) {
    const std::size_t dot = text.find('.');
    if (dot != std::string::npos && text.find_first_not_of('0', dot + 1) == std::string::npos)
        text.erase(dot);
    return text;
}

// Days since 1970-01-01 and back, in the proleptic Gregorian calendar.
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

std::string civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted = (5 * day_of_year + 2) / 153;
    const unsigned day = day_of_year - (153 * shifted + 2) / 5 + 1;
    const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t year = static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2);
    std::array<char, 48> buffer;
    std::snprintf(buffer.data(), buffer.size(), "%04lld-%02u-%02u", static_cast<long long>(year), month, day);
    return buffer.data();
}

/// SQLAlchemy keeps an interval as the moment that it lies after 1970-01-01.
std::string moment_of(const Interval& interval) {
    std::array<char, 64> buffer;
    const std::int64_t seconds = interval.seconds;
    std::snprintf(buffer.data(), buffer.size(), " %02lld:%02lld:%02lld.%06lld", static_cast<long long>(seconds / 3600),
                  static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60),
                  static_cast<long long>(interval.microseconds));
    return civil_from_days(interval.days) + buffer.data();
}

std::optional<Interval> interval_of(const std::string& moment) {
    long long year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    char fraction[7] = "";
    if (std::sscanf(moment.c_str(), "%lld-%u-%u %u:%u:%u.%6[0-9]", &year, &month, &day, &hour, &minute, &second,
                    fraction) < 6)
        return std::nullopt;
    std::string digits = fraction;
    digits.resize(6, '0');
    return Interval{days_from_civil(year, month, day), hour * 3600 + minute * 60 + second,
                    std::strtoll(digits.c_str(), nullptr, 10)};
}

/// $."a"[1]: a path into JSON.
std::string path_text(const Value& path) {
    std::string text = "$";
    const auto step = [&](const Value& value) {
        if (const auto* index = value.get_if<std::int64_t>())
            text += "[" + std::to_string(*index) + "]";
        else
            text += ".\"" + value.as_text() + "\"";
    };
    if (const auto* steps = path.get_if<List>())
        for (const Value& value : *steps)
            step(value);
    else
        step(path);
    return text;
}

class SqliteGrammar final : public sql::Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "sqlite";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        if (needs_quotes(identifier, std::begin(reserved_words), std::end(reserved_words)))
            return quote_always(identifier);
        return std::string(identifier);
    }
    const sql::Quoting& quoting() const override {
        static constexpr sql::Quoting rules{.names = "\"`[", .dollar_words = true};
        return rules;
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    Value bind_value(const Value& value, const schema::Type* type) const override;
    Value convert_result(const Value& value, const schema::Type& type) const override;
    std::string render_type(const schema::Type& type) const override { return sqlite::render_type(type); }
    bool writes_values_inline() const override { return false; }
    std::string named_bind(std::string_view) const override { return "?"; }

    std::optional<std::string> function(std::string_view name,
                                        const std::vector<std::string>& arguments) const override;
    std::optional<std::string> binary(const BinaryOperands& operands) const override;
    std::string true_divisor(const std::string& right, const schema::Type*) const override {
        return "(" + right + " + 0.0)";
    }
    std::string empty_in(bool) const override { return "SELECT 1 FROM (SELECT 1) WHERE 1!=1"; }

    bool limit_needs_both() const override { return true; }
    std::string on_conflict(const Conflict& conflict) const override {
        if (!conflict.constraint.empty())
            throw Error(Error::Kind::Unsupported, "ON CONFLICT ON CONSTRAINT does not exist for " + dialect_name());
        return Grammar::on_conflict(conflict);
    }
    bool returning_without_table() const override { return true; }
    ReturnedKeys returned_keys() const override { return ReturnedKeys::AllButAutoincremented; }
    bool groups_compound_selects() const override { return false; }
};

std::string SqliteGrammar::literal(const Value& value, const schema::Type* declared) const {
    if (value.is_null())
        return "NULL";
    const schema::Type* type = declared ? &declared->for_dialect(dialect_name()) : nullptr;
    if (type && type->name == "JSONIndexType")
        return sql::quoted_text(path_text(value));
    if (const auto* real = value.get_if<double>())
        return sql::float_text(*real);
    if (value.get_if<Decimal>())
        return sql::default_grammar().literal(value, nullptr);
    const Value bound = bind_value(value, declared ? declared : sql::type_of(value).get());
    if (const bool* truth = bound.get_if<bool>())
        return *truth ? "1" : "0";
    if (const auto* bytes = bound.get_if<Bytes>())
        return "X'" + support::hexadecimal(bytes->data) + "'";
    if (const auto* text = bound.get_if<std::string>(); text && type && is_number_in_text(*text, *type))
        return *text;
    return sql::default_grammar().literal(bound, nullptr);
}

Value SqliteGrammar::bind_value(const Value& value, const schema::Type* declared) const {
    const schema::Type* type = declared ? &declared->for_dialect(dialect_name()) : nullptr;
    if (is_json(type)) {
        if (value.is_null() && type->rows.none_as_null)
            return value;
        return sql::json_text(value);
    }
    if (value.is_null())
        return value;
    if (any_of(type, {"JSONIndexType", "JSONPathType"}))
        return path_text(value);
    if (const auto* truth = value.get_if<bool>())
        return std::int64_t{*truth};
    if (const auto* decimal = value.get_if<Decimal>())
        return std::strtod(decimal->text.c_str(), nullptr);
    if (const auto* number = value.get_if<std::int64_t>(); number && is_number(type))
        return static_cast<double>(*number);
    if (const auto* moment = value.get_if<DateTime>()) {
        if (is_date(type))
            return moment->text.substr(0, 10);
        if (is_moment(type))
            return moment->text.substr(0, 10) + " " + full_time(std::string_view(moment->text).substr(11));
        if (is_time(type))
            return full_time(std::string_view(moment->text).substr(11));
        return moment->text;
    }
    if (const auto* date = value.get_if<Date>())
        return is_moment(type) ? date->text + " 00:00:00.000000" : date->text;
    if (const auto* time = value.get_if<Time>())
        return is_time(type) ? full_time(time->text) : time->text;
    if (const auto* interval = value.get_if<Interval>())
        return moment_of(*interval);
    if (const auto* uuid = value.get_if<Uuid>())
        return is_uuid(type) ? sql::without_hyphens(uuid->text) : uuid->text;
    if (const auto* text = value.get_if<std::string>()) {
        if (is_uuid(type))
            return sql::without_hyphens(*text);
        if (is_boolean(type) || is_moment(type) || is_date(type) || is_time(type))
            return value;
    }
    if (value.get_if<List>() || value.get_if<Map>())
        fail_script("SQLite cannot bind a value of kind " + std::string(value.kind_name()), {},
                    "give the bind a JSON type, or use json.dumps()");
    return value;
}

Value SqliteGrammar::convert_result(const Value& value, const schema::Type& declared) const {
    const schema::Type* type = &declared.for_dialect(dialect_name());
    if (const auto* text = value.get_if<std::string>()) {
        if (is_moment(type))
            return DateTime{
                short_time(in_form(text->size() == 10 ? *text + " 00:00:00" : *text, "0000-00-00 00:00:00"))};
        if (is_date(type))
            return Date{in_form(*text, "0000-00-00", true)};
        if (is_time(type))
            return Time{short_time(in_form(*text, "00:00:00"))};
        if (any_of(type, {"Interval"}))
            if (const auto interval = interval_of(*text))
                return *interval;
        if (is_json(type))
            return sql::json_value(*text);
        if (is_uuid(type)) {
            std::string uuid = sql::canonical_uuid(*text);
            return type->rows.as_uuid ? Value(Uuid{std::move(uuid)}) : Value(std::move(uuid));
        }
        return value;
    }
    const auto* integer = value.get_if<std::int64_t>();
    if (integer && is_boolean(type))
        return *integer != 0;
    if (any_of(type,
               {"Numeric", "NUMERIC", "DECIMAL", "Float", "FLOAT", "REAL", "Double", "DOUBLE", "DOUBLE_PRECISION"})) {
        const auto* real = value.get_if<double>();
        if (!type->rows.asdecimal || (!real && !integer))
            return value;
        const double number = real ? *real : static_cast<double>(*integer);
        return Decimal{sql::fixed_text(number, type->rows.decimal_return_scale.value_or(type->scale.value_or(10)))};
    }
    return value;
}

std::optional<std::string> SqliteGrammar::function(std::string_view name,
                                                   const std::vector<std::string>& arguments) const {
    const auto call = [&](const char* other) {
        std::string text = std::string(other) + "(";
        for (std::size_t i = 0; i < arguments.size(); ++i)
            text += (i ? ", " : "") + arguments[i];
        return text + ")";
    };
    if (name == "now")
        return "CURRENT_TIMESTAMP";
    if (name == "localtimestamp")
        return "DATETIME(CURRENT_TIMESTAMP, 'localtime')";
    if (name == "char_length")
        return call("length");
    if (name == "aggregate_strings")
        return call("group_concat");
    return std::nullopt;
}

std::optional<std::string> SqliteGrammar::binary(const BinaryOperands& operands) const {
    const std::string& left = operands.left;
    const std::string& right = operands.right;
    if (operands.op == "is_distinct_from")
        return left + " IS NOT " + right;
    if (operands.op == "is_not_distinct_from")
        return left + " IS " + right;
    if (operands.op == "json_getitem" || operands.op == "json_path_getitem") {
        const std::string text = "JSON_EXTRACT(" + left + ", " + right + ")";
        return !operands.type || is_json(operands.type) ? "JSON_QUOTE(" + text + ")"
                                                        : "CAST(" + text + " AS " + render_type(*operands.type) + ")";
    }
    return std::nullopt;
}

} // namespace

const sql::Grammar& grammar() {
    static const SqliteGrammar grammar;
    return grammar;
}

} // namespace limbeck::dialects::sqlite
