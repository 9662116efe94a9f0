#include "autogenerate/prove.hpp"

#include "autogenerate/attempts.hpp"
#include "autogenerate/by_text.hpp"
#include "autogenerate/comparing.hpp"
#include "autogenerate/constraint_names.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/indexes_of_keys.hpp"
#include "autogenerate/judge.hpp"
#include "autogenerate/label_use.hpp"
#include "autogenerate/named_types.hpp"
#include "autogenerate/sameness.hpp"
#include "dialects/comparison.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"
#include "operations/summary.hpp"
#include "operations/target.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <optional>

namespace limbeck::autogenerate {

namespace {

/// Where operations go that are tried out. All names are known by now, so that no naming convention has a say.
class ScratchTarget : public operations::Target {
  public:
    explicit ScratchTarget(dialects::Scratch& place) : place_(place) {}
    const dialects::Dialect& dialect() const override { return place_.connection().dialect(); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return none_; }

  protected:
    dialects::Scratch& place_;

  private:
    const schema::NamingConvention none_;
};

/// Runs them one by one, and lets them look at what is there.
class LiveTarget final : public ScratchTarget {
  public:
    using ScratchTarget::ScratchTarget;
    dialects::Connection* connection() override { return &place_.connection(); }
    void run(dialects::Statement statement) override { place_.run({std::move(statement)}); }
};

/// Keeps the statements, so that all of them are run or none.
class CollectingTarget final : public ScratchTarget {
  public:
    using ScratchTarget::ScratchTarget;
    dialects::Connection* connection() override { return nullptr; }
    void run(dialects::Statement statement) override { statements_.push_back(std::move(statement)); }
    const dialects::Statements& statements() const { return statements_; }

  private:
    dialects::Statements statements_;
};

/// The table that a change concerns, or none.
struct TableOf {
    Key operator()(const schema::CreateTable& op) const { return {op.table.schema, op.table.name}; }
    Key operator()(const schema::DropTable& op) const { return {op.table.schema, op.table.name}; }
    Key operator()(const schema::RenameTable& op) const { return {op.schema, op.old_name}; }
    Key operator()(const schema::TableComment& op) const { return {op.schema, op.table}; }
    Key operator()(const schema::AddColumn& op) const { return {op.table.schema, op.table.name}; }
    Key operator()(const schema::DropColumn& op) const { return {op.schema, op.table}; }
    Key operator()(const schema::AlterColumn& op) const { return {op.schema, op.table}; }
    Key operator()(const schema::CreateIndex& op) const { return {op.index.schema, op.index.table}; }
    Key operator()(const schema::DropIndex& op) const { return {op.index.schema, op.index.table}; }
    Key operator()(const schema::AddConstraint& op) const { return {op.schema, op.table}; }
    Key operator()(const schema::DropConstraint& op) const { return {op.schema, op.table}; }
    template <class Other> Key operator()(const Other&) const { return {}; }
};

/// Whether other tables that refer to the changed one may have a say.
bool concerns_referrers(const schema::Change& change) {
    if (const auto* alter = std::get_if<schema::AlterColumn>(&change))
        return alter->type || alter->new_name;
    if (const auto* drop = std::get_if<schema::DropConstraint>(&change))
        return drop->kind != "foreignkey" && drop->kind != "check";
    if (const auto* drop = std::get_if<schema::DropIndex>(&change))
        return drop->index.unique;
    return std::holds_alternative<schema::DropTable>(change) || std::holds_alternative<schema::DropColumn>(change) ||
           std::holds_alternative<schema::RenameTable>(change);
}

/// Batch mode always rebuilds a table to drop a column, though most columns can go without that: not those of a key, an
/// index or a check.
bool may_need_batch(const Group& group, const dialects::Dialect& dialect) {
    operations::BatchAlterTable others;
    for (const schema::Change& change : group.changes)
        if (!std::holds_alternative<schema::DropColumn>(change))
            others.operations.push_back(operations::operation_of(change));
    return !group.table.empty() && !dialect.facts().alters_tables && others.operations.size() < group.changes.size() &&
           !operations::rebuilds(others, dialect);
}

class Trial {
  public:
    Trial(const schema::Schema& database, const Target& target, const CompareOptions& options, Hooks& hooks,
          Judge& judge)
        : database_(database), target_(target), options_(options), hooks_(hooks), judge_(judge) {}

