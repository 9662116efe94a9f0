#pragma once

#include "autogenerate/compare.hpp"
#include "autogenerate/hooks.hpp"
#include "autogenerate/sameness.hpp"
#include "support/words.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

// One comparison at work: what its parts (tables, columns, constraints, …) share.
namespace limbeck::autogenerate {

/// Schema and name; the default schema is "".
using Key = std::pair<std::string, std::string>;

/// A change, and the group that it belongs to.
struct Step {
    std::string schema, table;
    schema::Change change;
};

/// A table as it is declared, as it would be stored, and as it is. All but `existing` are null for a table that is
/// dropped, `existing` is null for one that is created.
struct TableSides {
    const schema::Table* declared = nullptr;
    const schema::Table* stored = nullptr;
    const schema::Table* existing = nullptr;
    /// Columns that no operation can make what they ought to be: they are dropped and added again, and so is what
    /// stands on them.
    std::vector<std::string> replaced = {};
};
/// Whether one of the columns is replaced.
bool is_replaced(const TableSides& sides, const std::vector<std::string>& columns);
/// Whether the text of the expression speaks of a column that is replaced.
bool is_replaced(const TableSides& sides, const sql::ExpressionPtr& expression);

/// Borrows all that it refers to.
struct Comparing {
    const schema::Schema& database;
    const Target& target;
    const CompareOptions& options;
    Hooks& hooks;
    Differences& result;
    std::vector<Step> steps; ///< in Alembic's order

    Key key(const std::string& schema, const std::string& name) const {
        return {schema == options.default_schema ? std::string() : schema, name};
    }
    /// A change that stands by itself.
    void add(schema::Change change) { steps.push_back({{}, {}, std::move(change)}); }
    /// A change of a table.
    void add(const Key& table, schema::Change change) {
        steps.push_back({table.first, table.second, std::move(change)});
    }
    /// `part` names the logger as Alembic's: "tables", "constraints", …
    void log(const std::string& part, std::string text) {
        result.log.push_back({"alembic.autogenerate.compare." + part, std::move(text)});
    }
    void not_compared(std::string line) { result.not_compared.push_back(std::move(line)); }
    /// As the function of this name. Many columns share their types, and two types are compared once.
    bool same_type(const schema::TypePtr& left, const schema::TypePtr& right) {
        const auto [known, is_new] = same_types.try_emplace({left.get(), right.get()});
        if (is_new)
            known->second = autogenerate::same_type(left, right);
        return known->second;
    }
    std::map<std::pair<const schema::Type*, const schema::Type*>, bool> same_types = {};
};

/// "schema.name", or the name alone.
std::string dotted(const Key& key);
/// As Python's repr() writes a text: 'it''s' is "it's" there.
std::string quoted(const std::string& text);
using support::joined;

/// The changes that a stated rename asks for, and the database as it is after them. Throws Error(Command) for one that
/// fits nothing.
struct Renamed {
    schema::Schema database;
    std::vector<Step> steps;
};
Renamed rename(const schema::Schema& database, const Target& target, const CompareOptions& options);
/// What of the changes looks like a rename.
std::vector<PossibleRename> look_alikes(const Comparing& comparing);

void compare_tables(Comparing& comparing);
/// What is added and altered comes before the changes of constraints and indexes, what is dropped after them.
void compare_columns(Comparing& comparing, const Key& table, TableSides& sides,
                     const std::function<void()>& compare_the_rest);
/// Also of tables that are created or dropped, one side being null.
void compare_indexes_and_uniques(Comparing& comparing, const Key& table, const TableSides& sides);
void compare_foreign_keys(Comparing& comparing, const Key& table, const TableSides& sides);
void compare_checks(Comparing& comparing, const Key& table, const TableSides& sides);
/// Primary key and exclusion constraints.
void compare_other_constraints(Comparing& comparing, const Key& table, const TableSides& sides);
/// Enum types and domains, when all steps of tables are known. What must come before all of those goes to `first`, what
/// must come after to `last`.
void compare_types(Comparing& comparing, std::vector<Step>& first, std::vector<Step>& last);
/// Sequences, extensions, views and routines; likewise.
void compare_objects(Comparing& comparing, std::vector<Step>& first, std::vector<Step>& last);

/// The steps in an order in which they can run: as they stand, but each after what it needs.
std::vector<Group> in_order(std::vector<Step> steps, const std::string& default_schema);

} // namespace limbeck::autogenerate
