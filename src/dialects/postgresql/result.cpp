#include "dialects/postgresql/result.hpp"

#include "dialects/postgresql/libpq.hpp"
#include "sql/grammar.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {

namespace {

// pg_type.dat of PostgreSQL; these numbers never change.
namespace oid {
enum : unsigned {
    bool_ = 16,
    bytea = 17,
    int8 = 20,
    int2 = 21,
    int4 = 23,
    oid_ = 26,
    json = 114,
    float4 = 700,
    float8 = 701,
    date = 1082,
    time = 1083,
    timestamp = 1114,
    timestamptz = 1184,
    interval = 1186,
    timetz = 1266,
    numeric = 1700,
    uuid = 2950,
    jsonb = 3802,
};
} // namespace oid

/// The element's OID of an array type that this file reads; 0 for other types.
unsigned element_type(unsigned type) {
    switch (type) {
    case 1000:
        return oid::bool_;
    case 1001:
        return oid::bytea;
    case 1002:
        return 18; // "char"
    case 1003:
        return 19; // name
    case 1005:
        return oid::int2;
    case 1007:
        return oid::int4;
    case 1009:
        return 25; // text
    case 1014:
        return 1042; // character
    case 1015:
        return 1043; // character varying
    case 1016:
        return oid::int8;
    case 1021:
        return oid::float4;
    case 1022:
        return oid::float8;
    case 1028:
        return oid::oid_;
    case 1115:
        return oid::timestamp;
    case 1182:
        return oid::date;
    case 1183:
        return oid::time;
    case 1185:
        return oid::timestamptz;
    case 1187:
        return oid::interval;
    case 1231:
        return oid::numeric;
    case 1270:
        return oid::timetz;
    case 199:
        return oid::json;
    case 2951:
        return oid::uuid;
    case 3807:
        return oid::jsonb;
    default:
        return 0;
    }
}

Value read_int(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::string(text);
    return number;
}

Value read_float(const std::string& text) {
    return std::strtod(text.c_str(), nullptr);
}

Value read_bytes(const std::string& text) {
    std::size_t size = 0;
    unsigned char* data = pq().unescapeBytea(reinterpret_cast<const unsigned char*>(text.c_str()), &size);
    Bytes bytes;
    if (data)
        bytes.data.assign(reinterpret_cast<const char*>(data), size);
    pq().freemem(data);
    return bytes;
}

/// "12:30:00.5+02" as "12:30:00.500000+02:00".
std::string iso_time(std::string_view text) {
    const std::size_t zone = text.find_first_of("+-");
    std::string time(text.substr(0, zone));
    const std::size_t point = time.find('.');
    if (point != std::string::npos)
        time.resize(point + 7, '0');
    if (zone != std::string_view::npos) {
        time += text.substr(zone);
        if (text.size() - zone == 3)
            time += ":00";
    }
    return time;
}

/// Python has dates of the years 1 to 9999 only.
bool is_python_date(std::string_view text) {
    return text.size() >= 10 && text[4] == '-' && !text.ends_with("BC");
}

/// "1 year 2 mons -3 days +04:05:06.789", with years of 365 and months of 30 days as psycopg2 counts them.
Value read_interval(std::string_view text) {
    Interval interval;
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t end = std::min(text.find(' ', i), text.size());
        std::string_view part = text.substr(i, end - i);
        i = end + 1;
        if (part.find(':') != std::string_view::npos) {
            const bool negative = part[0] == '-';
            if (negative || part[0] == '+')
                part.remove_prefix(1);
            const std::size_t first = part.find(':'), second = part.find(':', first + 1);
            if (second == std::string_view::npos)
                return std::string(text);
            const Value hours = read_int(part.substr(0, first)),
                        minutes = read_int(part.substr(first + 1, second - first - 1)),
                        seconds = read_int(part.substr(second + 1, 2));
            std::string fraction = part.size() > second + 4 ? std::string(part.substr(second + 4)) : std::string();
            fraction.resize(6, '0');
            const Value micros = read_int(fraction);
            for (const Value* number : {&hours, &minutes, &seconds, &micros})
                if (!number->get_if<std::int64_t>())
                    return std::string(text);
            const std::int64_t sign = negative ? -1 : 1;
            interval.seconds += sign * (hours.as_int() * 3600 + minutes.as_int() * 60 + seconds.as_int());
            interval.microseconds += sign * micros.as_int();
            continue;
        }
        const Value count = read_int(part[0] == '+' ? part.substr(1) : part);
        const std::size_t unit_end = std::min(text.find(' ', i), text.size());
        const std::string_view unit = i < text.size() ? text.substr(i, unit_end - i) : std::string_view();
        i = unit_end + 1;
        const std::int64_t days = unit.starts_with("year") ? 365 : unit.starts_with("mon") ? 30 : 1;
        if (!count.get_if<std::int64_t>() || (days == 1 && !unit.starts_with("day")))
            return std::string(text);
        interval.days += days * count.as_int();
    }
    return interval;
}

