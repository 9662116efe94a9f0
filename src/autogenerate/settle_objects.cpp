#include "autogenerate/comparing.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/judge.hpp"
#include "autogenerate/objects.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>

// What declared views and routines are in the words of the database.
namespace limbeck::autogenerate {

namespace {

bool is_grant(const schema::Routine& routine) {
    return routine.kind == schema::Routine::Kind::Grant;
}

/// A view or a routine that is to be built.
struct Item {
    enum class Kind { View, Routine } kind;
    std::size_t at; ///< its place in Schema::views or Schema::routines
};

class SettlingObjects {
  public:
    SettlingObjects(Target& target, const schema::Schema& database, const std::string& default_schema,
                    const std::map<std::string, std::string>& places, Judge& judge,
                    std::vector<std::string>& not_compared)
        : target_(target), declared_(target.declared), database_(database), default_schema_(default_schema),
          places_(places), judge_(judge), not_compared_(not_compared) {}

    void settle() {
        if (declared_.views.empty() && declared_.routines.empty())
            return;
        if (!judge_.place())
            return leave_open();
        dialects::Scratch& place = *judge_.place();
        place.clear();
        build_all(place);
        dialects::InspectFilter everything;
        everything.schemas.clear();
        everything.views = everything.routines = true;
        accept(place.inspect(everything));
    }

  private:
    Key key(const std::string& schema, const std::string& name) const {
        return {schema == default_schema_ ? std::string() : schema, name};
    }
    template <class Thing> Key key(const Thing& thing) const { return key(thing.schema, thing.name); }

    std::string name_of(const Item& item) const {
        const auto words = [](std::string kind) {
            std::replace(kind.begin(), kind.end(), '_', ' ');
            return kind;
        };
        if (item.kind == Item::Kind::View) {
            const schema::View& view = declared_.views[item.at];
            return words(kind_of(view)) + " " + dotted(key(view));
        }
        const schema::Routine& routine = declared_.routines[item.at];
        if (is_grant(routine))
            return "grant to " + routine.name + " on " + dotted(key(routine.schema, routine.table));
        return words(kind_of(routine)) + " " + dotted(key(routine)) +
               (routine.table.empty() ? "" : " on " + routine.table);
    }
    std::string place_of(const Item& item) const {
        const auto found = places_.find(item.kind == Item::Kind::View ? key_of(declared_.views[item.at])
                                                                      : key_of(declared_.routines[item.at]));
        return found == places_.end() ? std::string() : found->second;
    }
    const std::string& definition_of(const Item& item) const {
        return item.kind == Item::Kind::View ? declared_.views[item.at].definition
                                             : declared_.routines[item.at].definition;
    }

    // --- building

    void build_all(dialects::Scratch& place) {
        std::vector<Item> open;
        for (std::size_t i = 0; i < declared_.routines.size(); ++i)
            open.push_back({Item::Kind::Routine, i});
        for (std::size_t i = 0; i < declared_.views.size(); ++i)
            open.push_back({Item::Kind::View, i});

        schema::Schema types;
        types.enums = declared_.enums;
        types.domains = declared_.domains;
        types.sequences = declared_.sequences;
        types.extensions = declared_.extensions;
        place.create(types);
        // Tables may call functions, and functions may take the rows of tables.
        std::vector<Item> functions, others;
        for (const Item& item : open)
            (item.kind == Item::Kind::Routine && declared_.routines[item.at].table.empty() ? functions : others)
                .push_back(item);
        build(place, functions);
        place.create(grounds(open));
        others.insert(others.begin(), functions.begin(), functions.end());
        build(place, others);
        if (others.empty())
            return;
        const Item& item = others.front();
        throw Error(failure_->kind(), name_of(item) + " cannot be created: " + failure_->what(), place_of(item),
                    failure_->now());
    }

