#pragma once

#include "autogenerate/compare.hpp"
#include "schema/table.hpp"

#include <vector>

namespace limbeck::dialects {
class Dialect;
}

// Batch mode calls constraints by their names, but where tables are rebuilt (SQLite) few have one. Alembic's way out is
// op.batch_alter_table(naming_convention=…): the constraints that are there get names while the block runs.
// https://alembic.sqlalchemy.org/en/latest/batch.html#dropping-unnamed-or-named-foreign-keys
namespace limbeck::autogenerate {

/// Gives the constraints without names that the changes add or drop the names that they have in a batch, if the dialect
/// cannot do without; new names are none that `there`, the schema before the changes, has. A check without a name that
/// is there cannot be called by any name: its drop stays as it is.
void name_for_batch(std::vector<Group>& groups, const dialects::Dialect& dialect, const schema::Schema& there);

/// What `naming_convention` of the group's batch must be, so that the constraints that it drops have the names by which
/// it calls them. Empty if they have these anyway.
schema::NamingConvention naming_convention_of(const Group& group);

} // namespace limbeck::autogenerate
