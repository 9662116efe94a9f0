#include "operations/naming.hpp"

#include "sql/expression.hpp"

#include <utility>

namespace limbeck::operations {

namespace {

schema::Table bare_table(const std::string& schema_name, const std::string& name) {
    schema::Table table;
    table.schema = schema_name;
    table.name = name;
    return table;
}

// A convention may ask for column_0_name: the columns are known by name only.
void add_columns(schema::Table& table, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (name.empty() || table.column(name))
            continue;
        schema::Column column;
        column.name = name;
        column.type = schema::make_type("NullType");
        table.columns.push_back(std::move(column));
    }
}

std::vector<std::string> columns_of(const schema::Constraint& constraint) {
    return std::visit(
        [](const auto& c) -> std::vector<std::string> {
            if constexpr (requires { c.columns; })
                return c.columns;
            else
                return {};
        },
        constraint);
}

} // namespace

schema::Index named(const schema::Index& index, const schema::NamingConvention& convention,
                    const dialects::Dialect& dialect) {
    schema::Table table = bare_table(index.schema, index.table);
    for (const schema::Index::Element& element : index.elements)
        add_columns(table, {element.column});
    table.indexes.push_back(index);
    schema::apply_naming_convention(table, convention, dialect.facts().max_identifier_length);
    return std::move(table.indexes.front());
}

schema::Constraint named(const schema::Constraint& constraint, const std::string& schema_name,
                         const std::string& table_name, const schema::NamingConvention& convention,
                         const dialects::Dialect& dialect) {
    schema::Table table = bare_table(schema_name, table_name);
    add_columns(table, columns_of(constraint));
    table.constraints.push_back(constraint);
    schema::apply_naming_convention(table, convention, dialect.facts().max_identifier_length);
    return std::move(table.constraints.front());
}

schema::Name dropped_name(const schema::Name& name, const std::string& kind, const std::string& schema_name,
                          const std::string& table, const schema::NamingConvention& convention,
                          const dialects::Dialect& dialect) {
    if (name.final || !name.text)
        return name;
    schema::Constraint constraint;
    if (kind == "check")
        constraint = schema::Check{};
    else if (kind == "unique")
        constraint = schema::Unique{};
    else if (kind == "foreignkey")
        constraint = schema::ForeignKey{};
    else if (kind == "primary")
        constraint = schema::PrimaryKey{};
    else
        return name;
    schema::name_of(constraint) = name;
    return schema::name_of(named(constraint, schema_name, table, convention, dialect));
}

} // namespace limbeck::operations
