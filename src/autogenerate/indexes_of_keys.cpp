#include "autogenerate/indexes_of_keys.hpp"

#include "dialects/comparison.hpp"

#include <algorithm>
#include <optional>
#include <variant>

namespace limbeck::autogenerate {

namespace {

std::optional<schema::Index> index_left_by(const schema::Change& change, const schema::Schema& database,
                                           const schema::Schema& target, const dialects::Comparison& comparison) {
    const auto* drop = std::get_if<schema::DropConstraint>(&change);
    const auto* key = drop && drop->dropped ? std::get_if<schema::ForeignKey>(&*drop->dropped) : nullptr;
    const schema::Table* before = key ? database.table(drop->schema, drop->table) : nullptr;
    const schema::Table* table = key ? target.table(drop->schema, drop->table) : nullptr;
    if (!before || !table)
        return std::nullopt;
    const bool goes_with_columns = std::none_of(key->columns.begin(), key->columns.end(),
                                                [&](const std::string& column) { return before->column(column); });
    // Another key on these columns has brought it along before.
    const bool is_of_other =
        std::any_of(before->constraints.begin(), before->constraints.end(), [&](const schema::Constraint& constraint) {
            const auto* other = std::get_if<schema::ForeignKey>(&constraint);
            return other && other->columns == key->columns;
        });
    if (goes_with_columns || is_of_other || !comparison.index_made_for(*key, *before))
        return std::nullopt;
    return comparison.index_made_for(*key, *table);
}

/// Whether the key stands on that index, when the table has no more than its constraints.
bool stands_on(const schema::ForeignKey& key, const schema::Index& index, const schema::Table& table,
               const dialects::Comparison& comparison) {
    return index.elements.size() >= key.columns.size() &&
           std::equal(key.columns.begin(), key.columns.end(), index.elements.begin(),
                      [](const std::string& column, const auto& element) { return column == element.column; }) &&
           comparison.index_made_for(key, table);
}

std::vector<schema::Table> dropped_tables(const std::vector<Group>& way) {
    std::vector<schema::Table> tables;
    for (const Group& group : way)
        for (const schema::Change& change : group.changes)
            if (const auto* drop = std::get_if<schema::DropTable>(&change))
                tables.push_back(drop->table);
    return tables;
}

/// Takes the keys of these tables out of them which stand on an index that the change drops.
std::vector<schema::ForeignKey> take_keys_on(const schema::Change& change, std::vector<schema::Table>& tables,
                                             const dialects::Comparison& comparison) {
    std::vector<schema::ForeignKey> keys;
    const auto* drop = std::get_if<schema::DropIndex>(&change);
    const auto table = std::find_if(tables.begin(), tables.end(), [&](const schema::Table& one) {
        return drop && drop->index.table == one.name && drop->index.schema == one.schema;
    });
    if (table == tables.end())
        return keys;
    std::vector<schema::Constraint> others;
    for (const schema::Constraint& constraint : table->constraints) {
        const auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (key && stands_on(*key, drop->index, *table, comparison))
            keys.push_back(*key);
        else
            others.push_back(constraint);
    }
    table->constraints = std::move(others);
    return keys;
}

} // namespace

void drop_keys_before_indexes(std::vector<Group>& way, const dialects::Comparison& comparison) {
    std::vector<schema::Table> tables = dropped_tables(way);
    for (Group& group : way) {
        std::vector<schema::Change> changes;
        for (schema::Change& change : group.changes) {
            for (schema::ForeignKey& key : take_keys_on(change, tables, comparison)) {
                const schema::Index& index = std::get<schema::DropIndex>(change).index;
                schema::DropConstraint drop;
                drop.schema = index.schema;
                drop.table = index.table;
                drop.name = key.name;
                drop.kind = "foreignkey";
                drop.dropped = std::move(key);
                changes.push_back(std::move(drop));
            }
            changes.push_back(std::move(change));
        }
        group.changes = std::move(changes);
    }
    auto table = tables.begin(); // in the order in which they were found
    for (Group& group : way)
        for (schema::Change& change : group.changes)
            if (auto* drop = std::get_if<schema::DropTable>(&change))
                drop->table.constraints = std::move(table++->constraints);
}

void drop_indexes_of_keys(std::vector<Group>& way_back, const schema::Schema& database, const schema::Schema& target,
                          const dialects::Comparison& comparison) {
    std::vector<schema::Table> tables = dropped_tables(way_back);
    for (Group& group : way_back) {
        std::vector<schema::Change> changes;
        for (schema::Change& change : group.changes) {
            if (!take_keys_on(change, tables, comparison).empty())
                continue;
            const std::optional<schema::Index> left = index_left_by(change, database, target, comparison);
            changes.push_back(std::move(change));
            if (left)
                changes.push_back(schema::DropIndex{*left});
        }
        group.changes = std::move(changes);
    }
    std::erase_if(way_back, [](const Group& group) { return group.changes.empty(); });
}

} // namespace limbeck::autogenerate
