// Reads a JSON list of cases from standard input, writes a JSON list of what limbeck makes of them. A case is
// {"dialect": …, "naming_convention": {…}, "operations": [operations in plain form]}; its answer is
// {"statements": [text…]} or {"error": text}.

#include "dialects/dialect.hpp"
#include "operations/target.hpp"

#include <exception>
#include <iostream>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

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

/// A database that holds nothing, as offline.
class Nothing final : public dialects::DatabaseState {
  public:
    bool has_type(const std::string&, const std::string&) override { return false; }
    bool has_table(const std::string&, const std::string&) override { return false; }
    bool has_index(const std::string&, const std::string&, const std::string&) override { return false; }
};

/// What the operations would send.
class Sent final : public operations::Target {
  public:
    Sent(const dialects::Dialect& dialect, const schema::NamingConvention& convention)
        : dialect_(dialect), convention_(convention) {}

    const dialects::Dialect& dialect() const override { return dialect_; }
    dialects::Connection* connection() override { return nullptr; }
    void run(dialects::Statement statement) override { texts.push_back(std::move(statement.text)); }
    dialects::DatabaseState* database_state() override { return &nothing_; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

    std::vector<std::string> texts;

  private:
    const dialects::Dialect& dialect_;
    const schema::NamingConvention& convention_;
    Nothing nothing_;
};

Json answer(const Json& given) {
    schema::NamingConvention convention;
    if (given.contains("naming_convention"))
        for (const auto& [kind, text] : given["naming_convention"].items())
            convention[kind] = text.get<std::string>();
    Sent sent(dialects::dialect_named(given["dialect"].get<std::string>()), convention);
    for (const Json& operation : given["operations"])
        operations::invoke(operations::from_plain(value_of(operation)), sent);
    return {{"statements", sent.texts}};
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
