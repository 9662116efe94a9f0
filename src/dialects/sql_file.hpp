#pragma once

#include "schema/schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace limbeck::dialects {

/// A file with the DDL of a whole schema, as a person or a dump has written it.
struct SqlFile {
    std::string name; ///< as errors call it
    std::string text;

    /// "schema.sql:12", where the character is.
    std::string place(std::size_t at) const {
        return name + ":" +
               std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }
};

/// What the statements of such files make, in the words of the database.
struct MadeBySql {
    schema::Schema schema;
    /// A line for each statement that makes what no comparison looks at, with file and line.
    std::vector<std::string> not_compared;
};

} // namespace limbeck::dialects
