#include "autogenerate/objects.hpp"

#include "autogenerate/comparing.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/sameness.hpp"
#include "sql/expression.hpp"
#include "sql/scanner.hpp"

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
            add(first, schema::AlterSequence{sequence, *found->second}); // also what is left to the database
    }
    if (comparing.options.whole)
        for (const auto& [key, sequence] : existing)
            if (!wanted.contains(key))
                add(last, schema::DropSequence{*sequence});
}

/// Nothing moves an extension.
void tell_of_schema(Comparing& comparing, const schema::Extension& extension) {
    if (extension.schema.empty())
        return;
    for (const schema::Extension& existing : comparing.database.extensions)
        if (existing.name == extension.name && !existing.schema.empty() &&
            comparing.key(existing.schema, "") != comparing.key(extension.schema, ""))
            comparing.not_compared("extension " + extension.name + " is in schema " + existing.schema +
                                   ", and not in " + extension.schema + ": ALTER EXTENSION … SET SCHEMA moves it");
}

bool owns_extension(Comparing& comparing, const schema::Extension& extension) {
    const std::string schema = comparing.key(extension.schema, "").first;
    if (!comparing.options.whole &&
        !(comparing.options.owned_kinds.contains("extension") && comparing.options.owned_schemas.contains(schema)))
        return false;
    const std::string name = (schema.empty() ? comparing.options.default_schema : schema) + "." + extension.name;
    if (!comparing.hooks.include_name(name, "extension", schema, {}))
        return false;
    Object object;
    object.kind = "extension";
    object.name = name;
    object.reflected = true;
    return comparing.hooks.include_object(object, nullptr);
}

void compare_extensions(Comparing& comparing, Steps& first, Steps& last) {
    const auto has = [](const std::vector<schema::Extension>& all, const std::string& name) {
        return std::any_of(all.begin(), all.end(), [&](const auto& extension) { return extension.name == name; });
    };
    Steps created;
    for (const schema::Extension& extension : comparing.target.declared.extensions)
        if (!has(comparing.database.extensions, extension.name))
            add(created, schema::CreateExtension{extension});
        else
            tell_of_schema(comparing, extension);
    first.insert(first.begin(), std::make_move_iterator(created.begin()), std::make_move_iterator(created.end()));
    for (const schema::Extension& extension : comparing.database.extensions)
        if (owns_extension(comparing, extension) && !has(comparing.target.declared.extensions, extension.name))
            add(last, schema::DropExtension{extension});
}

bool same_view(const schema::View& left, const schema::View& right) {
    if (left.definition != right.definition || left.materialized != right.materialized ||
        !same_comment(left.comment, right.comment) || left.indexes.size() != right.indexes.size() ||
        !(Value(left.options) == Value(right.options)))
        return false;
    std::map<std::string, Value> indexes;
    for (const schema::Index& index : left.indexes)
        indexes.emplace(index.name.text.value_or(""), content(index));
    return std::all_of(right.indexes.begin(), right.indexes.end(), [&](const schema::Index& index) {
        const auto found = indexes.find(index.name.text.value_or(""));
        return found != indexes.end() && found->second == content(index);
    });
}

/// What hooks are told of a view or a routine: its schema and signature, as alembic_utils has them.
std::string hook_name(const Comparing& comparing, const std::string& schema, const std::string& signature) {
    return (schema.empty() ? comparing.options.default_schema : schema) + "." + signature;
}
std::string hook_name(const Comparing& comparing, const schema::View& view) {
    return hook_name(comparing, view.schema, view.name);
}
/// "(a integer, b text DEFAULT ')')" behind the name of a function in its definition.
std::string arguments_of(const schema::Routine& function) {
    const std::string& text = function.definition;
    const std::size_t begin = text.find('(', text.find(function.name));
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, sql::after_parentheses(text, begin, sql::Quoting()) - begin);
}
std::string hook_name(const Comparing& comparing, const schema::Routine& routine) {
    const bool is_function = routine.kind == schema::Routine::Kind::Function;
    return hook_name(comparing, routine.schema, routine.name + (is_function ? arguments_of(routine) : ""));
}

