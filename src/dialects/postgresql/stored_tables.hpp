#pragma once

#include "schema/table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Scratch;
}

namespace limbeck::dialects::postgresql {

class SchemaMapper;
class SchemaNames;

/// A schema of the scratch place that holds nothing but tables which tell of others.
struct ShapeSchema {
    std::string actual;
    std::string reported; ///< what inspect() calls it
};
/// Makes one, for the tables of a real schema.
using ShapePlace = std::function<ShapeSchema(const std::string& real)>;

/// Scratch::stored(). Leaves what it makes in the scratch place: the caller goes back to a savepoint.
///
/// Types and defaults of all tables go into a few wide tables, each of them once. Only what speaks of the columns of
/// its own table (checks, generated columns, expressions and conditions of indexes, exclusion, partition keys) needs a
/// table of that shape; inheriting tables need their parents, too. The rest is known without asking.
std::vector<schema::Table> stored_tables(const std::vector<schema::Table>& declared, Scratch& place,
                                         const SchemaNames& names, const SchemaMapper& mapper,
                                         const ShapePlace& shape_place);

} // namespace limbeck::dialects::postgresql
