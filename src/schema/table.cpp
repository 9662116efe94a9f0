#include "schema/table.hpp"

#include "schema/affinity.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>

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

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The type that wants a CHECK: the column's own, one of its variants, or null.
const Type* checked_type(const TypePtr& type) {
    if (!type)
        return nullptr;
    if (type->create_constraint || (type->labels && type->labels->create_constraint))
        return type.get();
    for (const auto& [dialect, variant] : type->variants)
        if (const Type* found = checked_type(variant))
            return found;
    return nullptr;
}

/// Whether the column may number itself; SQLAlchemy's PrimaryKeyConstraint asks the same in the same order.
bool can_number(const Table& table, const Column& column, bool asked_for) {
    const std::string_view family = column.type ? affinity(*column.type) : std::string_view("NullType");
    if (family != "Integer" && family != "Numeric") {
        if (asked_for)
            fail("Column type " + (column.type ? column.type->name : "NullType") + " on column '" + table.name + "." +
                     column.name + "' is not compatible with autoincrement=True",
                 "", "give the column an integer type, or leave autoincrement out");
        return false;
    }
    if (family == "Numeric" && !asked_for)
        return false; // since SQLAlchemy 2.1
    if ((column.has_default || column.server_default || column.computed) && !asked_for)
        return false;
    if (asked_for || column.autoincrement == Column::Autoincrement::IgnoreFk)
        return true;
    return std::none_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
        const auto* key = std::get_if<ForeignKey>(&constraint);
        return key && contains(key->columns, column.name);
    });
}

const Column* autoincrement_among(const Table& table, const std::vector<std::string>& key) {
    if (key.size() == 1) {
        const Column* column = table.column(key.front());
        if (!column || column->autoincrement == Column::Autoincrement::No)
            return nullptr;
        const bool asked_for = column->autoincrement == Column::Autoincrement::Yes;
        return can_number(table, *column, asked_for) ? column : nullptr;
    }
    const Column* found = nullptr;
    for (const std::string& name : key) {
        const Column* column = table.column(name);
        if (!column || column->autoincrement != Column::Autoincrement::Yes)
            continue;
        can_number(table, *column, true);
        if (found)
            fail("Only one Column may be marked autoincrement=True, found both " + column->name + " and " +
                     found->name + ".",
                 "table '" + table.name + "'");
        found = column;
    }
    return found;
}

void require_columns(const Table& table, const std::vector<std::string>& names, const char* what) {
    for (const std::string& name : names)
        if (!table.column(name))
            fail(std::string("Can't create ") + what + " on table '" + table.name + "': no column named '" + name +
                 "' is present.");
}

void fold_primary_key(Table& table) {
    std::vector<std::string> flagged;
    for (const Column& column : table.columns)
        if (column.primary_key)
            flagged.push_back(column.name);

    auto found = std::find_if(table.constraints.begin(), table.constraints.end(),
                              [](const Constraint& c) { return std::holds_alternative<PrimaryKey>(c); });
    if (found == table.constraints.end()) {
        if (flagged.empty())
            return;
        // A key made of flags alone begins with the column that the database numbers.
        PrimaryKey key;
        key.columns = flagged;
        if (const Column* numbered = autoincrement_among(table, flagged))
            std::stable_partition(key.columns.begin(), key.columns.end(),
                                  [&](const std::string& name) { return name == numbered->name; });
        found = table.constraints.insert(table.constraints.begin(), std::move(key));
    }

    PrimaryKey& key = std::get<PrimaryKey>(*found);
    require_columns(table, key.columns, "PrimaryKeyConstraint");
    // The constraint's own list wins over the flags; a constraint without columns takes the flagged ones.
    if (key.columns.empty())
        key.columns = flagged;
    for (Column& column : table.columns)
        column.primary_key = contains(key.columns, column.name);
}

bool has_type_check(const Table& table, const std::string& column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
        const auto* check = std::get_if<Check>(&constraint);
        return check && check->from_type && check->columns == std::vector{column};
    });
}

} // namespace

const Column* autoincrement_column(const Table& table) {
    const PrimaryKey* key = table.primary_key();
    return key ? autoincrement_among(table, key->columns) : nullptr;
}

void normalize(Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.column(table.columns[i].name) != &table.columns[i])
            fail("A column with name '" + table.columns[i].name + "' is already present in table '" + table.name +
                 "'.");
    fold_primary_key(table);
    for (Column& column : table.columns)
        if ((column.primary_key || column.identity) && !column.nullable_given)
            column.nullable = false;

    for (const Constraint& constraint : table.constraints) {
        if (const auto* unique = std::get_if<Unique>(&constraint))
            require_columns(table, unique->columns, "UniqueConstraint");
        else if (const auto* key = std::get_if<ForeignKey>(&constraint))
            require_columns(table, key->columns, "ForeignKeyConstraint");
    }

    // What columns bring follows what the user listed, column by column: unique, the type's check, foreign keys.
    std::vector<Constraint> brought;
    const auto take = [&](auto wanted) {
        const auto first = std::stable_partition(table.constraints.begin(), table.constraints.end(),
                                                 [&](const Constraint& c) { return !wanted(c); });
        std::move(first, table.constraints.end(), std::back_inserter(brought));
        table.constraints.erase(first, table.constraints.end());
    };
    // A flag that has been folded in is lowered, so that it is folded in once.
    for (Column& column : table.columns) {
        const bool unique_index = column.index && column.unique.value_or(false);
        if (column.unique.value_or(false) && !unique_index) {
            Unique unique;
            unique.columns = {column.name};
            brought.emplace_back(std::move(unique));
        }
        if (column.index) {
            Index index;
            index.table = table.name;
            index.schema = table.schema;
            index.elements.push_back({column.name, nullptr});
            index.unique = unique_index;
            table.indexes.push_back(std::move(index));
        }
        if (const Type* type = checked_type(column.type); type && !has_type_check(table, column.name)) {
            Check check;
            check.from_type = true;
            check.columns = {column.name};
            if (!type->type_name.empty())
                check.name = Name(type->type_name);
            brought.emplace_back(std::move(check));
        }
        take([&](const Constraint& constraint) {
            const auto* key = std::get_if<ForeignKey>(&constraint);
            return key && key->column_level && key->columns == std::vector{column.name};
        });
        column.index = false;
        column.unique.reset();
    }
    for (Constraint& constraint : brought)
        if (auto* key = std::get_if<ForeignKey>(&constraint))
            key->column_level = false;
    std::move(brought.begin(), brought.end(), std::back_inserter(table.constraints));
}

} // namespace limbeck::schema