/// Whether hooks let it take part.
template <class Item> bool is_included(Comparing& comparing, const Item& item, bool reflected) {
    const std::string name = hook_name(comparing, item), kind = kind_of(item);
    const std::string schema = comparing.key(item.schema, "").first;
    if (reflected && !comparing.hooks.include_name(name, kind, schema, {}))
        return false;
    Object object;
    object.kind = kind;
    object.name = name;
    object.reflected = reflected;
    return comparing.hooks.include_object(object, nullptr);
}

/// Whether the target says all things of this kind there.
template <class Item> bool is_owned(const Comparing& comparing, const Item& item) {
    if (comparing.options.whole)
        return true;
    return comparing.options.owned_kinds.contains(kind_of(item)) &&
           comparing.options.owned_schemas.contains(comparing.key(item.schema, "").first) &&
           item.name != "PUBLIC"; // what all may do is not among the grants that alembic_utils sees
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

/// A step that makes or drops a view or a routine, with what decides its place among others.
struct Move {
    std::string name, definition;
    schema::Change change;
};

/// Those first that others speak of, else as they stand.
std::vector<Move> by_use(std::vector<Move> moves) {
    std::map<std::string, std::vector<std::size_t>> named;
    for (std::size_t i = 0; i < moves.size(); ++i)
        named[in_lower_case(moves[i].name)].push_back(i);
    std::vector<std::vector<std::size_t>> users(moves.size());
    std::vector<std::size_t> needs(moves.size());
    for (std::size_t i = 0; i < moves.size(); ++i)
        for (const std::string& name : names_in(moves[i].definition)) {
            const auto used = named.find(name);
            if (used == named.end() || name == in_lower_case(moves[i].name))
                continue;
            for (const std::size_t other : used->second)
                users[other].push_back(i);
            needs[i] += used->second.size();
        }
    std::set<std::size_t> ready, waiting;
    for (std::size_t i = 0; i < moves.size(); ++i)
        (needs[i] ? waiting : ready).insert(i);
    std::vector<Move> sorted;
    while (!ready.empty() || !waiting.empty()) {
        std::set<std::size_t>& from = ready.empty() ? waiting : ready; // a circle is cut at its first
        const std::size_t next = *from.begin();
        from.erase(from.begin());
        for (const std::size_t user : users[next])
            if (--needs[user] == 0 && waiting.erase(user))
                ready.insert(user);
        sorted.push_back(std::move(moves[next]));
    }
    return sorted;
}

Move dropped(const schema::View& view) {
    return {view.name, view.definition, schema::DropView{view}};
}
Move dropped(const schema::Routine& routine) {
    return {routine.name, routine.definition, schema::DropRoutine{routine}};
}

/// What is dropped before the tables change, and what is made after that.
struct Moves {
    std::vector<Move> dropped, made;
    std::set<Key> remade; ///< views that go and come again, and with them what is tied to them
};

/// Whether the text speaks of something that goes and comes again, so that it has to do the same.
bool stands_on(const std::string& definition, const std::set<std::string>& names) {
    const sql::ExpressionPtr text = sql::text(definition);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return mentions(*text, name); });
}

