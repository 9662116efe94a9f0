#include "autogenerate/comparing.hpp"
#include "autogenerate/sameness.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

// Indexes and unique constraints are compared together: they share their names, and may stand for each other.
namespace limbeck::autogenerate {

namespace {

/// An index or a unique constraint. `declared` is what new files say; null on the side of the database.
struct Item {
    std::optional<std::string> name; ///< as the database has it, or would have it
    const schema::Index* index = nullptr;
    const schema::Constraint* unique = nullptr;
    const schema::Index* declared_index = nullptr;
    const schema::Constraint* declared_unique = nullptr;

    Value content(const std::string& default_schema) const {
        return index ? autogenerate::content(*index) : autogenerate::content(*unique, default_schema);
    }
    const schema::Index& index_to_write() const { return declared_index ? *declared_index : *index; }
    const schema::Constraint& unique_to_write() const { return declared_unique ? *declared_unique : *unique; }
};

const schema::Unique& unique_of(const Item& item) {
    return std::get<schema::Unique>(*item.unique);
}

std::string words(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& column : columns)
        text += (text.empty() ? "" : ", ") + quoted(column);
    return "(" + text + (columns.size() == 1 ? ",)" : ")");
}

std::vector<std::string> columns_of(const Item& item) {
    if (item.unique)
        return unique_of(item).columns;
    std::vector<std::string> columns;
    for (const schema::Index::Element& element : item.index->elements)
        if (!element.column.empty())
            columns.push_back(element.column);
    return columns;
}

class Matching {
  public:
    Matching(Comparing& comparing, const Key& table, const TableSides& sides)
        : comparing_(comparing), table_(table), sides_(sides) {
        if (sides.declared)
            read_target();
        if (sides.existing)
            read_database();
    }

    void compare() {
        for (const auto& [name, item] : existing_)
            if (!target_.contains(name) && !is_wanted_without_name(item))
                removed(item);
        for (const auto& [name, item] : target_) {
            const auto found = existing_.find(name);
            if (found == existing_.end())
                continue;
            const Item& old = found->second;
            if (!old.index != !item.index) {
                removed(old);
                added(item);
            } else if (differ(old, item)) {
                changed(old, item);
            }
        }
        for (const auto& [name, item] : target_)
            if (!existing_.contains(name) && !stands_without_name(item))
                added(item);
        for (const Item& item : without_name_)
            compare_without_name(item);
        for (const Item& old : existing_without_name_)
            if (!is_wanted_without_name(old) && !is_wanted_by_name(old))
                removed(old);
    }

  private:
    void read_target() {
        for (std::size_t i = 0; i < sides_.stored->constraints.size(); ++i) {
            if (!std::holds_alternative<schema::Unique>(sides_.stored->constraints[i]))
                continue;
            Item item;
            item.unique = &sides_.stored->constraints[i];
            item.declared_unique = &sides_.declared->constraints[i];
            // Without a declared name the database has chosen one: that says nothing.
            if (schema::name_of(*item.declared_unique).text) {
                item.name = schema::name_of(*item.unique).text;
                target_.emplace(item.name.value_or(*schema::name_of(*item.declared_unique).text), item);
            } else {
                without_name_.push_back(item);
            }
        }
        for (std::size_t i = 0; i < sides_.stored->indexes.size(); ++i) {
            Item item;
            item.index = &sides_.stored->indexes[i];
            item.declared_index = &sides_.declared->indexes[i];
            item.name = item.index->name.text ? item.index->name.text : item.declared_index->name.text;
            target_.emplace(item.name.value_or(""), item);
        }
    }

    void read_database() {
        for (const schema::Constraint& constraint : sides_.existing->constraints) {
            if (!std::holds_alternative<schema::Unique>(constraint))
                continue;
            Item item;
            item.unique = &constraint;
            item.name = schema::name_of(constraint).text;
            if (!comparing_.hooks.include_name(item.name, "unique_constraint", table_.first, table_.second))
                continue;
            if (item.name)
                existing_.emplace(*item.name, item);
            else
                existing_without_name_.push_back(item);
        }
        for (const schema::Index& index : sides_.existing->indexes) {
            Item item;
            item.index = &index;
            item.name = index.name.text;
            if (comparing_.hooks.include_name(item.name, "index", table_.first, table_.second))
                existing_.emplace(item.name.value_or(""), item);
        }
    }

    Value content(const Item& item) const { return item.content(comparing_.options.default_schema); }
    bool is_wanted_without_name(const Item& item) const {
        return item.unique && std::any_of(without_name_.begin(), without_name_.end(),
                                          [&](const Item& wanted) { return content(wanted) == content(item); });
    }