    /// Builds them in the order in which that is possible; what remains is left in `open`, the first of it for the
    /// reason in `failure_`. One that speaks of another that is to come waits for that: it would find the one that is
    /// in the real place.
    void build(dialects::Scratch& place, std::vector<Item>& open) {
        std::vector<Item> failed;
        while (!open.empty()) {
            auto next = std::find_if(open.begin(), open.end(), [&](const Item& item) { return !waits(item, open); });
            if (next == open.end())
                next = open.begin();
            const Item item = *next;
            open.erase(next);
            std::optional<Error> refusal = build(place, item);
            if (!refusal) {
                built_.push_back(item);
                // What failed may have needed it.
                open.insert(open.begin(), failed.begin(), failed.end());
                failed.clear();
                continue;
            }
            if (failed.empty())
                failure_ = std::move(refusal);
            failed.push_back(item);
        }
        open = std::move(failed);
    }

    bool waits(const Item& item, const std::vector<Item>& open) {
        auto [names, is_new] = names_.try_emplace({item.kind, item.at});
        if (is_new)
            names->second = names_in(definition_of(item));
        return std::any_of(open.begin(), open.end(), [&, &known = names->second](const Item& other) {
            return plain_name(other) != plain_name(item) && known.contains(plain_name(other));
        });
    }
    std::string plain_name(const Item& item) const {
        return in_lower_case(item.kind == Item::Kind::View ? declared_.views[item.at].name
                                                           : declared_.routines[item.at].name);
    }

    std::optional<Error> build(dialects::Scratch& place, const Item& item) const {
        try {
            schema::Change change = item.kind == Item::Kind::View
                                        ? schema::Change(schema::CreateView{declared_.views[item.at], false, {}})
                                        : schema::Change(schema::CreateRoutine{declared_.routines[item.at], false, {}});
            place.run(judge_.dialect().ddl().write(place.mapped(std::move(change)), nullptr));
            return std::nullopt;
        } catch (const Error& error) {
            require_answer(error);
            return error;
        }
    }

    /// The tables that they speak of, and those that triggers, policies and grants are on: of the target, else of the
    /// database, so that none of them is ever tried on a table of the user's.
    schema::Schema grounds(const std::vector<Item>& items) {
        std::set<Key> owners, known;
        for (const Item& item : items)
            if (item.kind == Item::Kind::Routine && !declared_.routines[item.at].table.empty())
                owners.insert(key(declared_.routines[item.at].schema, declared_.routines[item.at].table));
        const auto is_spoken_of = [&](const std::string& name) {
            return std::any_of(items.begin(), items.end(),
                               [&](const Item& item) { return mentions(*sql::text(definition_of(item)), name); });
        };
        schema::Schema part;
        const auto take = [&](const std::vector<schema::Table>& tables) {
            for (const schema::Table& table : tables)
                if ((owners.contains(key(table)) || is_spoken_of(table.name)) && known.insert(key(table)).second)
                    part.tables.push_back(table);
        };
        take(declared_.tables);
        take(database_.tables);
        for (const schema::View& view : declared_.views)
            known.insert(key(view));
        for (const schema::View& view : database_.views)
            if (owners.contains(key(view)) && known.insert(key(view)).second)
                part.views.push_back(view);
        for (const Item& item : items)
            if (item.kind == Item::Kind::Routine)
                refuse_without_table(item, known);
        return part;
    }

    void refuse_without_table(const Item& item, const std::set<Key>& known) const {
        const schema::Routine& routine = declared_.routines[item.at];
        if (!routine.table.empty() && !known.contains(key(routine.schema, routine.table)))
            fail(name_of(item) + " cannot be created: there is no table " + dotted(key(routine.schema, routine.table)) +
                     " in the models or in the database",
                 place_of(item));
    }

    // --- taking over what was read back

