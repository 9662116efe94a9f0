#include "dialects/copy_rows.hpp"

namespace limbeck::dialects {

Statement copy_rows(const sql::Grammar& grammar, const std::string& schema, const std::string& source,
                    const std::string& target, const std::vector<ColumnCopy>& columns) {
    const std::string from = grammar.qualified(schema, source);
    std::string names;
    std::string values;
    for (const ColumnCopy& column : columns) {
        if (!names.empty()) {
            names += ", ";
            values += ", ";
        }
        names += grammar.quote(column.target);
        const std::string value = from + "." + grammar.quote(column.source);
        if (column.cast_to)
            values += "CAST(" + value + " AS " + grammar.render_type(*column.cast_to) + ") AS " +
                      grammar.quote(column.source);
        else
            values += value;
    }
    return {"INSERT INTO " + grammar.qualified(schema, target) + " (" + names + ") SELECT " + values + " \nFROM " +
            from};
}

} // namespace limbeck::dialects
