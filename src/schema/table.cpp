#include "schema/table.hpp"

#include "schema/type_check.hpp"

namespace limbeck::schema {

Name& name_of(Constraint& constraint) {
    return std::visit([](auto& c) -> Name& { return c.name; }, constraint);
}

const Name& name_of(const Constraint& constraint) {
    return std::visit([](const auto& c) -> const Name& { return c.name; }, constraint);
}

const Column* Table::column(std::string_view column_name) const {
    for (const Column& candidate : columns)
        if (candidate.name == column_name)
            return &candidate;
    return nullptr;
}

const PrimaryKey* Table::primary_key() const {
    for (const Constraint& constraint : constraints)
        if (const auto* key = std::get_if<PrimaryKey>(&constraint))
            return key;
    return nullptr;
}

namespace {

/// The type that wants a CHECK: the column's own, one of its variants, or null.
const Type* checked_type(const TypePtr& type) {
    if (!type)
        return nullptr;
    if (wants_check(*type))
        return type.get();
    for (const auto& [dialect, variant] : type->variants)
        if (const Type* found = checked_type(variant))
            return found;
    return nullptr;
}

} // namespace

std::optional<Check> type_check(const Column& column) {
    const Type* type = checked_type(column.type);
    if (!type)
        return std::nullopt;
    Check check;
    check.from_type = true;
    check.columns = {column.name};
    if (!type->type_name.empty())
        check.name = Name(type->type_name, type->final_name);
    return check;
}

} // namespace limbeck::schema
