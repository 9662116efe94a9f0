#pragma once

#include "autogenerate/compare.hpp"
#include "autogenerate/dangers.hpp"
#include "autogenerate/hooks.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
} // namespace limbeck::dialects

// From models to the changes that a database needs: `revision --autogenerate`, `check` and `diff` in one call. Whoever
// has models as plain values, in whichever language they were written, needs nothing else.
namespace limbeck::autogenerate {

class EarlyInspection;

struct Options {
    /// `default_schema` and `adds_foreign_keys` are filled in from the database.
    CompareOptions compare;
    schema::NamingConvention naming_convention; ///< of the models; names what has no name of its own
    /// What is declared was read back from a database of the same kind, so that it is in the database's words already
    /// (`compare.read_back`); where files are to say something else, this is what was read back: the same things in the
    /// same order.
    const schema::Schema* stored = nullptr;
    /// Where views and routines are declared ("env.py:12"), by kind, schema and name as key_of() (objects.hpp) says.
    std::map<std::string, std::string> places;
    bool prove = true;      ///< try the changes out in a scratch place
    bool count_rows = true; ///< look how many rows a dangerous change concerns
    bool reversible = true; ///< also tell the way back
};

struct Result {
    Differences differences;
    std::vector<Group> downgrade; ///< in the order in which it must run
    /// Places of groups of `differences.upgrade` and of `downgrade` that must run as a batch, because the database
    /// cannot alter tables so.
    std::set<std::size_t> upgrade_batches, downgrade_batches;
    /// What could not be proved, and why: a line each, for the file and for the terminal. Empty if all was proved, or
    /// nothing was to be.
    std::vector<std::string> unproved;
    std::vector<Danger> dangers; ///< of `differences.upgrade`
    /// Why there was no scratch place, if one was needed; then expressions were compared by their text. Else empty.
    std::string by_text;
    /// The database as it is, as far as it was looked at, and the target. What changes refer to is a part of neither.
    schema::Schema database;
    Target target;
};

/// Inspects the schemas that `declared` names and the default one (all that the hooks let through with
/// `include_schemas`), in a number of queries that does not depend on the number of tables; settles what the database
/// makes of the declared schema, compares, and tries the changes out. `declared` is as the models say it: it is
/// normalized and named here.
///
/// Nothing is changed in the database, and no table of the user is locked but for reading. The connection may be in a
/// transaction; it is as it was when this returns. `early`, if any, is what of the inspection has begun.
///
/// Throws Error(Command) for a declared schema that contradicts itself (two tables of one name, a constraint on a
/// column that there is not) and for renames that fit nothing, Error(Database) when the database cannot be read, and
/// what the hooks throw.
Result autogenerate(dialects::Connection& connection, schema::Schema declared, const Options& options, Hooks& hooks,
                    EarlyInspection* early = nullptr);

} // namespace limbeck::autogenerate
