#include "schema/declared.hpp"

#include "schema/autoincrement.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>

namespace limbeck::schema {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

const DeclaredColumn* column_named(const DeclaredTable& table, const std::string& name) {
    for (const DeclaredColumn& column : table.columns)
        if (column.name == name)
            return &column;
    return nullptr;
}

void require_columns(const DeclaredTable& table, const std::vector<std::string>& names, const char* what) {
    for (const std::string& name : names)
        if (!column_named(table, name))
            fail_script(std::string("Can't create ") + what + " on table '" + table.name + "': no column named '" +
                        name + "' is present.");
}

/// The names of the primary key's columns; makes the constraint where only flags say it.
std::vector<std::string> fold_primary_key(DeclaredTable& table) {
    std::vector<std::string> flagged;
    for (const DeclaredColumn& column : table.columns)
        if (column.primary_key && !column.stored)
            flagged.push_back(column.name);
    auto found = std::find_if(table.constraints.begin(), table.constraints.end(), [](const DeclaredConstraint& item) {
        return std::holds_alternative<PrimaryKey>(item.constraint);
    });
    if (found == table.constraints.end()) {
        if (flagged.empty())
            return {};
        // A key made of flags alone begins with the column that the database numbers.
        PrimaryKey key;
        key.columns = flagged;
        if (const DeclaredColumn* autoincremented = autoincrement_column(table, flagged))
            std::stable_partition(key.columns.begin(), key.columns.end(),
                                  [&](const std::string& name) { return name == autoincremented->name; });
        found = table.constraints.insert(table.constraints.begin(), DeclaredConstraint{std::move(key)});
    }
    PrimaryKey& key = std::get<PrimaryKey>(found->constraint);
    require_columns(table, key.columns, "PrimaryKeyConstraint");
    // The constraint's own list wins over the flags; a constraint without columns takes the flagged ones.
    if (key.columns.empty())
        key.columns = flagged;
    return key.columns;
}

/// The foreign key of one column that its column said.
const ForeignKey* column_level_key(const DeclaredConstraint& item) {
    const auto* key = std::get_if<ForeignKey>(&item.constraint);
    return item.column_level && key && key->columns.size() == 1 ? key : nullptr;
}

bool has_type_check(const DeclaredTable& table, const std::string& column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const DeclaredConstraint& item) {
        const auto* check = std::get_if<Check>(&item.constraint);
        return check && check->from_type && check->columns == std::vector{column};
    });
}

void require_constraint_columns(const DeclaredTable& table) {
    for (const DeclaredConstraint& item : table.constraints) {
        if (const auto* unique = std::get_if<Unique>(&item.constraint))
            require_columns(table, unique->columns, "UniqueConstraint");
        else if (const auto* key = std::get_if<ForeignKey>(&item.constraint))
            require_columns(table, key->columns, "ForeignKeyConstraint");
    }
}

/// What a column brings besides itself.
void fold_flags(const DeclaredTable& table, const DeclaredColumn& column, Table& into) {
    const bool unique_index = column.index && column.unique.value_or(false);
    if (column.unique.value_or(false) && !unique_index) {
        Unique unique;
        unique.columns = {column.name};
        into.constraints.emplace_back(std::move(unique));
    }
    if (column.index) {
        Index index;
        index.table = table.name;
        index.schema = table.schema;
        index.elements.push_back({column.name, nullptr});
        index.unique = unique_index;
        into.indexes.push_back(std::move(index));
    }
    if (!has_type_check(table, column.name))
        if (std::optional<Check> check = type_check(column))
            into.constraints.emplace_back(std::move(*check));
}

} // namespace

Table normalize(DeclaredTable declared) {
    for (const DeclaredColumn& column : declared.columns)
        if (column_named(declared, column.name) != &column)
            fail_script("A column with name '" + column.name + "' is already present in table '" + declared.name +
                        "'.");
    const std::vector<std::string> key = fold_primary_key(declared);
    require_constraint_columns(declared);
    const DeclaredColumn* autoincremented = autoincrement_column(declared, key);

    Table table;
    table.name = declared.name;
    table.schema = declared.schema;
    table.indexes = declared.indexes;
    // What columns bring follows what the user listed, column by column: unique, the type's check, foreign keys.
    for (const DeclaredConstraint& item : declared.constraints)
        if (!column_level_key(item))
            table.constraints.push_back(item.constraint);
    for (const DeclaredColumn& column : declared.columns) {
        if (!column.stored)
            fold_flags(declared, column, table);
        for (const DeclaredConstraint& item : declared.constraints)
            if (const ForeignKey* foreign = column_level_key(item); foreign && foreign->columns.front() == column.name)
                table.constraints.push_back(item.constraint);
    }
    for (DeclaredColumn& column : declared.columns) {
        const bool is_autoincremented = &column == autoincremented && !column.identity && !column.has_default &&
                                        !(column.sequence && !column.sequence->optional);
        column.primary_key = contains(key, column.name);
        if (!column.stored) {
            column.autoincremented = is_autoincremented;
            if ((column.primary_key || column.identity) && !column.nullable_given)
                column.nullable = false;
        }
        table.columns.push_back(std::move(static_cast<Column&>(column)));
    }
    table.comment = std::move(declared.comment);
    table.prefixes = std::move(declared.prefixes);
    table.options = std::move(declared.options);
    table.info = std::move(declared.info);
    return table;
}

DeclaredTable declared(Table table) {
    DeclaredTable made;
    made.name = std::move(table.name);
    made.schema = std::move(table.schema);
    for (Column& column : table.columns) {
        DeclaredColumn marked;
        static_cast<Column&>(marked) = std::move(column);
        marked.stored = true;
        made.columns.push_back(std::move(marked));
    }
    for (Constraint& constraint : table.constraints)
        made.constraints.push_back({std::move(constraint)});
    made.indexes = std::move(table.indexes);
    made.comment = std::move(table.comment);
    made.prefixes = std::move(table.prefixes);
    made.options = std::move(table.options);
    made.info = std::move(table.info);
    return made;
}

} // namespace limbeck::schema
