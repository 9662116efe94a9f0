#include "schema/parents.hpp"
#include "schema/schema.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace limbeck::schema {

namespace {

using Qualified = std::pair<std::string, std::string>; // schema, name

/// What INHERITS and PARTITION OF name, one or a list: a text, with or without a schema, or {"schema": …, "name": …}.
void add_parents(const Value& option, const Table& table, std::vector<Qualified>& parents) {
    if (const auto* list = option.get_if<List>()) {
        for (const Value& item : *list)
            add_parents(item, table, parents);
    } else if (const auto* map = option.get_if<Map>()) {
        parents.emplace_back(text_field(*map, "schema"), text_field(*map, "name"));
    } else if (const auto* name = option.get_if<std::string>()) {
        const std::size_t dot = name->find('.');
        if (dot != std::string::npos)
            parents.emplace_back(name->substr(0, dot), name->substr(dot + 1));
        parents.emplace_back(table.schema, *name);
        if (!table.schema.empty())
            parents.emplace_back(std::string(), *name);
    }
}

std::vector<Qualified> parents(const Table& table) {
    std::vector<Qualified> found = parents(table, "_inherits");
    const std::vector<Qualified> whole = parents(table, "_partition_of");
    found.insert(found.end(), whole.begin(), whole.end());
    return found;
}

/// A foreign key that makes its table wait for another one.
struct Wait {
    std::size_t constraint; ///< its place in Table::constraints
    std::size_t for_table;
};

class Sorter {
  public:
    explicit Sorter(const Schema& schema) : schema_(schema), waits_(schema.tables.size()), fixed_(waits_.size()) {
        for (std::size_t at = 0; at < schema.tables.size(); ++at) {
            places_.emplace(Qualified(schema.tables[at].schema, schema.tables[at].name), at);
            waiting_.push_back(at);
        }
        std::sort(waiting_.begin(), waiting_.end(), [&](std::size_t left, std::size_t right) {
            const Table &a = schema.tables[left], &b = schema.tables[right];
            return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
        });
        for (std::size_t at = 0; at < schema.tables.size(); ++at)
            read(at);
    }

    /// All that wait for nothing go together, then those that waited for them, as SQLAlchemy sorts.
    Order sorted() {
        while (!waiting_.empty()) {
            const auto first_bound =
                std::stable_partition(waiting_.begin(), waiting_.end(), [&](std::size_t at) { return !is_bound(at); });
            if (first_bound == waiting_.begin()) {
                cut_circle();
                continue;
            }
            order_.tables.insert(order_.tables.end(), waiting_.begin(), first_bound);
            done_.insert(waiting_.begin(), first_bound);
            waiting_.erase(waiting_.begin(), first_bound);
        }
        std::sort(order_.late.begin(), order_.late.end(), [&](const Order::Late& left, const Order::Late& right) {
            const auto place = [&](std::size_t table) {
                return std::find(order_.tables.begin(), order_.tables.end(), table) - order_.tables.begin();
            };
            return std::pair(place(left.table), left.constraint) < std::pair(place(right.table), right.constraint);
        });
        return std::move(order_);
    }

  private:
    void read(std::size_t at) {
        const Table& table = schema_.tables[at];
        for (std::size_t i = 0; i < table.constraints.size(); ++i) {
            const auto* key = std::get_if<ForeignKey>(&table.constraints[i]);
            if (!key)
                continue;
            if (key->use_alter) {
                order_.late.push_back({at, i});
                continue;
            }
            const auto referred = places_.find({key->referred_schema, key->referred_table});
            if (referred != places_.end() && referred->second != at)
                waits_[at].push_back({i, referred->second});
        }
        for (const Qualified& parent : parents(table))
            if (const auto found = places_.find(parent); found != places_.end() && found->second != at)
                fixed_[at].push_back(found->second);
    }

    bool is_bound(std::size_t at) const {
        const auto missing = [&](std::size_t other) { return !done_.contains(other); };
        return std::any_of(waits_[at].begin(), waits_[at].end(),
                           [&](const Wait& wait) { return missing(wait.for_table); }) ||
               std::any_of(fixed_[at].begin(), fixed_[at].end(), missing);
    }

    /// The tables that `from` waits for, directly or not.
    std::set<std::size_t> reached(std::size_t from) const {
        std::set<std::size_t> seen;
        std::vector<std::size_t> open{from};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            const auto visit = [&](std::size_t other) {
                if (!done_.contains(other) && seen.insert(other).second)
                    open.push_back(other);
            };
            for (const Wait& wait : waits_[at])
                visit(wait.for_table);
            for (const std::size_t other : fixed_[at])
                visit(other);
        }
        return seen;
    }

    /// Nothing is free: some table waits for itself. The keys of the first such table that lead into the circle come
    /// later.
    void cut_circle() {
        for (const std::size_t at : waiting_) {
            if (!reached(at).contains(at))
                continue;
            const auto in_circle = [&](const Wait& wait) {
                return !done_.contains(wait.for_table) && reached(wait.for_table).contains(at);
            };
            std::vector<Wait>& waits = waits_[at];
            const auto cut =
                std::stable_partition(waits.begin(), waits.end(), [&](const Wait& wait) { return !in_circle(wait); });
            if (cut == waits.end())
                continue; // bound to the circle by a parent
            for (auto wait = cut; wait != waits.end(); ++wait)
                order_.late.push_back({at, wait->constraint});
            waits.erase(cut, waits.end());
            return;
        }
        fail_script("Tables that are each other's parents cannot be created",
                    "table '" + schema_.tables[waiting_.front()].name + "'");
    }

    const Schema& schema_;
    std::map<Qualified, std::size_t> places_;
    std::vector<std::vector<Wait>> waits_;
    std::vector<std::vector<std::size_t>> fixed_;
    std::vector<std::size_t> waiting_;
    std::set<std::size_t> done_;
    Order order_;
};

} // namespace

std::vector<Qualified> parents(const Table& table, std::string_view option_ending) {
    std::vector<Qualified> found;
    for (const auto& [key, value] : table.options.entries())
        if (key.ends_with(option_ending))
            add_parents(value, table, found);
    return found;
}

Order dependency_order(const Schema& schema) {
    return Sorter(schema).sorted();
}

} // namespace limbeck::schema
