// Reads a JSON list of cases from standard input, writes a JSON list of what limbeck renders. A case is
// {"dialect": …, "options": {…}, "type": T} or {…, "groups": [{"table", "schema", "changes": [C]}]}, T and C in plain
// form; its answer is {"text": …, "imports": […]} or {"error": …}.

#include "autogenerate/render.hpp"
#include "dialects/dialect.hpp"
#include "schema/plain.hpp"

#include <exception>
#include <iostream>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <nlohmann/json.hpp>

namespace {

using namespace limbeck;
using Json = nlohmann::ordered_json;

Value value_of(const Json& json) {
    switch (json.type()) {
    case Json::value_t::null:
        return {};
    case Json::value_t::boolean:
        return json.get<bool>();
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
        return json.get<std::int64_t>();
    case Json::value_t::number_float:
        return json.get<double>();
    case Json::value_t::string:
        return json.get<std::string>();
    case Json::value_t::array: {
        List list;
        for (const Json& item : json)
            list.push_back(value_of(item));
        return list;
    }
    default: {
        Map map;
        for (const auto& [key, item] : json.items())
            map.set(key, value_of(item));
        return map;
    }
    }
}

autogenerate::RenderOptions options_of(const Json& given) {
    autogenerate::RenderOptions options;
    if (given.contains("alembic_module_prefix"))
        options.alembic_module_prefix = given["alembic_module_prefix"];
    if (given.contains("sqlalchemy_module_prefix"))
        options.sqlalchemy_module_prefix = given["sqlalchemy_module_prefix"];
    if (given.contains("user_module_prefix"))
        options.user_module_prefix = given["user_module_prefix"].get<std::string>();
    options.render_as_batch = given.value("render_as_batch", false);
    return options;
}

Json answer(const Json& given) {
    const dialects::Dialect& dialect = dialects::dialect_named(given["dialect"].get<std::string>());
    const autogenerate::RenderOptions options = options_of(given.value("options", Json::object()));
    std::set<std::string> imports;
    std::string text;
    if (given.contains("type")) {
        text = render_type(schema::type_from_plain(value_of(given["type"])), dialect, options, imports);
    } else {
        std::vector<autogenerate::Group> groups;
        for (const Json& plain : given["groups"]) {
            autogenerate::Group group{plain.value("schema", ""), plain.value("table", ""), {}};
            for (const Json& change : plain["changes"])
                group.changes.push_back(schema::change_from_plain(value_of(change)));
            groups.push_back(std::move(group));
        }
        text = render_body(groups, dialect, options, imports);
    }
    return {{"text", text}, {"imports", imports}};
}

} // namespace

int main() {
    try {
        Json answers = Json::array();
        for (const Json& given : Json::parse(std::cin)) {
            try {
                answers.push_back(answer(given));
            } catch (const limbeck::Error& error) {
                answers.push_back({{"error", error.what()}});
            }
        }
        std::cout << answers.dump() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "driver: " << error.what() << '\n';
        return 1;
    }
}