    void accept(const schema::Schema& seen) {
        for (std::size_t i = 0; i < declared_.views.size(); ++i) {
            for (const schema::View& view : seen.views)
                if (key(view) == key(declared_.views[i]))
                    target_.stored.views[i] = view;
            keep_what_is_not_said(declared_.views[i], target_.stored.views[i]);
        }
        // Of functions with one name the database tells in the order in which they were made.
        std::map<std::string, std::vector<const schema::Routine*>> found;
        for (const schema::Routine& routine : seen.routines)
            found[same_key(routine)].push_back(&routine);
        std::set<std::size_t> merged; // grants that others tell of, too
        std::map<std::string, std::size_t> taken;
        for (const Item& item : built_) {
            if (item.kind != Item::Kind::Routine)
                continue;
            schema::Routine& routine = declared_.routines[item.at];
            const std::string same = same_key(routine);
            const auto all = found.find(same);
            const std::size_t at = taken[same]++;
            if (is_grant(routine) && at > 0) {
                merged.insert(item.at);
            } else if (all != found.end() && at < all->second.size()) {
                const schema::Routine& stored = *all->second[at];
                target_.stored.routines[item.at] = stored;
                routine.signature = stored.signature;
                routine.name = stored.name;
                if (is_grant(routine)) // several became one
                    routine = stored;
            }
        }
        for (auto at = merged.rbegin(); at != merged.rend(); ++at) {
            declared_.routines.erase(declared_.routines.begin() + static_cast<std::ptrdiff_t>(*at));
            target_.stored.routines.erase(target_.stored.routines.begin() + static_cast<std::ptrdiff_t>(*at));
        }
    }

    /// Names without quotes are folded by the database.
    std::string same_key(const schema::Routine& routine) const {
        std::string text = kind_of(routine) + '\n' + key(routine).first + '\n' + routine.table + '\n' + routine.name;
        if (routine.kind == schema::Routine::Kind::Policy)
            std::transform(text.begin(), text.end(), text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    }

    /// Indexes, comments and options of a view that is there already; a declared text has no words for them.
    void keep_what_is_not_said(schema::View& declared, schema::View& stored) const {
        for (const schema::View& existing : database_.views)
            if (key(existing) == key(declared))
                for (schema::View* view : {&declared, &stored}) {
                    view->indexes = existing.indexes;
                    view->comment = existing.comment;
                    view->options = existing.options;
                }
    }

    // --- without a place

    void leave_open() {
        for (std::size_t i = 0; i < declared_.views.size(); ++i)
            for (const schema::View& existing : database_.views)
                if (key(existing) == key(declared_.views[i]) &&
                    existing.materialized == declared_.views[i].materialized) {
                    target_.stored.views[i] = existing;
                    not_compared_.push_back("the definition of " + name_of({Item::Kind::View, i}));
                }
        for (std::size_t i = 0; i < declared_.routines.size(); ++i)
            for (const schema::Routine& existing : database_.routines)
                if (same_key(existing) == same_key(declared_.routines[i])) {
                    target_.stored.routines[i] = existing;
                    declared_.routines[i].signature = existing.signature;
                    not_compared_.push_back("the definition of " + name_of({Item::Kind::Routine, i}));
                    break;
                }
    }

    Target& target_;
    schema::Schema& declared_;
    const schema::Schema& database_;
    const std::string& default_schema_;
    const std::map<std::string, std::string>& places_;
    Judge& judge_;
    std::vector<std::string>& not_compared_;
    std::vector<Item> built_;
    std::map<std::pair<Item::Kind, std::size_t>, std::set<std::string>> names_; ///< that an item speaks of
    std::optional<Error> failure_;
};

} // namespace

void settle_objects(Target& target, const schema::Schema& database, const std::string& default_schema,
                    const std::map<std::string, std::string>& places, Judge& judge,
                    std::vector<std::string>& not_compared) {
    SettlingObjects(target, database, default_schema, places, judge, not_compared).settle();
}

} // namespace limbeck::autogenerate
