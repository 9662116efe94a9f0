// Reads a JSON list of cases from standard input, writes a JSON list of what limbeck makes of them. A case is
// {"dialect": …, "naming_convention": {…}, "operations": [operations in plain form]}; its answer is
// {"statements": [text…]} or {"error": text}.

#include "dialects/dialect.hpp"
#include "operations/operation.hpp"

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

/// A database that holds nothing, as offline.
class Nothing final : public dialects::Existing {
  public:
    bool has_type(const std::string&, const std::string&) override { return false; }
    bool has_table(const std::string&, const std::string&) override { return false; }
    bool has_index(const std::string&, const std::string&, const std::string&) override { return false; }
};

struct Writer {
    const dialects::Dialect& dialect;
    const schema::NamingConvention& convention;
    Nothing nothing;

    schema::Table ready(schema::Table table) const {
        schema::apply_naming_convention(table, convention, dialect.max_identifier_length());
        return table;
    }

    dialects::Statements operator()(const operations::CreateTable& op) {
        return dialect.create_table(ready(op.table), op.if_not_exists, &nothing);
    }
    dialects::Statements operator()(const operations::DropTable& op) {
        return dialect.drop_table(ready(op.table), op.if_exists, &nothing);
    }
    dialects::Statements operator()(const operations::RenameTable& op) {
        return dialect.rename_table(op.schema, op.old_name, op.new_name);
    }
    dialects::Statements operator()(const operations::TableComment& op) {
        return dialect.create_table_comment(op.schema, op.table, op.comment);
    }
    dialects::Statements operator()(const operations::AddColumn& op) {
        return dialect.add_column(ready(op.table), op.if_not_exists, &nothing, op.inline_references,
                                  op.inline_primary_key);
    }
    dialects::Statements operator()(const operations::DropColumn& op) {
        return dialect.drop_column(op.schema, op.table, op.column, op.if_exists, op.options);
    }
    dialects::Statements operator()(const operations::AlterColumn& op) {
        operations::AlterColumn change = op;
        change.naming_convention = convention;
        return dialect.alter_column(change);
    }
    dialects::Statements operator()(const operations::CreateIndex& op) {
        schema::Index index = op.index;
        schema::apply_naming_convention(index, convention, dialect.max_identifier_length());
        return dialect.create_index(index, op.if_not_exists);
    }
    dialects::Statements operator()(const operations::DropIndex& op) {
        return dialect.drop_index(op.index, op.if_exists);
    }
    dialects::Statements operator()(const operations::AddConstraint& op) {
        schema::Constraint constraint = op.constraint;
        schema::apply_naming_convention(constraint, op.schema, op.table, convention, dialect.max_identifier_length());
        return dialect.add_constraint(op.schema, op.table, constraint);
    }
    dialects::Statements operator()(const operations::DropConstraint& op) {
        return dialect.drop_constraint(op.schema, op.table, op.name, op.kind, op.if_exists, op.options);
    }
    dialects::Statements operator()(const operations::CreateEnum& op) {
        return dialect.create_enum(op.type, op.checkfirst, &nothing);
    }
    dialects::Statements operator()(const operations::DropEnum& op) {
        return dialect.drop_enum(op.type, op.checkfirst, &nothing);
    }
    dialects::Statements operator()(const operations::CreateSequence& op) {
        return dialect.create_sequence(op.sequence, op.if_not_exists);
    }
    dialects::Statements operator()(const operations::DropSequence& op) {
        return dialect.drop_sequence(op.sequence, op.if_exists);
    }
    template <class Other> dialects::Statements operator()(const Other&) {
        throw Error(Error::Kind::Internal, "no DDL operation");
    }
};

Json answer(const Json& given) {
    schema::NamingConvention convention;
    if (given.contains("naming_convention"))
        for (const auto& [kind, text] : given["naming_convention"].items())
            convention[kind] = text.get<std::string>();
    Writer writer{dialects::dialect_named(given["dialect"].get<std::string>()), convention, {}};
    Json statements = Json::array();
    for (const Json& operation : given["operations"])
        for (const auto& statement : std::visit(writer, operations::from_plain(value_of(operation))))
            statements.push_back(statement.text);
    return {{"statements", statements}};
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
