#pragma once

#include "schema/table.hpp"

// Tables as somebody declares them: what the flags of constructors say (Column(index=True, unique=True,
// primary_key=True), ForeignKey(…) of one column, a default that Python computes). normalize() turns them into the
// stored form (schema/table.hpp), which is what changes, inspectors, DDL and comparison use.
namespace limbeck::schema {

struct DeclaredColumn : Column {
    /// `nullable` was said by the user: then being a key or an identity does not make it NOT NULL.
    bool nullable_given = false;
    bool index = false;         ///< Column(index=True): an index named by convention, "ix_<table>_<column>" by default
    std::optional<bool> unique; ///< Column(unique=True)
    /// Has a default that Python computes, as Column(default=…): not numbered by the database.
    bool has_default = false;
    /// Comes from a database and says what is there: no flag of it means anything, `nullable` and `autoincremented`
    /// stay.
    bool stored = false;
};

struct DeclaredConstraint {
    Constraint constraint;
    /// Made by a ForeignKey(…) of its one column and not by the user's ForeignKeyConstraint: it then follows the
    /// table's own constraints.
    bool column_level = false;
};

/// The members are those of Table.
struct DeclaredTable {
    std::string name;
    std::string schema;
    std::vector<DeclaredColumn> columns;
    std::vector<DeclaredConstraint> constraints;
    std::vector<Index> indexes;
    std::optional<std::string> comment;
    std::vector<std::string> prefixes;
    Map options;
    Map info;
};

/// Does what SQLAlchemy's Table constructor does with the flags of its columns: Column(primary_key=True) makes the
/// PrimaryKey (and its columns NOT NULL), Column(unique=True) a Unique, Column(index=True) an Index, a type with
/// create_constraint its Check. `primary_key` says afterwards what the PrimaryKey lists, `autoincremented` which column
/// the database numbers (SQLAlchemy's rule): an integer that is the whole primary key, without default and without
/// foreign key, or the one marked autoincrement=True. Throws Error(Command) for a constraint on a column that there is
/// not, for two columns of one name, for two columns that are marked autoincrement=True, and for one whose type cannot
/// be autoincremented.
Table normalize(DeclaredTable declared);

/// The table with its columns marked as stored: normalize() gives it back.
DeclaredTable declared(Table table);

} // namespace limbeck::schema