    bool is_wanted_by_name(const Item& old) const {
        return std::any_of(target_.begin(), target_.end(), [&](const auto& wanted) {
            return wanted.second.unique && content(wanted.second) == content(old);
        });
    }
    /// Where the database knows no names of constraints (SQLite, if nobody gave one), what it says is enough.
    bool stands_without_name(const Item& item) const {
        return item.unique && std::any_of(existing_without_name_.begin(), existing_without_name_.end(),
                                          [&](const Item& old) { return content(old) == content(item); });
    }

    void compare_without_name(const Item& item) {
        const auto is_same = [&](const Item& old) { return old.unique && content(old) == content(item); };
        const Item* old = nullptr;
        for (const auto& [name, candidate] : existing_)
            if (!old && is_same(candidate))
                old = &candidate;
        const auto found = std::find_if(existing_without_name_.begin(), existing_without_name_.end(), is_same);
        if (!old && found != existing_without_name_.end())
            old = &*found;
        if (!old)
            added(item);
        else if (touches_replaced(item))
            changed(*old, item);
    }

    bool touches_replaced(const Item& item) const {
        if (sides_.replaced.empty())
            return false;
        if (is_replaced(sides_, columns_of(item)))
            return true;
        return item.index && std::any_of(item.index->elements.begin(), item.index->elements.end(),
                                         [&](const auto& element) { return is_replaced(sides_, element.expression); });
    }

    bool differ(const Item& old, const Item& wanted) const {
        return touches_replaced(wanted) || content(old) != content(wanted);
    }

    bool ask(const Item& item, bool reflected, const Item* counterpart) {
        const Object object = object_of(item, reflected);
        if (!counterpart)
            return comparing_.hooks.include_object(object, nullptr);
        const Object other = object_of(*counterpart, true);
        return comparing_.hooks.include_object(object, &other);
    }

    Object object_of(const Item& item, bool reflected) const {
        Object object;
        object.kind = item.index ? "index" : "unique_constraint";
        object.name = item.name;
        object.reflected = reflected;
        object.table = reflected ? sides_.existing : sides_.declared;
        if (item.index)
            object.index = &item.index_to_write();
        else
            object.constraint = &item.unique_to_write();
        return object;
    }

    void added(const Item& item) {
        if (item.unique && !sides_.existing)
            return; // comes with its table
        if (!ask(item, false, nullptr))
            return;
        create(item);
        comparing_.log("constraints", std::string("Detected added ") + (item.index ? "index " : "unique constraint ") +
                                          (item.name ? quoted(*item.name) : "None") + " on '" +
                                          words(columns_of(item)) + "'");
    }

    void removed(const Item& item) {
        if (item.unique && !sides_.declared)
            return; // goes with its table
        if (!ask(item, true, nullptr))
            return;
        drop(item);
        comparing_.log("constraints", std::string("Detected removed ") +
                                          (item.index ? "index " : "unique constraint ") +
                                          (item.name ? quoted(*item.name) : "None") + " on " + quoted(table_.second));
    }

    void changed(const Item& old, const Item& item) {
        if (!ask(item, false, &old))
            return;
        drop(old);
        create(item);
        comparing_.log("constraints", std::string("Detected changed ") +
                                          (item.index ? "index " : "unique constraint ") +
                                          (old.name ? quoted(*old.name) : "None") + " on " + quoted(table_.second));
    }

    void create(const Item& item) {
        if (item.index) {
            schema::CreateIndex change{*item.declared_index};
            change.index.table = sides_.declared->name;
            change.index.schema = sides_.existing ? table_.first : sides_.declared->schema;
            comparing_.add(table_, std::move(change));
            return;
        }
        schema::AddConstraint change{table_.first, table_.second, *item.declared_unique};
        // So that the way back knows what to drop.
        if (!schema::name_of(change.constraint).text)
            schema::name_of(change.constraint) = schema::name_of(*item.unique);
        comparing_.add(table_, std::move(change));
    }

    void drop(const Item& item) {
        if (item.index) {
            comparing_.add(table_, schema::DropIndex{*item.index});
            return;
        }
        schema::DropConstraint change;
        change.schema = table_.first;
        change.table = table_.second;
        change.name = schema::name_of(*item.unique);
        change.kind = "unique";
        change.dropped = *item.unique;
        comparing_.add(table_, std::move(change));
    }

    Comparing& comparing_;
    const Key& table_;
    const TableSides& sides_;
    std::map<std::string, Item> target_, existing_; ///< by name
    std::vector<Item> without_name_, existing_without_name_;
};

} // namespace

void compare_indexes_and_uniques(Comparing& comparing, const Key& table, const TableSides& sides) {
    Matching(comparing, table, sides).compare();
}

} // namespace limbeck::autogenerate