    std::vector<std::string> prove(std::vector<Group>& upgrade, std::vector<Group>& downgrade) {
        dialects::Scratch* place = judge_.place();
        if (!place) {
            unproved_.push_back("nothing was tried out: " + judge_.reason());
            return std::move(unproved_);
        }
        collect(upgrade);
        try {
            place->clear();
            place->create(start());
        } catch (const Error& error) {
            give_up("what is there could not be built in the scratch place", error);
            return std::move(unproved_);
        }
        const schema::Schema before = inspect(*place);
        if (!run(*place, upgrade, "upgrade"))
            return std::move(unproved_);
        const schema::Schema after = inspect(*place);
        name_what_was_unnamed(upgrade, after);
        downgrade = way_back(upgrade, database_, target_, judge_.dialect());
        compare_with_target(*place, after);
        is_way_back_ = true;
        if (!run(*place, downgrade, "downgrade"))
            return std::move(unproved_);
        compare_with_start(before, inspect(*place));
        return std::move(unproved_);
    }

  private:
    Key key(const std::string& schema, const std::string& name) const {
        return {schema == options_.default_schema ? std::string() : schema, name};
    }
    Key key(const Key& key) const { return this->key(key.first, key.second); }

    void give_up(const std::string& what, const Error& error) {
        require_answer(error);
        unproved_.push_back(what + ": " + error.what());
    }

    /// The tables that the changes touch, and those that refer to them.
    void collect(const std::vector<Group>& groups) {
        std::set<Key> referred;
        for (const Group& group : groups)
            for (const schema::Change& change : group.changes) {
                const Key table = key(std::visit(TableOf(), change));
                if (!table.second.empty())
                    touched_.insert(table);
                if (const auto* rename = std::get_if<schema::RenameTable>(&change))
                    touched_.insert(key(rename->schema, rename->new_name));
                if (concerns_referrers(change))
                    referred.insert(table);
                if (const auto* type = std::get_if<schema::AlterEnum>(&change))
                    for (const auto& user : type->users)
                        touched_.insert(key(user.schema, user.table));
                if (const auto* made = std::get_if<schema::CreateView>(&change))
                    collect(made->view.name, made->view.definition, made->existing ? made->existing->definition : "");
                if (const auto* gone = std::get_if<schema::DropView>(&change))
                    collect(gone->view.name, gone->view.definition, "");
                if (const auto* made = std::get_if<schema::CreateRoutine>(&change))
                    collect(made->routine.name, made->routine.definition,
                            made->existing ? made->existing->definition : "");
                if (const auto* gone = std::get_if<schema::DropRoutine>(&change))
                    collect(gone->routine.name, gone->routine.definition, "");
            }
        for (const schema::Table& table : database_.tables)
            for (const schema::Constraint& constraint : table.constraints)
                if (const auto* foreign = std::get_if<schema::ForeignKey>(&constraint))
                    if (referred.contains(key(foreign->referred_schema, foreign->referred_table)))
                        touched_.insert(key(table.schema, table.name));
        collect_users();
    }

    /// A view or a routine that changes, and the tables that it speaks of.
    void collect(const std::string& name, const std::string& definition, const std::string& old_definition) {
        changed_.insert(name);
        for (const std::string& text : {definition, old_definition})
            touch_tables_of(text);
    }

    bool touch_tables_of(const std::string& definition) {
        const sql::ExpressionPtr text = sql::text(definition);
        bool more = false;
        for (const schema::Table& table : database_.tables)
            if (mentions(*text, table.name))
                more = touched_.insert(key(table.schema, table.name)).second || more;
        return more;
    }

