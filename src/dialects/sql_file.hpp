#pragma once

#include "schema/schema.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects {

/// A file with the DDL of a whole schema, as a person or a dump has written it.
struct SqlFile {
    std::string name; ///< as errors call it
    std::string text;
};

/// What the statements of such files make, in the words of the database.
struct MadeBySql {
    schema::Schema schema;
    /// A line for each statement that makes what no comparison looks at, with file and line.
    std::vector<std::string> not_compared;
};

} // namespace limbeck::dialects
