#include "autogenerate/indexes_of_keys.hpp"

#include "dialects/comparison.hpp"

#include <algorithm>
#include <optional>
#include <utility>
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

/// An index that goes or comes, be it by itself or with a constraint.
struct Indexed {
    std::string schema, table;
    schema::Name name;
    std::vector<std::string> columns;

    bool is_of(const schema::Table& one) const { return table == one.name && schema == one.schema; }
};

Indexed indexed(const schema::Index& index) {
    Indexed result{index.schema, index.table, index.name, {}};
    for (const schema::Index::Element& element : index.elements)
        result.columns.push_back(element.column);
    return result;
}

std::optional<Indexed> indexed(const std::string& schema, const std::string& table,
                               const schema::Constraint& constraint) {
    if (const auto* unique = std::get_if<schema::Unique>(&constraint))
        return Indexed{schema, table, unique->name, unique->columns};
    if (const auto* primary = std::get_if<schema::PrimaryKey>(&constraint))
        return Indexed{schema, table, primary->name, primary->columns};
    return std::nullopt;
}

std::optional<Indexed> dropped_by(const schema::Change& change) {
    if (const auto* drop = std::get_if<schema::DropIndex>(&change))
        return indexed(drop->index);
    const auto* drop = std::get_if<schema::DropConstraint>(&change);
    return drop && drop->dropped ? indexed(drop->schema, drop->table, *drop->dropped) : std::nullopt;
}

std::optional<Indexed> made_by(const schema::Change& change) {
    if (const auto* create = std::get_if<schema::CreateIndex>(&change))
        return indexed(create->index);
    const auto* add = std::get_if<schema::AddConstraint>(&change);
    return add ? indexed(add->schema, add->table, add->constraint) : std::nullopt;
}

/// Whether the key can stand on that index.
bool fits(const schema::ForeignKey& key, const Indexed& index) {
    return index.columns.size() >= key.columns.size() &&
           std::equal(key.columns.begin(), key.columns.end(), index.columns.begin());
}

/// Whether the key stands on that index, when the table has no others.
bool stands_on(const schema::ForeignKey& key, const Indexed& index, const schema::Table& table,
               const dialects::Comparison& comparison) {
    return fits(key, index) && comparison.index_made_for(key, table);
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
    const std::optional<Indexed> index = dropped_by(change);
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const schema::Table& one) { return index && index->is_of(one); });
    if (table == tables.end())
        return keys;
    std::vector<schema::Constraint> others;
    for (const schema::Constraint& constraint : table->constraints) {
        const auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (key && stands_on(*key, *index, *table, comparison))
            keys.push_back(*key);
        else
            others.push_back(constraint);
    }
    table->constraints = std::move(others);
    return keys;
}

schema::DropConstraint drop_of(const schema::ForeignKey& key, const Indexed& index) {
    schema::DropConstraint drop;
    drop.schema = index.schema;
    drop.table = index.table;
    drop.name = key.name;
    drop.kind = "foreignkey";
    drop.dropped = key;
    return drop;
}

bool is_drop_of(const schema::Change& change, const schema::ForeignKey& key, const schema::Table& table) {
    const auto* drop = std::get_if<schema::DropConstraint>(&change);
    const auto* dropped = drop && drop->dropped ? std::get_if<schema::ForeignKey>(&*drop->dropped) : nullptr;
    return dropped && drop->table == table.name && drop->schema == table.schema &&
           dropped->name.text == key.name.text && dropped->columns == key.columns;
}

std::vector<const schema::ForeignKey*> keys_of(const schema::Table* table) {
    std::vector<const schema::ForeignKey*> keys;
    if (!table)
        return keys;
    for (const schema::Constraint& constraint : table->constraints)
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint))
            keys.push_back(key);
    return keys;
}

/// Puts the changes of tables that are there before and after in an order in which no index goes that a key stands on.
class KeysBeforeIndexes {
  public:
    KeysBeforeIndexes(const std::vector<Group>& way, const schema::Schema& start,
                      const dialects::Comparison& comparison)
        : start_(start), comparison_(comparison) {
        for (const Group& group : way)
            for (const schema::Change& change : group.changes)
                todo_.push_back({&group, change});
        plan_ = todo_;
    }

    std::vector<Group> arranged() {
        while (!todo_.empty()) {
            const Placed next = std::move(todo_.front());
            todo_.erase(todo_.begin());
            if (adds_key_on_what_goes(next.change)) {
                last_.push_back(next);
                continue;
            }
            take_what_is_replaced(next);
            drop_keys_on(next);
            done_.push_back(next);
        }
        done_.insert(done_.end(), last_.begin(), last_.end());
        std::vector<Group> groups;
        const Group* at = nullptr;
        for (Placed& placed : done_) {
            if (std::exchange(at, placed.group) != placed.group)
                groups.push_back({placed.group->schema, placed.group->table, {}});
            groups.back().changes.push_back(std::move(placed.change));
        }
        return groups;
    }

  private:
    struct Placed {
        const Group* group;
        schema::Change change;
    };

