#include "autogenerate/comparing.hpp"
#include "autogenerate/sameness.hpp"
#include "schema/parents.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace limbeck::autogenerate {

namespace {

Object object_of(const schema::Table& table, bool reflected) {
    Object object;
    object.kind = "table";
    object.name = table.name;
    object.reflected = reflected;
    object.table = &table;
    return object;
}

/// The tables of the database that take part.
std::map<Key, const schema::Table*> existing_tables(Comparing& comparing, const std::set<Key>& declared) {
    std::set<Key> ignored;
    for (const auto& [schema, name] : comparing.options.ignored_tables)
        ignored.insert(comparing.key(schema, name));
    std::map<Key, const schema::Table*> tables;
    for (const schema::Table& table : comparing.database.tables) {
        const Key key = comparing.key(table.schema, table.name);
        if (ignored.contains(key))
            continue;
        if (!key.first.empty() && !comparing.options.include_schemas && !comparing.options.whole &&
            !declared.contains(key))
            continue;
        if (comparing.hooks.include_name(table.name, "table", key.first, {}))
            tables.emplace(key, &table);
    }
    return tables;
}

void create(Comparing& comparing, const Key& key, const TableSides& sides, const std::vector<std::size_t>& late) {
    comparing.log("tables", "Detected added table " + quoted(dotted(key)));
    schema::CreateTable change{*sides.declared};
    change.table.indexes.clear();
    for (auto place = late.rbegin(); place != late.rend(); ++place)
        change.table.constraints.erase(change.table.constraints.begin() + static_cast<std::ptrdiff_t>(*place));
    comparing.add(std::move(change));
    compare_indexes_and_uniques(comparing, key, sides);
    for (const std::size_t place : late)
        comparing.add(key, schema::AddConstraint{sides.declared->schema, sides.declared->name,
                                                 sides.declared->constraints[place]});
}

void drop(Comparing& comparing, const Key& key, const schema::Table& table, const std::vector<std::size_t>& late) {
    TableSides sides;
    sides.existing = &table;
    compare_indexes_and_uniques(comparing, key, sides);
    schema::DropTable change{table};
    change.table.indexes.clear();
    for (auto place = late.rbegin(); place != late.rend(); ++place) {
        const schema::Constraint& constraint = table.constraints[*place];
        schema::DropConstraint drop;
        drop.schema = key.first;
        drop.table = key.second;
        drop.name = schema::name_of(constraint);
        drop.kind = "foreignkey";
        drop.dropped = constraint;
        comparing.add(key, std::move(drop));
        change.table.constraints.erase(change.table.constraints.begin() + static_cast<std::ptrdiff_t>(*place));
    }
    comparing.add(std::move(change));
    comparing.log("tables", "Detected removed table " + quoted(dotted(key)));
}

void compare_comments(Comparing& comparing, const Key& key, const TableSides& sides) {
    if (same_comment(sides.stored->comment, sides.existing->comment))
        return;
    schema::TableComment change;
    change.schema = key.first;
    change.table = key.second;
    if (!sides.stored->comment.value_or("").empty())
        change.comment = sides.declared->comment;
    change.existing_comment = sides.existing->comment;
    comparing.add(key, std::move(change));
}

/// One thing may be said as a list of one.
bool same_option(const Value& left, const Value& right) {
    const auto only = [](const Value& value) {
        const List* list = value.get_if<List>();
        return list && list->size() == 1 ? list->front() : value;
    };
    return only(left) == only(right);
}

/// Storage, partitions, inheritance: what the target states, and no operation can change.
void compare_options(Comparing& comparing, const Key& key, const TableSides& sides) {
    for (const auto& [option, value] : sides.stored->options.entries()) {
        const Value* existing = sides.existing->options.find(option);
        if (value.is_null() || (existing && same_option(*existing, value)))
            continue;
        comparing.not_compared("table " + quoted(dotted(key)) + ": " + option +
                               (existing ? " differs" : " is not what the table has") +
                               "; no operation changes it: write that by hand");
    }
    if (comparing.options.whole) // what is not said is not to be
        for (const auto& [option, value] : sides.existing->options.entries())
            if (!sides.stored->options.find(option))
                comparing.not_compared("table " + quoted(dotted(key)) + ": the target has no " + option +
                                       "; no operation changes it: write that by hand");
    if (sides.stored->prefixes != sides.existing->prefixes && !sides.stored->prefixes.empty())
        comparing.not_compared("table " + quoted(dotted(key)) + ": the table is not " + joined(sides.stored->prefixes) +
                               "; no operation changes it: write that by hand");
}

/// The places of the foreign keys that come after all tables, or go before them, by table.
std::map<Key, std::vector<std::size_t>> late_keys(const Comparing& comparing, const schema::Schema& schema,
                                                  const schema::Order& order) {
    std::map<Key, std::vector<std::size_t>> late;
    if (!comparing.options.adds_foreign_keys)
        return late;
    for (const schema::Order::Late& cut : order.late) {
        const schema::Table& table = schema.tables[cut.table];
        late[comparing.key(table.schema, table.name)].push_back(cut.constraint);
    }
    for (auto& [key, places] : late)
        std::sort(places.begin(), places.end());
    return late;
}

/// All references to the default schema without its name, so that tables find each other.
schema::Schema plain_names(const Comparing& comparing, const std::vector<const schema::Table*>& tables) {
    schema::Schema schema;
    for (const schema::Table* table : tables) {
        schema.tables.push_back(*table);
        schema::Table& copy = schema.tables.back();
        copy.schema = comparing.key(copy.schema, {}).first;
        for (schema::Constraint& constraint : copy.constraints)
            if (auto* key = std::get_if<schema::ForeignKey>(&constraint))
                key->referred_schema = comparing.key(key->referred_schema, {}).first;
    }
    return schema;
}

/// Whether the table is a partition of one of these.
bool is_partition(const Comparing& comparing, const schema::Table& table, const std::set<Key>& of) {
    const auto parents = schema::parents(table, "_partition_of");
    return std::any_of(parents.begin(), parents.end(),
                       [&](const auto& parent) { return of.contains(comparing.key(parent.first, parent.second)); });
}

/// What the target states, and the partitions of it, which hold rows as its indexes do and which a model cannot state.
std::set<Key> with_partitions(const Comparing& comparing, const std::map<Key, const schema::Table*>& existing,
                              std::set<Key> stated) {
    for (bool more = true; more;) {
        more = false;
        for (const auto& [key, table] : existing)
            if (!stated.contains(key) && is_partition(comparing, *table, stated))
                more = stated.insert(key).second;
    }
    return stated;
}

} // namespace

