#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What a statement would change, and what one reads, as far as its text says: for plans, where a statement is not run
// and a later one must not be answered as though it had been. In doubt more is taken for changed than is.
namespace limbeck::dialects::postgresql {

/// A table, type or index that a statement makes or takes away.
struct Fate {
    enum class Kind { Table, Type, Index };
    Kind kind;
    std::string schema; ///< empty: not said
    std::string name;
    bool exists; ///< afterwards
};

struct Effects {
    enum class Kind {
        Read,    ///< gives rows
        Setting, ///< of the session or of the transaction
        Control, ///< BEGIN, COMMIT, …
        Change,
    };
    Kind kind = Kind::Change;
    bool several = false;       ///< more than one statement
    bool anything = false;      ///< what it changes cannot be told
    bool local = false;         ///< a setting of the transaction only
    bool schema_change = false; ///< changes what the catalogue says
    bool makes_trigger = false;
    std::string control; ///< the first word of a Control

    /// Tables and views whose rows or shape change, by their bare names, each with the columns that it is about; none:
    /// with all.
    std::map<std::string, std::optional<std::set<std::string>>> relations;
    /// Whose description in the catalogue changes, with each column, constraint and index that is named.
    std::set<std::string> described;
    std::vector<Fate> fates;
};

Effects effects_of(std::string_view text);

/// What a statement that reads depends on.
struct Reading {
    std::set<std::string> names; ///< every identifier in it
    std::set<std::string> functions;
    bool every_column = false; ///< has a * that is not count(*)
    bool catalogue = false;    ///< asks pg_catalog or information_schema
    /// The objects that a question to the catalogue is about: literals that a column of names is compared with. Empty:
    /// about all that there are.
    std::set<std::string> objects;
};
Reading reading_of(std::string_view text);

} // namespace limbeck::dialects::postgresql
