#include "sql/grammar.hpp"
#include "support/script_error.hpp"

#include <cstdint>
#include <cstdio>
#include <limbeck/error.hpp>
#include <nlohmann/json.hpp>

namespace limbeck::sql {

namespace {

/// Reads one character of UTF-8 and moves on; a byte that is none stands for itself.
std::uint32_t code_point(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(i++);
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    if (more == 0 || i + static_cast<std::size_t>(more) > text.size())
        return first;
    std::uint32_t point = first & (0x3fu >> more);
    for (int n = 0; n < more; ++n)
        point = (point << 6) | (byte(i++) & 0x3fu);
    return point;
}

void write_text(std::string_view text, std::string& into) {
    char escape[16];
    into += '"';
    for (std::size_t i = 0; i < text.size();) {
        const std::uint32_t point = code_point(text, i);
        switch (point) {
        case '"':
            into += "\\\"";
            break;
        case '\\':
            into += "\\\\";
            break;
        case '\n':
            into += "\\n";
            break;
        case '\r':
            into += "\\r";
            break;
        case '\t':
            into += "\\t";
            break;
        case '\f':
            into += "\\f";
            break;
        case '\b':
            into += "\\b";
            break;
        default:
            if (point >= 0x20 && point < 0x7f) {
                into += static_cast<char>(point);
            } else if (point >= 0x10000) {
                const std::uint32_t rest = point - 0x10000;
                std::snprintf(escape, sizeof escape, "\\u%04x", 0xd800u + (rest >> 10));
                into += escape;
                std::snprintf(escape, sizeof escape, "\\u%04x", 0xdc00u + (rest & 0x3ffu));
                into += escape;
            } else {
                std::snprintf(escape, sizeof escape, "\\u%04x", point);
                into += escape;
            }
        }
    }
    into += '"';
}

void write(const Value& value, std::string& into) {
    if (value.is_null()) {
        into += "null";
    } else if (const auto* truth = value.get_if<bool>()) {
        into += *truth ? "true" : "false";
    } else if (const auto* number = value.get_if<std::int64_t>()) {
        into += std::to_string(*number);
    } else if (const auto* real = value.get_if<double>()) {
        const std::string text = float_text(*real);
        into += text == "nan" ? "NaN" : text == "inf" ? "Infinity" : text == "-inf" ? "-Infinity" : text;
    } else if (const auto* text = value.get_if<std::string>()) {
        write_text(*text, into);
    } else if (const auto* list = value.get_if<List>()) {
        into += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i)
                into += ", ";
            write((*list)[i], into);
        }
        into += ']';
    } else if (const auto* map = value.get_if<Map>()) {
        into += '{';
        bool first = true;
        for (const auto& [key, item] : map->entries()) {
            if (!first)
                into += ", ";
            first = false;
            write_text(key, into);
            into += ": ";
            write(item, into);
        }
        into += '}';
    } else {
        fail_script("a value of kind " + std::string(value.kind_name()) + " cannot be written as JSON", {},
                    "turn it into text first");
    }
}

Value read(const nlohmann::ordered_json& json) {
    using Kind = nlohmann::ordered_json::value_t;
    switch (json.type()) {
    case Kind::boolean:
        return json.get<bool>();
    case Kind::number_integer:
        return json.get<std::int64_t>();
    case Kind::number_unsigned: {
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(INT64_MAX))
            return Decimal{json.dump()};
        return static_cast<std::int64_t>(number);
    }
    case Kind::number_float:
        return json.get<double>();
    case Kind::string:
        return json.get<std::string>();
    case Kind::array: {
        List list;
        for (const auto& item : json)
            list.push_back(read(item));
        return list;
    }
    case Kind::object: {
        Map map;
        for (const auto& [key, item] : json.items())
            map.set(key, read(item));
        return map;
    }
    default:
        return {};
    }
}

} // namespace

std::string json_text(const Value& value) {
    std::string text;
    write(value, text);
    return text;
}

Value json_value(std::string_view text) {
    const auto json = nlohmann::ordered_json::parse(text, nullptr, false);
    if (json.is_discarded())
        fail_script("a JSON column holds text that is not JSON: " + std::string(text.substr(0, 80)));
    return read(json);
}

} // namespace limbeck::sql
