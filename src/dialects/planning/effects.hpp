#pragma once

#include "dialects/connection.hpp"
#include "schema/changes.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

// What a statement would do, for plans, where it is not run and a later one must not be answered as though it had been.
// Of a change it is told by the change itself; of the text that a user wrote by that text (text_effects.hpp). In doubt
// more is taken for changed than is.
namespace limbeck::dialects {

/// A table, type or index that a statement makes or takes away, and what is known of it afterwards.
struct Presence {
    enum class Kind { Table, Type, Index };
    enum class After { There, Gone, Unknown };
    Kind kind;
    std::string schema; ///< empty: not said
    std::string name;
    After after;
};

struct Effects {
    enum class Kind {
        Read,    ///< gives rows
        Setting, ///< of the session or of the transaction
        Control, ///< BEGIN, COMMIT, …
        Change,
    };
    /// What becomes of the transaction that is open.
    enum class Transaction { Stays, Begins, Ends, ReturnsToSavepoint };
    Kind kind = Kind::Change;
    Transaction transaction = Transaction::Stays;
    bool several = false;         ///< more than one statement
    bool anything = false;        ///< what it changes cannot be told
    bool local = false;           ///< a setting of the transaction only
    bool schema_change = false;   ///< changes what the catalogue says
    bool makes_trigger = false;   ///< from then on a change of rows may change anything
    bool changes_routine = false; ///< a function that a read calls may be another afterwards

    /// Tables and views whose rows or shape change, by their bare names, each with the columns that it is about; none:
    /// with all.
    std::map<std::string, std::optional<std::set<std::string>>> relations;
    /// Tables whose rows change, by a new foreign key that acts, with those of another: (the other, the table).
    std::vector<std::pair<std::string, std::string>> followers;
    /// Whose description in the catalogue changes, with each column, constraint and index that is named.
    std::set<std::string> described;
    std::vector<Presence> presences;
    std::set<std::string> renamed; ///< tables that had another name: their indexes are not followed

    /// All rows of it.
    void touch(const std::string& relation) { relations[relation] = std::nullopt; }
    void touch(const std::string& relation, const std::set<std::string>& columns);
    void describe(const std::string& name);
    void describe(const std::set<std::string>& names);
    /// Describes it, too.
    void set(Presence::Kind kind, const std::string& schema, const std::string& name, Presence::After after);
    void add(Effects other);
};

/// Of all statements of a change. Types are those of that dialect.
Effects effects_of(const schema::Change& change, const std::string& dialect);
/// Of a statement that changes rows of one table.
Effects effects_on_rows(const std::string& table);

/// Says with each statement what it does, where the connection (none: offline) only plans.
void tell_effects(Statements& statements, const schema::Change& change, Connection* connection);
void tell_effects_on_rows(Statement& statement, const std::string& table, Connection* connection);

} // namespace limbeck::dialects
