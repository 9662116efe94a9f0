#include "dialects/mysql/reflected.hpp"

#include "sql/expression.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::dialects::mysql {

namespace {

Map without(const Map& map, std::string_view key) {
    Map rest;
    for (const auto& [name, value] : map.entries())
        if (name != key)
            rest.set(name, value);
    return rest;
}

List by_name(List list) {
    std::stable_sort(list.begin(), list.end(), [](const Value& a, const Value& b) {
        const auto name = [](const Value& item) {
            const auto* text = item.as_map().find("name")->get_if<std::string>();
            return text ? *text : std::string("~");
        };
        return name(a) < name(b);
    });
    return list;
}

/// The columns of an index; null for an expression.
List columns_of(const schema::Index& index) {
    List columns;
    for (const schema::Index::Element& element : index.elements) {
        const auto* unary = element.expression ? element.expression->get_if<sql::Unary>() : nullptr;
        const auto* ordered = unary && unary->operand ? unary->operand->get_if<sql::Column>() : nullptr;
        columns.push_back(!element.column.empty() ? Value(element.column) : ordered ? Value(ordered->name) : Value());
    }
    return columns;
}

} // namespace

Map MysqlReflected::column(const schema::Table& table, const schema::Column& column) const {
    schema::Column told = column;
    auto type = std::make_shared<schema::Type>(*column.type);
    type->stored_as.reset();
    told.type = std::move(type);
    Map map = Reflected::column(table, told);
    if (const auto* text = map.find("default")->get_if<std::string>(); text && text->starts_with("NULL ON UPDATE"))
        map.set("default", Value());
    if (column.computed)
        map.set("computed", Map{{"sqltext", "(" + text(column.computed->sqltext) + ")"},
                                {"persisted", column.computed->persisted.value_or(false)}});
    if (column.autoincrement != schema::Column::Autoincrement::Auto)
        map.set("autoincrement", column.autoincrement == schema::Column::Autoincrement::Yes);
    return map;
}

Map MysqlReflected::foreign_key(const schema::ForeignKey& key) const {
    schema::ForeignKey told = key;
    for (std::optional<std::string>* rule : {&told.onupdate, &told.ondelete})
        if (*rule == "NO ACTION")
            rule->reset();
    return without(Reflected::foreign_key(told), "comment");
}

List MysqlReflected::uniques(const schema::Table& table) const {
    List list;
    for (const schema::Index& index : table.indexes)
        if (index.unique)
            list.push_back(Map{{"name", *index.name.text},
                               {"column_names", columns_of(index)},
                               {"duplicates_index", *index.name.text}});
    return by_name(std::move(list));
}

Map MysqlReflected::check(const schema::Check& check) const {
    return without(Reflected::check(check), "comment");
}

List MysqlReflected::checks(const schema::Table& table) const {
    return by_name(Reflected::checks(table));
}

Value MysqlReflected::index(const schema::Index& index) const {
    Map map{{"name", *index.name.text}, {"column_names", columns_of(index)}, {"unique", index.unique}};
    if (!index.options.entries().empty())
        map.set("dialect_options", index.options);
    return map;
}

List MysqlReflected::indexes(const schema::Table& table) const {
    return by_name(Reflected::indexes(table));
}

} // namespace limbeck::dialects::mysql
