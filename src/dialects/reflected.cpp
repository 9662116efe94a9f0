#include "dialects/reflected.hpp"

#include "dialects/ddl_writer.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <utility>

namespace limbeck::dialects {

namespace {

List texts(const std::vector<std::string>& from) {
    return {from.begin(), from.end()};
}

Value name_or_null(const schema::Name& name) {
    return name.text ? Value(*name.text) : Value();
}

Value text_or_null(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value();
}

template <class Number> void set_if(Map& map, const char* key, const std::optional<Number>& value) {
    if (value)
        map.set(key, Value(*value));
}

Map identity_of(const schema::Identity& identity) {
    Map map{{"always", identity.always}};
    set_if(map, "start", identity.start);
    set_if(map, "increment", identity.increment);
    set_if(map, "minvalue", identity.minvalue);
    set_if(map, "maxvalue", identity.maxvalue);
    map.set("cycle", identity.cycle.value_or(false));
    set_if(map, "cache", identity.cache);
    return map;
}

/// An element without its order, and the words of that: "desc", "nulls_last".
std::pair<sql::ExpressionPtr, List> without_order(sql::ExpressionPtr element) {
    List order;
    while (const auto* unary = element->get_if<sql::Unary>()) {
        if (unary->op.name != "desc" && unary->op.name != "asc" && unary->op.name != "nulls_first" &&
            unary->op.name != "nulls_last")
            break;
        order.insert(order.begin(), Value(unary->op.name));
        element = unary->operand;
    }
    return {std::move(element), std::move(order)};
}

} // namespace

Map Reflected::table(const schema::Table& table) const {
    List columns, foreign_keys;
    for (const schema::Column& found : table.columns)
        columns.emplace_back(column(table, found));
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint))
            foreign_keys.emplace_back(foreign_key(*key));
    return {{"columns", std::move(columns)},           {"pk_constraint", primary_key(table)},
            {"foreign_keys", std::move(foreign_keys)}, {"unique_constraints", uniques(table)},
            {"check_constraints", checks(table)},      {"indexes", indexes(table)},
            {"table_comment", table_comment(table)},   {"table_options", table_options(table)}};
}

List Reflected::uniques(const schema::Table& table) const {
    List list;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* found = std::get_if<schema::Unique>(&constraint))
            list.emplace_back(unique(*found));
    return list;
}

List Reflected::indexes(const schema::Table& table) const {
    List list;
    for (const schema::Index& found : table.indexes)
        if (Value told = index(found); !told.is_null())
            list.push_back(std::move(told));
    return list;
}

Map Reflected::domain(const schema::Domain& domain) const {
    List constraints;
    for (const schema::Check& found : domain.checks)
        constraints.push_back(Map{{"name", name_or_null(found.name)}, {"check", text(found.sqltext)}});
    return {{"name", domain.name},
            {"schema", domain.schema},
            {"visible", domain.visible},
            {"type", writer_.grammar().render_type(*domain.type)},
            {"nullable", !domain.not_null},
            {"default", domain.server_default ? Value(text(domain.server_default)) : Value()},
            {"constraints", std::move(constraints)},
            {"collation", domain.collation.empty() ? Value() : Value(domain.collation)}};
}

Map Reflected::column(const schema::Table&, const schema::Column& column) const {
    Map map{{"name", column.name},
            {"type", schema::to_plain(*column.type)},
            {"nullable", column.nullable},
            {"default", column.server_default ? Value(text(column.server_default)) : Value()}};
    if (column.computed)
        map.set("computed", Map{{"sqltext", text(column.computed->sqltext)},
                                {"persisted", column.computed->persisted.value_or(false)}});
    if (column.identity)
        map.set("identity", identity_of(*column.identity));
    if (writer_.has_comments())
        map.set("comment", text_or_null(column.comment));
    return map;
}

Map Reflected::primary_key(const schema::Table& table) const {
    const schema::PrimaryKey* key = table.primary_key();
    if (!key)
        return {{"constrained_columns", List()}, {"name", Value()}};
    return {{"constrained_columns", texts(key->columns)}, {"name", name_or_null(key->name)}};
}

Map Reflected::foreign_key(const schema::ForeignKey& key) const {
    Map options;
    set_if(options, "onupdate", key.onupdate);
    set_if(options, "ondelete", key.ondelete);
    set_if(options, "initially", key.deferral.initially);
    set_if(options, "deferrable", key.deferral.deferrable);
    set_if(options, "match", key.match);
    Map map{{"name", name_or_null(key.name)},
            {"constrained_columns", texts(key.columns)},
            {"referred_schema", key.referred_schema.empty() ? Value() : Value(key.referred_schema)},
            {"referred_table", key.referred_table},
            {"referred_columns", texts(key.referred_columns)},
            {"options", std::move(options)}};
    if (writer_.has_comments())
        map.set("comment", text_or_null(key.comment));
    return map;
}

Map Reflected::unique(const schema::Unique& unique) const {
    Map map{{"name", name_or_null(unique.name)}, {"column_names", texts(unique.columns)}};
    if (writer_.has_comments())
        map.set("comment", text_or_null(unique.comment));
    return map;
}

Map Reflected::check(const schema::Check& check) const {
    Map map{{"name", name_or_null(check.name)}, {"sqltext", text(check.sqltext)}};
    if (writer_.has_comments())
        map.set("comment", text_or_null(check.comment));
    return map;
}

List Reflected::checks(const schema::Table& table) const {
    List list;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* found = std::get_if<schema::Check>(&constraint))
            list.emplace_back(check(*found));
    return list;
}

Value Reflected::index(const schema::Index& index) const {
    List names, expressions;
    Map sorting;
    bool has_expression = false;
    for (const schema::Index::Element& element : index.elements) {
        if (!element.expression) {
            names.emplace_back(element.column);
            expressions.emplace_back(element.column);
            continue;
        }
        auto [expression, order] = without_order(element.expression);
        if (const auto* collated = expression->get_if<sql::Binary>(); collated && collated->op.name == "collate")
            expression = collated->left;
        const auto* column = expression->get_if<sql::Column>();
        const std::string told = column ? column->name : text(expression);
        names.push_back(column ? Value(told) : Value());
        expressions.emplace_back(told);
        has_expression = has_expression || !column;
        if (!order.empty())
            sorting.set(told, std::move(order));
    }
    Map map{{"name", name_or_null(index.name)}, {"unique", index.unique}, {"column_names", std::move(names)}};
    if (has_expression)
        map.set("expressions", std::move(expressions));
    if (!sorting.entries().empty())
        map.set("column_sorting", std::move(sorting));
    Map options;
    for (const auto& [name, value] : index.options.entries())
        if (name == "duplicates_constraint")
            map.set(name, value);
        else
            options.set(name, value);
    if (!options.entries().empty())
        map.set("dialect_options", std::move(options));
    return map;
}

Value Reflected::table_comment(const schema::Table& table) const {
    if (!writer_.has_comments())
        return {};
    return Map{{"text", text_or_null(table.comment)}};
}

std::string Reflected::text(const sql::ExpressionPtr& expression) const {
    return writer_.expression(expression);
}

Map Reflected::options_of(const Map& options, std::string_view prefix) {
    Map found;
    for (const auto& [name, value] : options.entries())
        if (name.starts_with(prefix))
            found.set(name, value);
    return found;
}

} // namespace limbeck::dialects