/// The server has checked it; what our reader refuses all the same (a lone surrogate in a json column) stays text.
Value read_json(std::string_view text) {
    try {
        return sql::json_value(text);
    } catch (const Error&) {
        return std::string(text);
    }
}

/// PostgreSQL's manual, "Array Input and Output Syntax": {1,NULL,"a \"b\""}, {{1,2},{3,4}}, [0:1]={5,6}.
Value read_array(unsigned element, std::string_view text, std::size_t& i) {
    List list;
    ++i; // {
    while (i < text.size() && text[i] != '}') {
        if (text[i] == ',') {
            ++i;
        } else if (text[i] == '{') {
            list.push_back(read_array(element, text, i));
        } else if (text[i] == '"') {
            std::string item;
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\' && i + 1 < text.size())
                    ++i;
                item += text[i];
            }
            ++i;
            list.push_back(read_value(element, item));
        } else {
            const std::size_t end = std::min(text.find_first_of(",}", i), text.size());
            const std::string_view item = text.substr(i, end - i);
            list.push_back(item == "NULL" ? Value() : read_value(element, item));
            i = end;
        }
    }
    ++i; // }
    return list;
}

} // namespace

Value read_value(unsigned type, std::string_view text) {
    switch (type) {
    case oid::bool_:
        return text == "t";
    case oid::int2:
    case oid::int4:
    case oid::int8:
    case oid::oid_:
        return read_int(text);
    case oid::float4:
    case oid::float8:
        return read_float(std::string(text));
    case oid::numeric:
        return Decimal{std::string(text)};
    case oid::bytea:
        return read_bytes(std::string(text));
    case oid::uuid:
        return Uuid{std::string(text)};
    case oid::json:
    case oid::jsonb:
        return read_json(text);
    case oid::interval:
        return read_interval(text);
    case oid::time:
    case oid::timetz:
        return Time{iso_time(text)};
    case oid::date:
        if (is_python_date(text))
            return Date{std::string(text)};
        return std::string(text);
    case oid::timestamp:
    case oid::timestamptz:
        if (is_python_date(text))
            return DateTime{std::string(text.substr(0, 11)) + iso_time(text.substr(11))};
        return std::string(text);
    default:
        break;
    }
    if (const unsigned element = element_type(type)) {
        std::size_t start = text.find('{');
        if (start != std::string_view::npos)
            return read_array(element, text, start);
    }
    return std::string(text);
}

Result read_result(const PGresult* source) {
    Result result;
    result.returns_rows = pq().resultStatus(source) == PGRES_TUPLES_OK;
    const std::string_view touched = pq().cmdTuples(const_cast<PGresult*>(source));
    if (!touched.empty())
        result.rowcount = read_int(touched).as_int();
    const int columns = pq().nfields(source), rows = pq().ntuples(source);
    for (int column = 0; column < columns; ++column) {
        result.columns.emplace_back(pq().fname(source, column));
        result.types.push_back(pq().ftype(source, column));
    }
    result.rows.reserve(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        List& values = result.rows.emplace_back();
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            if (pq().getisnull(source, row, column) != 0)
                values.emplace_back();
            else
                values.push_back(read_value(pq().ftype(source, column),
                                            {pq().getvalue(source, row, column),
                                             static_cast<std::size_t>(pq().getlength(source, row, column))}));
        }
    }
    return result;
}

} // namespace limbeck::dialects::postgresql
