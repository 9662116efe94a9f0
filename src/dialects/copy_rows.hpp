#pragma once

#include "dialects/connection.hpp"
#include "schema/type.hpp"
#include "sql/grammar.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects {

/// One column of a copy: where it goes, where it comes from, and the type to CAST to on the way (null: as it is).
struct ColumnCopy {
    std::string target;
    std::string source;
    schema::TypePtr cast_to;
};

/// INSERT INTO target SELECT … FROM source, as batch mode moves the rows of a table into its successor.
Statement copy_rows(const sql::Grammar& grammar, const std::string& schema, const std::string& source,
                    const std::string& target, const std::vector<ColumnCopy>& columns);

} // namespace limbeck::dialects