    /// Views that speak of what is touched, and all that they speak of: a database may look at the whole view when a
    /// table changes. So with what is tied to a touched table, or calls a changed function.
    void collect_users() {
        for (bool more = true; more;) {
            more = false;
            for (const schema::View& view : database_.views)
                if (!is_copied(view) && (changed_.contains(view.name) || speaks_of_touched(view.definition))) {
                    views_.insert(key(view.schema, view.name));
                    touch_tables_of(view.definition);
                    more = true;
                }
            for (const schema::Routine& routine : database_.routines) {
                if (routine.table.empty())
                    continue;
                const bool calls = changed_.contains(routine.name) || speaks_of(changed_, routine.definition);
                if (calls)
                    more = touched_.insert(key(routine.schema, routine.table)).second || more;
                if (is_copied(routine))
                    more = touch_tables_of(routine.definition) || more;
            }
        }
    }

    static bool speaks_of(const std::set<std::string>& names, const std::string& definition) {
        const sql::ExpressionPtr text = sql::text(definition);
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return mentions(*text, name); });
    }
    bool speaks_of_touched(const std::string& definition) const {
        const sql::ExpressionPtr text = sql::text(definition);
        return speaks_of(changed_, definition) ||
               std::any_of(touched_.begin(), touched_.end(),
                           [&](const Key& table) { return mentions(*text, table.second); }) ||
               std::any_of(views_.begin(), views_.end(), [&](const Key& view) { return mentions(*text, view.second); });
    }
    bool is_copied(const schema::View& view) const { return views_.contains(key(view.schema, view.name)); }
    bool is_copied(const schema::Routine& routine) const {
        const Key owner = key(routine.schema, routine.table);
        return routine.table.empty() || touched_.contains(owner) || views_.contains(owner);
    }

    bool is_touched(const schema::Table& table) const { return touched_.contains(key(table.schema, table.name)); }

    /// The part of the database that is copied.
    schema::Schema start() const {
        schema::Schema part;
        std::copy_if(database_.tables.begin(), database_.tables.end(), std::back_inserter(part.tables),
                     [&](const schema::Table& table) { return is_touched(table); });
        part.enums = database_.enums;
        part.domains = database_.domains;
        part.sequences = database_.sequences;
        std::copy_if(database_.views.begin(), database_.views.end(), std::back_inserter(part.views),
                     [&](const schema::View& view) { return is_copied(view); });
        std::copy_if(database_.routines.begin(), database_.routines.end(), std::back_inserter(part.routines),
                     [&](const schema::Routine& routine) { return is_copied(routine); });
        return part;
    }

    schema::Schema inspect(dialects::Scratch& place) const {
        dialects::InspectFilter filter;
        filter.views = !database_.views.empty() || !target_.declared.views.empty();
        filter.routines = !database_.routines.empty() || !target_.declared.routines.empty();
        const auto add = [&](const std::string& schema) {
            const std::string name = key(schema, "").first;
            if (std::find(filter.schemas.begin(), filter.schemas.end(), name) == filter.schemas.end())
                filter.schemas.push_back(name);
        };
        for (const Key& table : touched_)
            add(table.first);
        for (const auto& type : database_.enums)
            add(type.schema);
        for (const auto& type : target_.declared.enums)
            add(type.schema);
        for (const schema::Schema* side : {&database_, &target_.declared}) {
            for (const schema::View& view : side->views)
                add(view.schema);
            for (const schema::Routine& routine : side->routines)
                add(routine.schema);
        }
        schema::Schema found = place.inspect(filter), declared = target_.declared;
        align(found, declared, options_.default_schema, judge_.dialect());
        return found;
    }

