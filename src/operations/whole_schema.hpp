#pragma once

#include <cstddef>
#include <limbeck/value.hpp>
#include <optional>
#include <vector>

// Making and dropping many tables at once, as MetaData.create_all(), drop_all() and Table.create() ask for it.
namespace limbeck::operations {

struct WholeSchema {
    List tables;                  ///< in plain form (schema/plain.hpp)
    List types;                   ///< enum types that are made by themselves
    List sequences;               ///< those of the metadata
    bool check_first = true;      ///< things that are there already, or not any more, are passed over
    bool adds_constraints = true; ///< the database can add a foreign key to a table that is there (dialects::Ddl)
};

/// One step of it.
struct WholeSchemaStep {
    Map operation;                    ///< in plain form (operations/operation.hpp)
    std::optional<std::size_t> table; ///< which table is made or dropped here; nothing where it is another step
};
using WholeSchemaSteps = std::vector<WholeSchemaStep>;

/// Types and sequences; each table after those that it refers to; then the foreign keys that close a circle, or that
/// say use_alter. On a database that cannot add a constraint those stand in their tables.
WholeSchemaSteps creating(const WholeSchema& schema);
/// The reverse of it. Only the name and the schema of a table need be given.
WholeSchemaSteps dropping(const WholeSchema& schema);

/// The places of the tables in the order in which they can be created.
std::vector<std::size_t> order_of_creation(const List& tables);

} // namespace limbeck::operations
