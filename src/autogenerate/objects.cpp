#include "autogenerate/comparing.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/sameness.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace limbeck::autogenerate {

namespace {

using Steps = std::vector<Step>;

void add(Steps& steps, schema::Change change) {
    steps.push_back({{}, {}, std::move(change)});
}

void compare_sequences(Comparing& comparing, Steps& first, Steps& last) {
    std::map<Key, const schema::Sequence*> existing;
    for (const schema::Sequence& sequence : comparing.database.sequences)
        existing.emplace(comparing.key(sequence.schema, sequence.name), &sequence);
    std::set<Key> wanted;
    for (std::size_t i = 0; i < comparing.target.stored.sequences.size(); ++i) {
        const schema::Sequence& sequence = comparing.target.stored.sequences[i];
        const Key key = comparing.key(sequence.schema, sequence.name);
        wanted.insert(key);
        const auto found = existing.find(key);
        if (found == existing.end())
            add(first, schema::CreateSequence{comparing.target.declared.sequences[i]});
        else if (!same_sequence(sequence, *found->second))
            add(first, schema::AlterSequence{comparing.target.declared.sequences[i], *found->second});
    }
    if (comparing.options.whole)
        for (const auto& [key, sequence] : existing)
            if (!wanted.contains(key))
                add(last, schema::DropSequence{*sequence});
}

void compare_extensions(Comparing& comparing, Steps& first, Steps& last) {
    const auto has = [](const std::vector<schema::Extension>& all, const std::string& name) {
        return std::any_of(all.begin(), all.end(), [&](const auto& extension) { return extension.name == name; });
    };
    Steps created;
    for (const schema::Extension& extension : comparing.target.declared.extensions)
        if (!has(comparing.database.extensions, extension.name))
            add(created, schema::CreateExtension{extension});
    first.insert(first.begin(), std::make_move_iterator(created.begin()), std::make_move_iterator(created.end()));
    if (comparing.options.whole)
        for (const schema::Extension& extension : comparing.database.extensions)
            if (!has(comparing.target.declared.extensions, extension.name))
                add(last, schema::DropExtension{extension});
}

bool same_view(const schema::View& left, const schema::View& right) {
    if (left.definition != right.definition || left.materialized != right.materialized ||
        !same_comment(left.comment, right.comment) || left.indexes.size() != right.indexes.size())
        return false;
    std::map<std::string, Value> indexes;
    for (const schema::Index& index : left.indexes)
        indexes.emplace(index.name.text.value_or(""), content(index));
    return std::all_of(right.indexes.begin(), right.indexes.end(), [&](const schema::Index& index) {
        const auto found = indexes.find(index.name.text.value_or(""));
        return found != indexes.end() && found->second == content(index);
    });
}

/// What the changes of tables do to a view that speaks of them: the database refuses them while it is there.
bool stands_in_the_way(const Comparing& comparing, const schema::View& view) {
    const sql::ExpressionPtr definition = sql::text(view.definition);
    return std::any_of(comparing.steps.begin(), comparing.steps.end(), [&](const Step& step) {
        if (const auto* alter = std::get_if<schema::AlterColumn>(&step.change))
            return alter->type && mentions(*definition, alter->table) && mentions(*definition, alter->column);
        if (const auto* drop = std::get_if<schema::DropColumn>(&step.change))
            return mentions(*definition, drop->table) && mentions(*definition, drop->column.name);
        if (const auto* drop = std::get_if<schema::DropTable>(&step.change))
            return mentions(*definition, drop->table.name);
        return false;
    });
}

/// Those first that others speak of.
template <class Item> std::vector<const Item*> by_use(const std::vector<const Item*>& items) {
    std::vector<const Item*> sorted, waiting = items;
    while (!waiting.empty()) {
        auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Item* item) {
            const sql::ExpressionPtr definition = sql::text(item->definition);
            return std::none_of(waiting.begin(), waiting.end(), [&](const Item* other) {
                return other != item && other->name != item->name && mentions(*definition, other->name);
            });
        });
        if (next == waiting.end())
            next = waiting.begin();
        sorted.push_back(*next);
        waiting.erase(next);
    }
    return sorted;
}

