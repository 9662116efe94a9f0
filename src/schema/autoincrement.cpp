#include "schema/autoincrement.hpp"

#include "schema/affinity.hpp"
#include "support/script_error.hpp"

#include <algorithm>

namespace limbeck::schema {

namespace {

const DeclaredColumn* column_named(const DeclaredTable& table, const std::string& name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const DeclaredColumn& column) { return column.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
}

/// Whether the column may number itself; SQLAlchemy's PrimaryKeyConstraint asks the same in the same order.
bool can_number(const DeclaredTable& table, const DeclaredColumn& column, bool asked_for) {
    const std::string_view family = column.type ? affinity(*column.type) : std::string_view("NullType");
    if (family != "Integer" && family != "Numeric") {
        if (asked_for)
            fail_script("Column type " + (column.type ? column.type->name : "NullType") + " on column '" + table.name +
                            "." + column.name + "' is not compatible with autoincrement=True",
                        "", "give the column an integer type, or leave autoincrement out");
        return false;
    }
    if (family == "Numeric" && !asked_for)
        return false;
    if (family == "Numeric" && column.type->scale != 0)
        fail_script("Column type " + column.type->name + " with non-zero scale " +
                        (column.type->scale ? std::to_string(*column.type->scale) : "None") + " on column '" +
                        table.name + "." + column.name + "' is not compatible with autoincrement=True",
                    "", "give the column an integer type, or leave autoincrement out");
    if ((column.has_default || column.server_default || column.fetched || column.computed) && !asked_for)
        return false;
    if (asked_for || column.autoincrement == Column::Autoincrement::IgnoreFk)
        return true;
    return std::none_of(table.constraints.begin(), table.constraints.end(), [&](const DeclaredConstraint& item) {
        const auto* key = std::get_if<ForeignKey>(&item.constraint);
        return key && std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end();
    });
}

} // namespace

const DeclaredColumn* autoincrement_column(const DeclaredTable& table, const std::vector<std::string>& key) {
    if (key.size() == 1) {
        const DeclaredColumn* column = column_named(table, key.front());
        if (!column || column->autoincrement == Column::Autoincrement::No)
            return nullptr;
        const bool asked_for = column->autoincrement == Column::Autoincrement::Yes;
        return can_number(table, *column, asked_for) ? column : nullptr;
    }
    const DeclaredColumn* found = nullptr;
    for (const std::string& name : key) {
        const DeclaredColumn* column = column_named(table, name);
        if (!column || column->autoincrement != Column::Autoincrement::Yes)
            continue;
        can_number(table, *column, true);
        if (found)
            fail_script("Only one Column may be marked autoincrement=True, found both " + column->name + " and " +
                            found->name + ".",
                        "table '" + table.name + "'");
        found = column;
    }
    return found;
}

} // namespace limbeck::schema