void compare_tables(Comparing& comparing) {
    const std::vector<schema::Table>& declared = comparing.target.declared.tables;
    std::map<Key, TableSides> sides;
    std::set<Key> declared_keys;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        const Key key = comparing.key(declared[i].schema, declared[i].name);
        TableSides& table = sides[key];
        table.declared = &declared[i];
        table.stored = &comparing.target.stored.tables[i];
        declared_keys.insert(key);
    }
    std::map<Key, const schema::Table*> existing = existing_tables(comparing, declared_keys);
    for (const auto& [schema, name] : comparing.options.ignored_tables) {
        sides.erase(comparing.key(schema, name));
        declared_keys.erase(comparing.key(schema, name));
    }

    std::vector<const schema::Table*> created, dropped;
    for (const schema::Table& table : declared) {
        const Key key = comparing.key(table.schema, table.name);
        if (declared_keys.contains(key) && !existing.contains(key))
            created.push_back(&table);
    }
    const std::set<Key> kept =
        comparing.options.whole ? declared_keys : with_partitions(comparing, existing, declared_keys);
    for (const auto& [key, table] : existing)
        if (!kept.contains(key))
            dropped.push_back(table);

    const schema::Schema new_tables = plain_names(comparing, created);
    const schema::Order creation = schema::dependency_order(new_tables);
    const auto late = late_keys(comparing, new_tables, creation);
    for (const std::size_t place : creation.tables) {
        const schema::Table& table = *created[place];
        const Key key = comparing.key(table.schema, table.name);
        if (!comparing.hooks.include_object(object_of(table, false), nullptr))
            continue;
        const auto cut = late.find(key);
        create(comparing, key, sides[key], cut == late.end() ? std::vector<std::size_t>() : cut->second);
    }

    const schema::Schema old_tables = plain_names(comparing, dropped);
    const schema::Order removal = schema::dependency_order(old_tables);
    const auto late_drops = late_keys(comparing, old_tables, removal);
    for (auto place = removal.tables.rbegin(); place != removal.tables.rend(); ++place) {
        const schema::Table& table = *dropped[*place];
        const Key key = comparing.key(table.schema, table.name);
        if (!comparing.hooks.include_object(object_of(table, true), nullptr))
            continue;
        const auto cut = late_drops.find(key);
        drop(comparing, key, table, cut == late_drops.end() ? std::vector<std::size_t>() : cut->second);
    }

    for (const auto& [key, table] : existing) {
        if (!declared_keys.contains(key))
            continue;
        TableSides both = sides[key];
        both.existing = table;
        const Object theirs = object_of(*table, true);
        if (!comparing.hooks.include_object(object_of(*both.declared, false), &theirs))
            continue;
        const Key& name = key; // a structured binding cannot be captured
        compare_columns(comparing, name, both, [&] {
            compare_indexes_and_uniques(comparing, name, both);
            compare_foreign_keys(comparing, name, both);
            compare_comments(comparing, name, both);
            compare_checks(comparing, name, both);
            compare_other_constraints(comparing, name, both);
            compare_options(comparing, name, both);
        });
    }
}

} // namespace limbeck::autogenerate