void compare_views(Comparing& comparing, Steps& first, Steps& last) {
    std::map<Key, const schema::View*> existing;
    for (const schema::View& view : comparing.database.views)
        existing.emplace(comparing.key(view.schema, view.name), &view);
    std::vector<const schema::View*> dropped, created;
    std::map<const schema::View*, const schema::View*> replaced;
    std::set<Key> wanted;
    for (std::size_t i = 0; i < comparing.target.stored.views.size(); ++i) {
        const schema::View& view = comparing.target.stored.views[i];
        const schema::View& declared = comparing.target.declared.views[i];
        const Key key = comparing.key(view.schema, view.name);
        wanted.insert(key);
        const auto found = existing.find(key);
        if (found == existing.end()) {
            created.push_back(&declared);
            continue;
        }
        const bool in_the_way = stands_in_the_way(comparing, *found->second);
        if (same_view(view, *found->second) && !in_the_way)
            continue;
        if (!in_the_way && !view.materialized && !found->second->materialized && view.indexes.empty()) {
            replaced[&declared] = found->second;
        } else {
            dropped.push_back(found->second);
        }
        created.push_back(&declared);
    }
    for (const auto& [key, view] : existing) {
        if (wanted.contains(key))
            continue;
        if (comparing.options.whole) {
            dropped.push_back(view);
        } else if (stands_in_the_way(comparing, *view)) {
            dropped.push_back(view);
            created.push_back(view);
        }
    }
    dropped = by_use(dropped);
    for (auto view = dropped.rbegin(); view != dropped.rend(); ++view)
        add(first, schema::DropView{**view});
    for (const schema::View* view : by_use(created)) {
        const auto old = replaced.find(view);
        if (old == replaced.end())
            add(last, schema::CreateView{*view, false, std::nullopt});
        else
            add(last, schema::CreateView{*view, true, *old->second});
    }
}

/// Functions come before tables, which may call them; what is tied to a table comes after.
bool is_tied_to_table(const schema::Routine& routine) {
    return !routine.table.empty();
}

void compare_routines(Comparing& comparing, Steps& first, Steps& last) {
    using Identity = std::tuple<schema::Routine::Kind, std::string, std::string, std::string>;
    const auto identity = [&](const schema::Routine& routine) {
        return Identity(routine.kind, comparing.key(routine.schema, "").first,
                        routine.signature.empty() ? routine.name : routine.signature, routine.table);
    };
    std::map<Identity, const schema::Routine*> existing;
    for (const schema::Routine& routine : comparing.database.routines)
        existing.emplace(identity(routine), &routine);
    std::set<Identity> wanted;
    for (std::size_t i = 0; i < comparing.target.stored.routines.size(); ++i) {
        const schema::Routine& routine = comparing.target.stored.routines[i];
        const schema::Routine& declared = comparing.target.declared.routines[i];
        wanted.insert(identity(routine));
        Steps& steps = is_tied_to_table(routine) ? last : first;
        const auto found = existing.find(identity(routine));
        if (found == existing.end())
            add(steps, schema::CreateRoutine{declared, false, std::nullopt});
        else if (found->second->definition != routine.definition)
            add(steps, schema::CreateRoutine{declared, true, *found->second});
    }
    if (!comparing.options.whole)
        return;
    for (const auto& [name, routine] : existing)
        if (!wanted.contains(name))
            add(is_tied_to_table(*routine) ? first : last, schema::DropRoutine{*routine});
}

} // namespace

void compare_objects(Comparing& comparing, Steps& first, Steps& last) {
    compare_sequences(comparing, first, last);
    compare_extensions(comparing, first, last);
    compare_routines(comparing, first, last);
    Steps removed, made;
    compare_views(comparing, removed, made);
    // Views go before all else goes, and come when all else is there, but for what is tied to them.
    first.insert(first.begin(), std::make_move_iterator(removed.begin()), std::make_move_iterator(removed.end()));
    last.insert(last.begin(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
}

} // namespace limbeck::autogenerate
