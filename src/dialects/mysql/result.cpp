#include "dialects/mysql/result.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>

namespace limbeck::dialects::mysql {

namespace {

/// The character set of what has none.
constexpr unsigned binary_charset = 63;

Value read_int(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return Decimal{std::string(text)}; // BIGINT UNSIGNED goes further
    return number;
}

/// "12:30:00.5" as "12:30:00.500000".
std::string iso_time(std::string_view text) {
    std::string time(text);
    if (const std::size_t point = time.find('.'); point != std::string::npos)
        time.resize(point + 7, '0');
    return time;
}

/// Python has dates of the years 1 to 9999 only, and no month or day 0.
bool is_python_date(std::string_view text) {
    return text.size() >= 10 && text.substr(0, 4) != "0000" && text.substr(5, 2) != "00" && text.substr(8, 2) != "00";
}

/// TIME is a time span: "-838:59:59.000001".
Value read_interval(std::string_view text) {
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative)
        rest.remove_prefix(1);
    const std::size_t first = rest.find(':'), second = rest.rfind(':');
    if (first == std::string_view::npos || second == first)
        return std::string(text);
    const auto number = [](std::string_view part) {
        std::int64_t value = 0;
        std::from_chars(part.data(), part.data() + part.size(), value);
        return value;
    };
    std::string fraction = rest.size() > second + 4 ? std::string(rest.substr(second + 4)) : std::string();
    fraction.resize(6, '0');
    const std::int64_t sign = negative ? -1 : 1;
    const std::int64_t hours = number(rest.substr(0, first)),
                       minutes = number(rest.substr(first + 1, second - first - 1)),
                       whole = number(rest.substr(second + 1, 2));
    return Interval{0, sign * (hours * 3600 + minutes * 60 + whole), sign * number(fraction)};
}

} // namespace

Value read_value(const MYSQL_FIELD& field, std::string_view text) {
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
        return read_int(text);
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
        return std::strtod(std::string(text).c_str(), nullptr);
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
        return Decimal{std::string(text)};
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE:
        if (is_python_date(text))
            return Date{std::string(text)};
        return std::string(text);
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP:
        if (is_python_date(text) && text.size() > 11)
            return DateTime{std::string(text.substr(0, 11)) + iso_time(text.substr(11))};
        return std::string(text);
    case MYSQL_TYPE_TIME:
        return read_interval(text);
    case MYSQL_TYPE_BIT:
    case MYSQL_TYPE_GEOMETRY:
        return Bytes{std::string(text)};
    case MYSQL_TYPE_JSON: // its character set is binary
        return std::string(text);
    default:
        break;
    }
    if (field.charsetnr == binary_charset)
        return Bytes{std::string(text)};
    return std::string(text);
}

Result read_rows(MYSQL_RES* source) {
    Result result;
    result.returns_rows = true;
    const unsigned columns = lib().mysql_num_fields(source);
    const MYSQL_FIELD* fields = lib().mysql_fetch_fields(source);
    for (unsigned column = 0; column < columns; ++column) {
        result.columns.emplace_back(fields[column].name, fields[column].name_length);
        result.types.push_back(static_cast<std::uint32_t>(fields[column].type));
    }
    result.rowcount = static_cast<std::int64_t>(lib().mysql_num_rows(source));
    result.rows.reserve(static_cast<std::size_t>(result.rowcount));
    while (const MYSQL_ROW row = lib().mysql_fetch_row(source)) {
        const unsigned long* lengths = lib().mysql_fetch_lengths(source);
        List& values = result.rows.emplace_back();
        values.reserve(columns);
        for (unsigned column = 0; column < columns; ++column)
            if (row[column])
                values.push_back(read_value(fields[column], {row[column], lengths[column]}));
            else
                values.emplace_back();
    }
    return result;
}

} // namespace limbeck::dialects::mysql