    /// The table as it begins, without what goes on the way that a key could stand on.
    schema::Table what_stays_of(const schema::Table& table) const {
        schema::Table stays = table;
        for (const Placed& placed : plan_) {
            const std::optional<Indexed> gone = dropped_by(placed.change);
            if (!gone || !gone->is_of(table))
                continue;
            std::erase_if(stays.indexes, [&](const auto& index) { return index.name.text == gone->name.text; });
            std::erase_if(stays.constraints, [&](const schema::Constraint& constraint) {
                return indexed(table.schema, table.name, constraint) &&
                       schema::name_of(constraint).text == gone->name.text;
            });
        }
        return stays;
    }

    bool adds_key_on_what_goes(const schema::Change& change) const {
        const auto* add = std::get_if<schema::AddConstraint>(&change);
        const auto* key = add ? std::get_if<schema::ForeignKey>(&add->constraint) : nullptr;
        const schema::Table* table = key ? start_.table(add->schema, add->table) : nullptr;
        return table && std::any_of(todo_.begin(), todo_.end(), [&](const Placed& later) {
                   const std::optional<Indexed> gone = dropped_by(later.change);
                   return gone && gone->is_of(*table) && fits(*key, *gone) &&
                          stands_on(*key, *gone, what_stays_of(*table), comparison_);
               });
    }

    /// An index that comes takes the place of the one that was made for a key: where that is to go, it goes before, and
    /// its key with it.
    void take_what_is_replaced(const Placed& next) {
        const std::optional<Indexed> made = made_by(next.change);
        const schema::Table* table = made ? start_.table(made->schema, made->table) : nullptr;
        for (const schema::ForeignKey* key : keys_of(table)) {
            schema::Table without = *table;
            without.indexes.clear();
            const std::optional<schema::Index> own =
                fits(*key, *made) ? comparison_.index_made_for(*key, without) : std::nullopt;
            const auto drops_index = [&](const Placed& later) {
                const auto* drop = std::get_if<schema::DropIndex>(&later.change);
                return own && drop && indexed(drop->index).is_of(*table) && drop->index.name.text == own->name.text;
            };
            if (std::none_of(todo_.begin(), todo_.end(), drops_index))
                continue;
            const auto rest = std::stable_partition(todo_.begin(), todo_.end(), [&](const Placed& later) {
                return drops_index(later) || is_drop_of(later.change, *key, *table);
            });
            for (auto placed = todo_.begin(); placed != rest; ++placed)
                done_.push_back({next.group, std::move(placed->change)});
            todo_.erase(todo_.begin(), rest);
        }
    }

    /// The keys that stand on an index that goes: a drop that comes later comes now; one that stays comes back.
    void drop_keys_on(const Placed& next) {
        const std::optional<Indexed> gone = dropped_by(next.change);
        const schema::Table* table = gone ? start_.table(gone->schema, gone->table) : nullptr;
        for (const schema::ForeignKey* key : keys_of(table)) {
            const auto is_drop = [&](const Placed& other) { return is_drop_of(other.change, *key, *table); };
            if (!fits(*key, *gone) || std::any_of(done_.begin(), done_.end(), is_drop) ||
                !stands_on(*key, *gone, what_stays_of(*table), comparison_))
                continue;
            if (std::erase_if(todo_, is_drop) == 0)
                last_.push_back({next.group, schema::AddConstraint{gone->schema, gone->table, *key}});
            done_.push_back({next.group, drop_of(*key, *gone)});
        }
    }

    const schema::Schema& start_;
    const dialects::Comparison& comparison_;
    std::vector<Placed> plan_, todo_, done_;
    std::vector<Placed> last_; ///< keys that come when all else is done
};

} // namespace

void drop_keys_before_indexes(std::vector<Group>& way, const schema::Schema& start,
                              const dialects::Comparison& comparison) {
    if (!comparison.makes_indexes_for_keys())
        return;
    std::vector<schema::Table> tables = dropped_tables(way);
    for (Group& group : way) {
        std::vector<schema::Change> changes;
        for (schema::Change& change : group.changes) {
            for (const schema::ForeignKey& key : take_keys_on(change, tables, comparison))
                changes.emplace_back(drop_of(key, *dropped_by(change)));
            changes.push_back(std::move(change));
        }
        group.changes = std::move(changes);
    }
    auto table = tables.begin(); // in the order in which they were found
    for (Group& group : way)
        for (schema::Change& change : group.changes)
            if (auto* drop = std::get_if<schema::DropTable>(&change))
                drop->table.constraints = std::move(table++->constraints);
    way = KeysBeforeIndexes(way, start, comparison).arranged();
}

void drop_indexes_of_keys(std::vector<Group>& way_back, const schema::Schema& database, const schema::Schema& target,
                          const dialects::Comparison& comparison) {
    if (!comparison.makes_indexes_for_keys())
        return;
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
    way_back = KeysBeforeIndexes(way_back, target, comparison).arranged();
}

} // namespace limbeck::autogenerate