    /// Runs the changes. Those that only work in another way (the cast of a column's values, its default taken away
    /// meanwhile) become that way. False when one does not work at all.
    bool run(dialects::Scratch& place, std::vector<Group>& groups, const std::string& way) {
        std::vector<const schema::Change*> all;
        for (const Group& group : groups)
            for (const schema::Change& change : group.changes)
                all.push_back(&change);
        std::set<const schema::Change*> apart;
        for (std::size_t at = 0; at < all.size(); ++at)
            if (uses_new_label(all, at))
                apart.insert(all[at]);
        for (Group& group : groups) {
            if (!needs_batch(group, judge_.dialect()) && may_need_batch(group, judge_.dialect())) {
                std::optional<Error> refusal;
                group.needs_rebuild = !run_at_once(place, group.changes, refusal);
                if (!group.needs_rebuild)
                    continue;
            }
            if (needs_batch(group, judge_.dialect())) {
                if (!run_batch(place, group, way))
                    return false;
                continue;
            }
            std::vector<schema::Change> done;
            for (const schema::Change& change : group.changes) {
                if (is_drop_of_extension_in_use(change)) {
                    done.push_back(change);
                    unproved_.push_back(way + ": " + operations::summary(operations::operation_of(change)) +
                                        ": what uses it is not in the scratch place");
                    continue;
                }
                std::optional<Error> refusal, last;
                bool works = apart.contains(&change) && add_labels_at_once(place, change);
                if (works) {
                    done.push_back(change);
                    continue;
                }
                const auto kept = [this](const schema::AlterColumn& alter) { return wanted_default(alter); };
                for (Attempt& attempt : attempts(change, judge_.dialect(), kept)) {
                    last.reset();
                    works = run_at_once(place, attempt, last);
                    if (!refusal)
                        refusal = last;
                    if (!works)
                        continue;
                    std::move(attempt.begin(), attempt.end(), std::back_inserter(done));
                    break;
                }
                if (!works) {
                    give_up(way + ": " + operations::summary(operations::operation_of(change)), *refusal);
                    if (std::string_view(last->what()) != refusal->what())
                        unproved_.back() += std::string("; in another way: ") + last->what();
                    return false;
                }
            }
            group.changes = std::move(done);
        }
        return true;
    }

    /// Extensions are where they are, and the user's own tables may use them.
    bool is_drop_of_extension_in_use(const schema::Change& change) const {
        const auto* drop = std::get_if<schema::DropExtension>(&change);
        return drop && std::any_of(database_.extensions.begin(), database_.extensions.end(),
                                   [&](const auto& extension) { return extension.name == drop->extension.name; });
    }

    /// The file commits labels that it uses, and here is one transaction, where they can only be used if the whole type
    /// is new: so the columns are given a new type, as for a label that is taken away.
    bool add_labels_at_once(dialects::Scratch& place, const schema::Change& change) const {
        schema::AlterEnum anew = std::get<schema::AlterEnum>(change);
        if (judge_.dialect().ddl().alter_enum_apart(anew).empty())
            return false;
        std::string gone = "gone";
        while (std::find(anew.labels.begin(), anew.labels.end(), gone) != anew.labels.end())
            gone += "_";
        anew.existing_labels.push_back(gone);
        std::optional<Error> refusal;
        return run_at_once(place, {anew}, refusal);
    }

    bool run_batch(dialects::Scratch& place, const Group& group, const std::string& way) {
        LiveTarget target(place);
        try {
            for (const operations::Operation& operation : operations_of(group, judge_.dialect()))
                operations::invoke(operation, target);
            return true;
        } catch (const Error& error) {
            give_up(way + ": change table " + group.table, error);
            return false;
        }
    }

    /// `refusal` gets the first one.
    bool run_at_once(dialects::Scratch& place, const std::vector<schema::Change>& changes,
                     std::optional<Error>& refusal) const {
        CollectingTarget target(place);
        try {
            for (const schema::Change& change : changes)
                operations::invoke(operations::operation_of(place.mapped(change)), target);
            place.run(target.statements());
            return true;
        } catch (const Error& error) {
            require_answer(error);
            if (!refusal)
                refusal = error;
            return false;
        }
    }

    /// The default that the column keeps, as the models say it; on the way back, as it was.
    sql::ExpressionPtr wanted_default(const schema::AlterColumn& alter) const {
        for (const schema::Schema* schema : {is_way_back_ ? &database_ : &target_.declared})
            for (const schema::Table& table : schema->tables)
                if (key(table.schema, table.name) == key(alter.schema, alter.table))
                    if (const schema::Column* column = table.column(alter.column))
                        return column->server_default;
        return *alter.existing_server_default;
    }

    void name_what_was_unnamed(std::vector<Group>& upgrade, const schema::Schema& after) const {
        for (Group& group : upgrade)
            for (schema::Change& change : group.changes) {
                auto* add = std::get_if<schema::AddConstraint>(&change);
                if (!add || schema::name_of(add->constraint).text)
                    continue;
                if (const auto name = name_in(after, *add))
                    schema::name_of(add->constraint) = schema::Name(*name, true);
            }
    }

