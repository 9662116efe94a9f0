// Reads one JSON object per line, {"tree", "dialect", "binds", "parameters"}, and answers each with a line of
// JSON: {"text", "parameters"} or {"error"}. Values that JSON lacks come as {"$": kind, "text": …}. For compare.py.
#include "dialects/dialect.hpp"
#include "sql/compiler.hpp"
#include "sql/plain.hpp"

#include <iostream>
#include <limbeck/error.hpp>
#include <nlohmann/json.hpp>
#include <string>

using Json = nlohmann::ordered_json;
using limbeck::List;
using limbeck::Map;
using limbeck::Value;

namespace {

Value value_from(const Json& json) {
    if (json.is_null())
        return {};
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_array()) {
        List list;
        for (const auto& item : json)
            list.push_back(value_from(item));
        return list;
    }
    if (json.contains("$")) {
        const auto kind = json["$"].get<std::string>();
        const auto text = json["text"].get<std::string>();
        if (kind == "date")
            return limbeck::Date{text};
        if (kind == "time")
            return limbeck::Time{text};
        if (kind == "datetime")
            return limbeck::DateTime{text};
        if (kind == "decimal")
            return limbeck::Decimal{text};
        if (kind == "uuid")
            return limbeck::Uuid{text};
        if (kind == "interval")
            return limbeck::Interval{json["days"].get<std::int64_t>(), json["seconds"].get<std::int64_t>(),
                                     json["microseconds"].get<std::int64_t>()};
        limbeck::Bytes bytes;
        for (std::size_t i = 0; i + 1 < text.size(); i += 2)
            bytes.data += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
        return bytes;
    }
    Map map;
    for (const auto& [key, item] : json.items())
        map.set(key, value_from(item));
    return map;
}

std::string shown(const Value& value) {
    if (const auto* text = value.get_if<std::string>())
        return limbeck::sql::quoted_text(*text);
    return limbeck::sql::default_grammar().literal(value, nullptr);
}

} // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        Json answer;
        try {
            const Json question = Json::parse(line);
            const auto& grammar = limbeck::dialects::dialect_named(question.at("dialect").get<std::string>()).grammar();
            const auto binds = question.at("binds").get<std::string>();
            limbeck::sql::CompileOptions options;
            options.binds = binds == "driver"    ? limbeck::sql::Binds::Driver
                            : binds == "literal" ? limbeck::sql::Binds::Literal
                                                 : limbeck::sql::Binds::Named;
            const auto tree = limbeck::sql::from_plain(value_from(question.at("tree")));
            // There and back: every node survives its plain form.
            const auto again = limbeck::sql::from_plain(limbeck::sql::to_plain(*tree));
            const auto compiled =
                limbeck::sql::compile(*again, grammar, options, value_from(question.value("parameters", Json())));
            answer["text"] = binds == "literal" ? grammar.offline_text(compiled.text) : compiled.text;
            answer["parameters"] = Json::array();
            for (const auto& parameter : compiled.parameters)
                answer["parameters"].push_back(shown(parameter));
        } catch (const limbeck::Error& error) {
            answer = {{"error", error.message()}};
        } catch (const std::exception& error) {
            answer = {{"error", error.what()}};
        }
        std::cout << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
    }
}
