#pragma once

#include "schema/type.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"

#include <limbeck/value.hpp>
#include <string>
#include <vector>

namespace limbeck::sql {

/// What to write for a bind parameter.
enum class Binds {
    Driver,  ///< as the driver wants them: `?` and a value in order, or inline (Grammar::writes_values_inline)
    Literal, ///< SQLAlchemy's literal_binds: offline SQL
    Named,   ///< :name or %(name)s: str(statement), offline SQL without literal_binds
};

struct CompileOptions {
    Binds binds = Binds::Driver;
    /// Columns are written with their table (false in CHECK, index and server default expressions).
    bool include_table = true;
};

struct ResultColumn {
    std::string name;
    schema::TypePtr type; ///< null when unknown
};

struct Compiled {
    std::string text;
    List parameters; ///< for Binds::Driver with `?`: in order of appearance, already converted for their types
    bool returns_rows = false;
    std::vector<ResultColumn> columns; ///< what a select or RETURNING gives, as far as the tree knows
};

/// Writes a tree as SQL. `parameters`: values for bind parameters by name, which win over the tree's own
/// (connection.execute(stmt, {...})); null, a map, or a list of maps (INSERT … VALUES takes the columns of the first).
/// Throws Error(Command) for a bind parameter without a value, Error(Unsupported) for what the grammar lacks.
Compiled compile(const Expression& expression, const Grammar& grammar, const CompileOptions& options = {},
                 const Value& parameters = {});

} // namespace limbeck::sql