    /// The name of the constraint of that kind on the same columns; of checks, the one that is not in the target.
    std::optional<std::string> name_in(const schema::Schema& after, const schema::AddConstraint& add) const {
        for (const schema::Table& table : after.tables) {
            if (key(table.schema, table.name) != key(add.schema, add.table))
                continue;
            for (const schema::Constraint& constraint : table.constraints)
                if (constraint.index() == add.constraint.index() && is_same_thing(constraint, add.constraint) &&
                    schema::name_of(constraint).text)
                    return schema::name_of(constraint).text;
        }
        return std::nullopt;
    }

    bool is_same_thing(const schema::Constraint& left, const schema::Constraint& right) const {
        if (const auto* unique = std::get_if<schema::Unique>(&left))
            return unique->columns == std::get<schema::Unique>(right).columns;
        if (const auto* foreign = std::get_if<schema::ForeignKey>(&left)) {
            const auto& other = std::get<schema::ForeignKey>(right);
            return foreign->columns == other.columns && foreign->referred_columns == other.referred_columns &&
                   key(foreign->referred_schema, foreign->referred_table) ==
                       key(other.referred_schema, other.referred_table);
        }
        return std::holds_alternative<schema::PrimaryKey>(left);
    }

    void compare_with_target(dialects::Scratch& place, const schema::Schema& after) {
        Target part;
        std::vector<schema::Table> declared;
        std::set<Key> known;
        for (const schema::Table& table : target_.declared.tables)
            if (is_touched(table)) {
                part.declared.tables.push_back(table);
                declared.push_back(table);
                known.insert(key(table.schema, table.name));
            }
        if (options_.read_back) {
            for (const schema::Table& table : declared)
                part.stored.tables.push_back(*target_.stored.table(table.schema, table.name));
        } else {
            try {
                part.stored.tables = place.stored(declared);
            } catch (const Error& error) {
                give_up("what the models say could not be built in the scratch place", error);
                return;
            }
            for (std::size_t i = 0; i < part.declared.tables.size(); ++i) {
                schema::Table &table = part.declared.tables[i], &judged = part.stored.tables[i];
                leave_out_what_is_not_kept(table, judged);
                for (const schema::Table& existing : after.tables)
                    if (key(existing.schema, existing.name) == key(table.schema, table.name))
                        keep_same_values(table, judged, existing, judge_.dialect());
            }
        }
        part.declared.enums = part.stored.enums = target_.stored.enums;
        part.declared.domains = part.stored.domains = target_.stored.domains;
        part.declared.sequences = part.stored.sequences = target_.stored.sequences;
        part.declared.extensions = part.stored.extensions = after.extensions;
        add_objects(part, after);
        CompareOptions options = options_;
        options.renames.clear();
        for (const schema::Table& table : after.tables)
            if (!known.contains(key(table.schema, table.name)) && !is_dropped(table))
                options.ignored_tables.emplace_back(table.schema, table.name);
        const Differences left = compare(after, part, options, hooks_);
        for (const Group& group : left.upgrade)
            for (const schema::Change& change : group.changes)
                unproved_.push_back("upgrade: not all is done by it; what remains is: " +
                                    operations::summary(operations::operation_of(change)));
    }

    /// Tables of the database that the target does not have, but that are there to stay.
    bool is_dropped(const schema::Table& table) const {
        return std::none_of(database_.tables.begin(), database_.tables.end(), [&](const schema::Table& existing) {
            return key(existing.schema, existing.name) == key(table.schema, table.name);
        });
    }

    /// Views and routines of the target, as far as they are here; those that were not copied are not.
    void add_objects(Target& part, const schema::Schema& after) const {
        std::set<std::string> here;
        for (const schema::View& view : after.views)
            here.insert(dotted(key(view.schema, view.name)));
        for (const schema::Routine& routine : after.routines)
            here.insert(dotted(key(routine.schema, routine.table + "\n" + routine.name)));
        for (std::size_t i = 0; i < target_.stored.views.size(); ++i) {
            const schema::View& view = target_.stored.views[i];
            if (changed_.contains(view.name) || here.contains(dotted(key(view.schema, view.name)))) {
                part.declared.views.push_back(target_.declared.views[i]);
                part.stored.views.push_back(view);
            }
        }
        for (std::size_t i = 0; i < target_.stored.routines.size(); ++i) {
            const schema::Routine& routine = target_.stored.routines[i];
            if (changed_.contains(routine.name) ||
                here.contains(dotted(key(routine.schema, routine.table + "\n" + routine.name)))) {
                part.declared.routines.push_back(target_.declared.routines[i]);
                part.stored.routines.push_back(routine);
            }
        }
    }

