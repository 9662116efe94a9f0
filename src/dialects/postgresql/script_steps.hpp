#pragma once

#include "dialects/postgresql/schema_names.hpp"
#include "dialects/postgresql/script.hpp"
#include "schema/schema.hpp"

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects::postgresql {

using ScriptName = std::pair<std::string, std::string>; ///< schema, name

/// Where a script is to run: schemas that stand for others. Borrows the names.
struct ScriptPlace {
    SchemaNames& names;
    std::string default_schema;
    std::vector<std::string> path; ///< the real schemas where names without one are looked for
    /// The schema that stands for this one, made if need be.
    std::function<std::string(const std::string& real)> place_of;
    bool leaves_out_rows = false; ///< statements about rows are no steps; else they are refused
};

/// A statement that is to run, and what is known of it.
struct ScriptStep {
    std::string text;
    std::string place;                        ///< "schema.sql:12"
    std::vector<std::string> path;            ///< where names without a schema are looked for
    bool reads_extensions = false;            ///< what it uses may be an extension's
    std::vector<ScriptName> must_be_of_files; ///< what it would change, or lock; an empty schema: by the path
};

/// What files of DDL say.
struct ScriptSteps {
    std::vector<ScriptStep> steps;
    std::set<ScriptName> made;                                         ///< by the files
    std::vector<std::pair<schema::Extension, std::string>> extensions; ///< with their places
    std::vector<std::string> not_compared;
};

/// Reads statements from their first words: settings, transactions and owners are left out, and what is made is told to
/// `place.names`. Throws Error(Command) with file and line for what is no part of a structure.
ScriptSteps steps_of(const std::vector<SqlFile>& files, const ScriptPlace& place);

} // namespace limbeck::dialects::postgresql