void compare_views(Comparing& comparing, Moves& moves) {
    std::map<Key, const schema::View*> existing;
    for (const schema::View& view : comparing.database.views)
        if (is_included(comparing, view, true))
            existing.emplace(comparing.key(view.schema, view.name), &view);
    struct Pair {
        const schema::View *declared, *existing;
        bool changed, again;
    };
    std::vector<Pair> pairs;
    std::set<Key> wanted;
    for (std::size_t i = 0; i < comparing.target.stored.views.size(); ++i) {
        const schema::View& view = comparing.target.stored.views[i];
        const schema::View& declared = comparing.target.declared.views[i];
        if (!is_included(comparing, declared, false))
            continue;
        const Key key = comparing.key(view.schema, view.name);
        wanted.insert(key);
        const auto found = existing.find(key);
        if (found == existing.end()) {
            pairs.push_back({&declared, nullptr, true, false});
            continue;
        }
        const bool changed = !same_view(view, *found->second);
        const bool must_go = changed && (view.materialized || found->second->materialized || !view.indexes.empty() ||
                                         !(Value(view.options) == Value(found->second->options)));
        pairs.push_back({&declared, found->second, changed, must_go || stands_in_the_way(comparing, *found->second)});
    }
    // One that others read is not replaced: they would be in the way of a change of its columns.
    for (Pair& pair : pairs)
        if (pair.existing && pair.changed && !pair.again)
            pair.again = std::any_of(existing.begin(), existing.end(), [&](const auto& other) {
                return other.second != pair.existing && stands_on(other.second->definition, {pair.existing->name});
            });
    std::set<std::string> gone; // for a while, or for good
    for (const auto& [key, view] : existing) {
        if (wanted.contains(key))
            continue;
        if (is_owned(comparing, *view)) {
            moves.dropped.push_back(dropped(*view));
            gone.insert(view->name);
        } else {
            pairs.push_back({view, view, false, stands_in_the_way(comparing, *view)});
        }
    }
    // A view that reads one that goes must go, too.
    for (bool more = true; more;) {
        more = false;
        for (Pair& pair : pairs)
            if (pair.existing && pair.again && gone.insert(pair.existing->name).second)
                more = true;
        for (Pair& pair : pairs)
            if (pair.existing && !pair.again) {
                std::set<std::string> others = gone;
                others.erase(pair.existing->name);
                pair.again = stands_on(pair.existing->definition, others);
                more = more || pair.again;
            }
    }
    for (const Pair& pair : pairs) {
        if (pair.existing && pair.again) {
            moves.dropped.push_back(dropped(*pair.existing));
            moves.remade.insert(comparing.key(pair.existing->schema, pair.existing->name));
        }
        if (!pair.existing || pair.again)
            moves.made.push_back({pair.declared->name, pair.declared->definition,
                                  schema::CreateView{*pair.declared, false, std::nullopt}});
        else if (pair.changed)
            moves.made.push_back({pair.declared->name, pair.declared->definition,
                                  schema::CreateView{*pair.declared, true, *pair.existing}});
    }
}

/// Whether it speaks of a table or a column that the changes make, so that it must come after them.
bool needs_changes(const Comparing& comparing, const schema::Routine& routine) {
    const sql::ExpressionPtr definition = sql::text(routine.definition);
    return std::any_of(comparing.steps.begin(), comparing.steps.end(), [&](const Step& step) {
        if (const auto* create = std::get_if<schema::CreateTable>(&step.change))
            return mentions(*definition, create->table.name);
        if (const auto* add = std::get_if<schema::AddColumn>(&step.change))
            return mentions(*definition, add->table.name);
        if (const auto* alter = std::get_if<schema::AlterColumn>(&step.change))
            return mentions(*definition, alter->table);
        return false;
    });
}

/// Functions come before tables, which may call them, but for those that need the changes of tables; what is tied to a
/// table comes after it.
bool comes_late(const Comparing& comparing, const schema::Routine& routine) {
    return !routine.table.empty() || needs_changes(comparing, routine);
}

/// What is tied to a table and speaks of a column that goes or changes its type: the database refuses that meanwhile.
bool is_in_the_way(const Comparing& comparing, const schema::Routine& routine) {
    if (routine.table.empty())
        return false;
    const bool is_grant = routine.kind == schema::Routine::Kind::Grant;
    const sql::ExpressionPtr definition = sql::text(routine.definition);
    return std::any_of(comparing.steps.begin(), comparing.steps.end(), [&](const Step& step) {
        if (const auto* alter = std::get_if<schema::AlterColumn>(&step.change))
            return alter->type && !is_grant && alter->table == routine.table && mentions(*definition, alter->column);
        if (const auto* drop = std::get_if<schema::DropColumn>(&step.change))
            return drop->table == routine.table && mentions(*definition, drop->column.name);
        return false;
    });
}