    void compare_with_start(const schema::Schema& before, const schema::Schema& end) {
        CompareOptions exactly;
        exactly.whole = true;
        exactly.include_schemas = true;
        exactly.default_schema = options_.default_schema;
        exactly.adds_foreign_keys = options_.adds_foreign_keys;
        Hooks none;
        schema::Schema start = before;
        for (schema::Table& table : start.tables)
            if (const schema::Table* other = end.table(table.schema, table.name))
                keep_same_values(*before.table(table.schema, table.name), table, *other, judge_.dialect());
        const Differences left = compare(end, {start, start}, exactly, none);
        for (const Group& group : left.upgrade)
            for (const schema::Change& change : group.changes)
                unproved_.push_back("downgrade: it does not lead back to the start; what remains is: " +
                                    operations::summary(operations::operation_of(change)));
        for (const schema::Table& table : before.tables)
            if (const schema::Table* other = end.table(table.schema, table.name))
                compare_names(table, *other);
    }

    /// Names of constraints that compare() does not look at.
    void compare_names(const schema::Table& before, const schema::Table& end) {
        std::set<std::string> names;
        for (const schema::Constraint& constraint : end.constraints)
            names.insert(schema::name_of(constraint).text.value_or(""));
        for (const schema::Constraint& constraint : before.constraints)
            if (const auto& name = schema::name_of(constraint).text; name && !names.contains(*name))
                unproved_.push_back("downgrade: constraint " + *name + " of table " + before.name +
                                    " has another name after it");
    }

    const schema::Schema& database_;
    const Target& target_;
    const CompareOptions& options_;
    Hooks& hooks_;
    Judge& judge_;
    std::set<Key> touched_, views_; ///< tables and views that are copied
    std::set<std::string> changed_; ///< names of views and routines that the changes are about
    bool is_way_back_ = false;
    std::vector<std::string> unproved_;
};

} // namespace

bool needs_batch(const Group& group, const dialects::Dialect& dialect) {
    const std::vector<operations::Operation> all = operations_of(group, dialect);
    return all.size() == 1 && std::holds_alternative<std::shared_ptr<operations::BatchAlterTable>>(all.front());
}

std::shared_ptr<operations::BatchAlterTable> batch_of(const Group& group) {
    auto batch = std::make_shared<operations::BatchAlterTable>();
    batch->schema = group.schema;
    batch->table = group.table;
    for (const schema::Change& change : group.changes)
        batch->operations.push_back(operations::operation_of(change));
    batch->naming_convention = naming_convention_of(group);
    return batch;
}

std::vector<operations::Operation> operations_of(const Group& group, const dialects::Dialect& dialect) {
    auto batch = batch_of(group);
    if (!group.table.empty() && operations::rebuilds(*batch, dialect) &&
        (group.needs_rebuild || !may_need_batch(group, dialect)))
        return {std::move(batch)};
    return std::move(batch->operations);
}

std::vector<Group> way_back(const std::vector<Group>& upgrade, const schema::Schema& database, const Target& target,
                            const dialects::Dialect& dialect) {
    std::vector<Group> back = reversed(upgrade);
    drop_indexes_of_keys(back, database, target.stored, dialect.comparison());
    name_for_batch(back, dialect, target.stored);
    return back;
}

std::vector<std::string> prove(const schema::Schema& database, const Target& target, const CompareOptions& options,
                               Hooks& hooks, Judge& judge, std::vector<Group>& upgrade, std::vector<Group>& downgrade) {
    return Trial(database, target, options, hooks, judge).prove(upgrade, downgrade);
}

} // namespace limbeck::autogenerate
