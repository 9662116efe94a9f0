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

/// What goes with an index.
struct Freed {
    std::string schema, table;
    schema::Name name;
    std::vector<std::string> columns;
};

std::optional<Freed> freed_by(const schema::Change& change) {
    if (const auto* drop = std::get_if<schema::DropIndex>(&change)) {
        Freed freed{drop->index.schema, drop->index.table, drop->index.name, {}};
        for (const schema::Index::Element& element : drop->index.elements)
            freed.columns.push_back(element.column);
        return freed;
    }
    const auto* drop = std::get_if<schema::DropConstraint>(&change);
    if (!drop || !drop->dropped)
        return std::nullopt;
    if (const auto* unique = std::get_if<schema::Unique>(&*drop->dropped))
        return Freed{drop->schema, drop->table, drop->name, unique->columns};
    if (const auto* primary = std::get_if<schema::PrimaryKey>(&*drop->dropped))
        return Freed{drop->schema, drop->table, drop->name, primary->columns};
    return std::nullopt;
}

/// Whether the key stands on that index, when the table has no others.
bool stands_on(const schema::ForeignKey& key, const Freed& index, const schema::Table& table,
               const dialects::Comparison& comparison) {
    return index.columns.size() >= key.columns.size() &&
           std::equal(key.columns.begin(), key.columns.end(), index.columns.begin()) &&
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
    const std::optional<Freed> freed = freed_by(change);
    const auto table = std::find_if(tables.begin(), tables.end(), [&](const schema::Table& one) {
        return freed && freed->table == one.name && freed->schema == one.schema;
    });
    if (table == tables.end())
        return keys;
    std::vector<schema::Constraint> others;
    for (const schema::Constraint& constraint : table->constraints) {
        const auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (key && stands_on(*key, *freed, *table, comparison))
            keys.push_back(*key);
        else
            others.push_back(constraint);
    }
    table->constraints = std::move(others);
    return keys;
}

schema::DropConstraint drop_of(const schema::ForeignKey& key, const Freed& index) {
    schema::DropConstraint drop;
    drop.schema = index.schema;
    drop.table = index.table;
    drop.name = key.name;
    drop.kind = "foreignkey";
    drop.dropped = key;
    return drop;
}

/// The table as it begins, without what goes on the way that a key could stand on.
schema::Table what_stays_of(const schema::Table& table, const std::vector<Group>& way) {
    schema::Table stays = table;
    for (const Group& group : way)
        for (const schema::Change& change : group.changes) {
            const std::optional<Freed> freed = freed_by(change);
            if (!freed || freed->table != table.name || freed->schema != table.schema)
                continue;
            std::erase_if(stays.indexes, [&](const auto& index) { return index.name.text == freed->name.text; });
            std::erase_if(stays.constraints, [&](const schema::Constraint& constraint) {
                return !std::holds_alternative<schema::ForeignKey>(constraint) &&
                       schema::name_of(constraint).text == freed->name.text;
            });
        }
    return stays;
}

/// The columns of an index that comes, of the table.
std::vector<std::string> columns_made(const schema::Change& change, const schema::Table& table) {
    std::vector<std::string> columns;
    if (const auto* create = std::get_if<schema::CreateIndex>(&change)) {
        if (create->index.table == table.name && create->index.schema == table.schema)
            for (const schema::Index::Element& element : create->index.elements)
                columns.push_back(element.column);
    } else if (const auto* add = std::get_if<schema::AddConstraint>(&change)) {
        const auto* unique = std::get_if<schema::Unique>(&add->constraint);
        if (unique && add->table == table.name && add->schema == table.schema)
            columns = unique->columns;
    }
    return columns;
}

bool is_drop_of(const schema::Change& change, const schema::ForeignKey& key, const Freed& index) {
    const auto* drop = std::get_if<schema::DropConstraint>(&change);
    const auto* dropped = drop && drop->dropped ? std::get_if<schema::ForeignKey>(&*drop->dropped) : nullptr;
    return dropped && drop->table == index.table && drop->schema == index.schema &&
           dropped->name.text == key.name.text && dropped->columns == key.columns;
}

/// Whether the change adds a key that would stand on an index that goes later on.
bool stands_on_what_goes(const std::vector<Group>& way, std::size_t number, std::size_t at, const schema::Schema& start,
                         const std::vector<Group>& plan, const dialects::Comparison& comparison) {
    const auto* add = std::get_if<schema::AddConstraint>(&way[number].changes[at]);
    const auto* key = add ? std::get_if<schema::ForeignKey>(&add->constraint) : nullptr;
    const schema::Table* table = key ? start.table(add->schema, add->table) : nullptr;
    for (std::size_t later = number; table && later < way.size(); ++later)
        for (std::size_t i = later == number ? at + 1 : 0; i < way[later].changes.size(); ++i) {
            const std::optional<Freed> freed = freed_by(way[later].changes[i]);
            if (freed && freed->table == table->name && freed->schema == table->schema &&
                stands_on(*key, *freed, what_stays_of(*table, plan), comparison))
                return true;
        }
    return false;
}

