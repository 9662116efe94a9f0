#include "autogenerate/comparing.hpp"
#include "autogenerate/sameness.hpp"

#include <algorithm>
#include <variant>

// Constraints that are known by what they say, and not by their names: a name that a database has chosen, or that a
// naming convention would give today, is no difference.
namespace limbeck::autogenerate {

namespace {

/// A constraint of the target. `content` is of the stored form.
struct Wanted {
    const schema::Constraint* declared;
    const schema::Constraint* stored;
    Value content;
};
struct Existing {
    const schema::Constraint* constraint;
    Value content;
};

const char* kind_of(const schema::Constraint& constraint) {
    struct Kind {
        const char* operator()(const schema::PrimaryKey&) const { return "primary"; }
        const char* operator()(const schema::Unique&) const { return "unique"; }
        const char* operator()(const schema::ForeignKey&) const { return "foreignkey"; }
        const char* operator()(const schema::Check&) const { return "check"; }
        const char* operator()(const schema::Exclude&) const { return ""; }
    };
    return std::visit(Kind(), constraint);
}

template <class Kind> class Matching {
  public:
    /// `kind` as Alembic's hooks know it; empty: they know none, and are not asked.
    Matching(Comparing& comparing, const Key& table, const TableSides& sides, std::string kind)
        : comparing_(comparing), table_(table), sides_(sides), kind_(std::move(kind)) {
        for (std::size_t i = 0; i < sides.stored->constraints.size(); ++i)
            if (std::holds_alternative<Kind>(sides.stored->constraints[i]) && !comes_with_column(i))
                wanted_.push_back({&sides.declared->constraints[i], &sides.stored->constraints[i],
                                   content(sides.stored->constraints[i])});
        for (const schema::Constraint& constraint : sides.existing->constraints)
            if (std::holds_alternative<Kind>(constraint) &&
                (kind_.empty() ||
                 comparing.hooks.include_name(schema::name_of(constraint).text, kind_, table.first, table.second)))
                existing_.push_back({&constraint, content(constraint)});
    }

    void compare() {
        take_out_same();
        for (const Existing& old : existing_)
            if (ask(*old.constraint, true, named_as(schema::name_of(*old.constraint), wanted_)))
                drop(*old.constraint);
        for (const Wanted& item : wanted_)
            if (ask(*item.declared, false, named_as(schema::name_of(*item.stored), existing_)))
                create(item);
    }

  private:
    Value content(const schema::Constraint& constraint) const {
        return autogenerate::content(constraint, comparing_.options.default_schema);
    }

    /// A check that the type of an added column makes: it is part of that change.
    bool comes_with_column(std::size_t place) const {
        const auto* check = std::get_if<schema::Check>(&sides_.declared->constraints[place]);
        return check && check->from_type && check->columns.size() == 1 &&
               !sides_.existing->column(check->columns.front());
    }

    /// Each thing of the database answers for one of the target; of several alike, the one of the same name.
    void take_out_same() {
        for (const bool by_name : {true, false}) {
            for (auto item = wanted_.begin(); item != wanted_.end();) {
                const auto same = std::find_if(existing_.begin(), existing_.end(), [&](const Existing& old) {
                    return old.content == item->content &&
                           (!by_name || schema::name_of(*old.constraint).text == schema::name_of(*item->stored).text);
                });
                if (same == existing_.end() || touches_replaced(*item->stored)) {
                    ++item;
                    continue;
                }
                existing_.erase(same);
                item = wanted_.erase(item);
            }
        }
    }

    bool touches_replaced(const schema::Constraint& constraint) const {
        if (sides_.replaced.empty())
            return false;
        struct Touches {
            const TableSides& sides;
            bool operator()(const schema::PrimaryKey& key) const { return is_replaced(sides, key.columns); }
            bool operator()(const schema::Unique& unique) const { return is_replaced(sides, unique.columns); }
            bool operator()(const schema::ForeignKey& key) const { return is_replaced(sides, key.columns); }
            bool operator()(const schema::Check& check) const { return is_replaced(sides, check.sqltext); }
            bool operator()(const schema::Exclude& exclude) const {
                return is_replaced(sides, exclude.where) ||
                       std::any_of(exclude.elements.begin(), exclude.elements.end(),
                                   [&](const auto& element) { return is_replaced(sides, element.expression); });
            }
        };
        return std::visit(Touches{sides_}, constraint);
    }

    static const schema::Constraint* constraint_of(const Wanted& item) { return item.declared; }
    static const schema::Constraint* constraint_of(const Existing& item) { return item.constraint; }
    static const schema::Name& name_of(const Wanted& item) { return schema::name_of(*item.stored); }
    static const schema::Name& name_of(const Existing& item) { return schema::name_of(*item.constraint); }

    template <class Item>
    static const schema::Constraint* named_as(const schema::Name& name, const std::vector<Item>& items) {
        for (const Item& item : items)
            if (name.text && name_of(item).text == name.text)
                return constraint_of(item);
        return nullptr;
    }

    Object object_of(const schema::Constraint& constraint, bool reflected) const {
        Object object;
        object.kind = kind_;
        object.name = schema::name_of(constraint).text;
        object.reflected = reflected;
        object.table = reflected ? sides_.existing : sides_.declared;
        object.constraint = &constraint;
        return object;
    }

    bool ask(const schema::Constraint& constraint, bool reflected, const schema::Constraint* counterpart) {
        if (kind_.empty())
            return true;
        const Object object = object_of(constraint, reflected);
        if (!counterpart)
            return comparing_.hooks.include_object(object, nullptr);
        const Object other = object_of(*counterpart, !reflected);
        return comparing_.hooks.include_object(object, &other);
    }

    void create(const Wanted& item) {
        schema::AddConstraint change{table_.first, table_.second, *item.declared};
        // So that the way back knows what to drop.
        if (!schema::name_of(change.constraint).text)
            schema::name_of(change.constraint) = schema::name_of(*item.stored);
        if (auto* check = std::get_if<schema::Check>(&change.constraint); check && check->from_type) {
            // The column is there already, so that its type brings nothing along.
            check->from_type = false;
            check->sqltext = std::get<schema::Check>(*item.stored).sqltext;
        }
        comparing_.add(table_, std::move(change));
        log("added", *item.declared);
    }

    void drop(const schema::Constraint& constraint) {
        schema::DropConstraint change;
        change.schema = table_.first;
        change.table = table_.second;
        change.name = schema::name_of(constraint);
        change.kind = kind_of(constraint);
        change.dropped = constraint;
        comparing_.add(table_, std::move(change));
        log("removed", constraint);
    }

    void log(const std::string& what, const schema::Constraint& constraint) {
        std::string text = "Detected " + what + " ";
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
            text += "foreign key (" + joined(key->columns) + ")(" + joined(key->referred_columns) + ")";
            text += " on table " + dotted(table_);
        } else {
            const auto& name = schema::name_of(constraint).text;
            text += std::holds_alternative<schema::PrimaryKey>(constraint) ? "primary key"
                    : std::holds_alternative<schema::Check>(constraint)    ? "check constraint"
                                                                           : "exclusion constraint";
            text += (name ? " " + quoted(*name) : std::string()) + " on table " + quoted(table_.second);
        }
        comparing_.log("constraints", std::move(text));
    }

    Comparing& comparing_;
    const Key& table_;
    const TableSides& sides_;
    const std::string kind_;
    std::vector<Wanted> wanted_;
    std::vector<Existing> existing_;
};

} // namespace

void compare_foreign_keys(Comparing& comparing, const Key& table, const TableSides& sides) {
    Matching<schema::ForeignKey>(comparing, table, sides, "foreign_key_constraint").compare();
}

void compare_checks(Comparing& comparing, const Key& table, const TableSides& sides) {
    Matching<schema::Check>(comparing, table, sides, "check_constraint").compare();
}

void compare_other_constraints(Comparing& comparing, const Key& table, const TableSides& sides) {
    Matching<schema::PrimaryKey>(comparing, table, sides, "").compare();
    Matching<schema::Exclude>(comparing, table, sides, "").compare();
}

} // namespace limbeck::autogenerate