void compare_routines(Comparing& comparing, Steps& first, Steps& last, Moves& moves) {
    using Identity = std::tuple<schema::Routine::Kind, std::string, std::string, std::string>;
    const auto identity = [&](const schema::Routine& routine) {
        return Identity(routine.kind, comparing.key(routine.schema, "").first,
                        routine.signature.empty() || routine.kind == schema::Routine::Kind::Grant ? routine.name
                                                                                                  : routine.signature,
                        routine.table);
    };
    std::map<Identity, const schema::Routine*> existing;
    for (const schema::Routine& routine : comparing.database.routines)
        if (is_included(comparing, routine, true))
            existing.emplace(identity(routine), &routine);
    std::set<Identity> wanted;
    const auto must_go = [&](const schema::Routine& routine) {
        return moves.remade.contains(comparing.key(routine.schema, routine.table)) || is_in_the_way(comparing, routine);
    };
    const auto make = [&](const schema::Routine& routine, schema::Change change) {
        if (comes_late(comparing, routine))
            moves.made.push_back({routine.name, routine.definition, std::move(change)});
        else
            add(first, std::move(change));
    };
    for (std::size_t i = 0; i < comparing.target.stored.routines.size(); ++i) {
        const schema::Routine& routine = comparing.target.stored.routines[i];
        const schema::Routine& declared = comparing.target.declared.routines[i];
        if (!is_included(comparing, declared, false))
            continue;
        wanted.insert(identity(routine));
        const auto found = existing.find(identity(routine));
        if (found == existing.end()) {
            make(declared, schema::CreateRoutine{declared, false, std::nullopt});
        } else if (must_go(*found->second)) {
            moves.dropped.push_back(dropped(*found->second));
            make(declared, schema::CreateRoutine{declared, false, std::nullopt});
        } else if (found->second->definition != routine.definition) {
            make(declared, schema::CreateRoutine{declared, true, *found->second});
        }
    }
    for (const auto& [name, routine] : existing) {
        if (wanted.contains(name))
            continue;
        if (!is_owned(comparing, *routine)) {
            if (must_go(*routine)) {
                moves.dropped.push_back(dropped(*routine));
                make(*routine, schema::CreateRoutine{*routine, false, std::nullopt});
            }
            continue;
        }
        if (routine->table.empty())
            add(last, schema::DropRoutine{*routine});
        else
            moves.dropped.push_back(dropped(*routine));
    }
}

} // namespace

std::string kind_of(const schema::View& view) {
    return view.materialized ? "materialized_view" : "view";
}

std::string kind_of(const schema::Routine& routine) {
    switch (routine.kind) {
    case schema::Routine::Kind::Function:
        return "function";
    case schema::Routine::Kind::Procedure:
        return "procedure";
    case schema::Routine::Kind::Aggregate:
        return "aggregate";
    case schema::Routine::Kind::Trigger:
        return "trigger";
    case schema::Routine::Kind::Policy:
        return "policy";
    case schema::Routine::Kind::Grant:
        return "grant_table";
    case schema::Routine::Kind::Rule:
        return "rule";
    }
    return {};
}

std::string key_of(const schema::View& view) {
    return kind_of(view) + '\n' + view.schema + '\n' + view.name;
}

std::string key_of(const schema::Routine& routine) {
    return kind_of(routine) + '\n' + routine.schema + '\n' + routine.table + '\n' + routine.name;
}

void compare_objects(Comparing& comparing, Steps& first, Steps& last) {
    compare_sequences(comparing, first, last);
    compare_extensions(comparing, first, last);
    Moves moves;
    compare_views(comparing, moves);
    compare_routines(comparing, first, last, moves);
    // Those go before all else goes, the last used first, and come when all else is there.
    Steps gone, come;
    std::vector<Move> dropped = by_use(std::move(moves.dropped));
    for (auto move = dropped.rbegin(); move != dropped.rend(); ++move)
        add(gone, std::move(move->change));
    for (Move& move : by_use(std::move(moves.made)))
        add(come, std::move(move.change));
    first.insert(first.begin(), std::make_move_iterator(gone.begin()), std::make_move_iterator(gone.end()));
    last.insert(last.begin(), std::make_move_iterator(come.begin()), std::make_move_iterator(come.end()));
}

} // namespace limbeck::autogenerate