/// An index that comes takes the place of the one that was made for a key: where that is to go, it goes before, and its
/// key with it.
std::vector<schema::Change> take_what_is_replaced(std::vector<Group>& way, std::size_t number, std::size_t at,
                                                  const schema::Schema& start, const dialects::Comparison& comparison) {
    std::vector<schema::Change> taken;
    for (const schema::Table& table : start.tables) {
        const std::vector<std::string> made = columns_made(way[number].changes[at], table);
        for (const schema::Constraint& constraint : table.constraints) {
            const auto* key = std::get_if<schema::ForeignKey>(&constraint);
            if (!key || made.size() < key->columns.size() ||
                !std::equal(key->columns.begin(), key->columns.end(), made.begin()))
                continue;
            schema::Table without = table;
            without.indexes.clear();
            const std::optional<schema::Index> own = comparison.index_made_for(*key, without);
            const auto drops_index = [&](const schema::Change& change) {
                const auto* drop = std::get_if<schema::DropIndex>(&change);
                return own && drop && drop->index.table == table.name && drop->index.schema == table.schema &&
                       drop->index.name.text == own->name.text;
            };
            const auto is_taken = [&](const schema::Change& change) {
                return drops_index(change) || is_drop_of(change, *key, {table.schema, table.name, {}, {}});
            };
            const bool goes =
                std::any_of(way.begin() + static_cast<std::ptrdiff_t>(number), way.end(), [&](const Group& group) {
                    return std::any_of(group.changes.begin(), group.changes.end(), drops_index);
                });
            for (std::size_t later = number; goes && later < way.size(); ++later)
                for (std::size_t i = later == number ? at + 1 : 0; i < way[later].changes.size();)
                    if (is_taken(way[later].changes[i])) {
                        taken.push_back(std::move(way[later].changes[i]));
                        way[later].changes.erase(way[later].changes.begin() + static_cast<std::ptrdiff_t>(i));
                    } else {
                        ++i;
                    }
        }
    }
    return taken;
}

/// Keys of tables that are there before and after.
void drop_keys_that_stay(std::vector<Group>& way, const schema::Schema& start, const dialects::Comparison& comparison) {
    const std::vector<Group> plan = way;
    std::vector<Group> rest; // of the way, which is made anew in `way`
    std::vector<Group> back;
    std::swap(way, rest);
    std::vector<schema::Change> done; // drops of keys, by now
    for (std::size_t number = 0; number < rest.size(); ++number) {
        way.push_back({rest[number].schema, rest[number].table, {}});
        for (std::size_t at = 0; at < rest[number].changes.size(); ++at) {
            if (stands_on_what_goes(rest, number, at, start, plan, comparison)) {
                back.push_back({rest[number].schema, rest[number].table, {rest[number].changes[at]}});
                continue;
            }
            for (schema::Change& change : take_what_is_replaced(rest, number, at, start, comparison)) {
                done.push_back(change);
                way.back().changes.push_back(std::move(change));
            }
            const std::optional<Freed> freed = freed_by(rest[number].changes[at]);
            const schema::Table* table = freed ? start.table(freed->schema, freed->table) : nullptr;
            for (const schema::Constraint& constraint :
                 table ? table->constraints : std::vector<schema::Constraint>()) {
                const auto* key = std::get_if<schema::ForeignKey>(&constraint);
                const auto is_drop = [&](const schema::Change& change) { return is_drop_of(change, *key, *freed); };
                if (!key || !stands_on(*key, *freed, what_stays_of(*table, plan), comparison) ||
                    std::any_of(done.begin(), done.end(), is_drop))
                    continue;
                bool goes_later = false;
                for (std::size_t later = number; later < rest.size(); ++later)
                    goes_later |= std::erase_if(rest[later].changes, is_drop) > 0;
                if (!goes_later)
                    back.push_back({rest[number].schema,
                                    rest[number].table,
                                    {schema::AddConstraint{freed->schema, freed->table, *key}}});
                way.back().changes.push_back(drop_of(*key, *freed));
                done.push_back(drop_of(*key, *freed));
            }
            way.back().changes.push_back(rest[number].changes[at]);
            if (std::holds_alternative<schema::DropConstraint>(rest[number].changes[at]))
                done.push_back(rest[number].changes[at]);
        }
    }
    std::erase_if(way, [](const Group& group) { return group.changes.empty(); });
    way.insert(way.end(), back.begin(), back.end());
}

} // namespace

void drop_keys_before_indexes(std::vector<Group>& way, const schema::Schema& start,
                              const dialects::Comparison& comparison) {
    std::vector<schema::Table> tables = dropped_tables(way);
    for (Group& group : way) {
        std::vector<schema::Change> changes;
        for (schema::Change& change : group.changes) {
            for (const schema::ForeignKey& key : take_keys_on(change, tables, comparison))
                changes.emplace_back(drop_of(key, *freed_by(change)));
            changes.push_back(std::move(change));
        }
        group.changes = std::move(changes);
    }
    auto table = tables.begin(); // in the order in which they were found
    for (Group& group : way)
        for (schema::Change& change : group.changes)
            if (auto* drop = std::get_if<schema::DropTable>(&change))
                drop->table.constraints = std::move(table++->constraints);
    drop_keys_that_stay(way, start, comparison);
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
    drop_keys_that_stay(way_back, target, comparison);
}

} // namespace limbeck::autogenerate
