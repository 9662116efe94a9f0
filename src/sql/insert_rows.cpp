#include "sql/insert_rows.hpp"

namespace limbeck::sql {

Compiled insert_rows(const Grammar& grammar, const std::string& schema, const std::string& table,
                     const std::vector<TableColumn>& columns, const std::vector<const Value*>& values) {
    Compiled made;
    made.text = "INSERT INTO " + grammar.qualified(schema, table) + " (";
    for (std::size_t at = 0; at < columns.size(); ++at)
        made.text += (at == 0 ? "" : ", ") + grammar.quote(columns[at].name);
    made.text += ") VALUES ";
    const bool in_text = grammar.writes_values_inline();
    if (!in_text)
        made.parameters.reserve(values.size());
    for (std::size_t at = 0; at < values.size(); ++at) {
        const std::size_t column = at % columns.size();
        made.text += column > 0 ? ", " : at > 0 ? "), (" : "(";
        const Value& value = *values[at];
        const schema::TypePtr type = columns[column].type ? columns[column].type : type_of(value);
        if (in_text) {
            made.text += grammar.inline_value(value, type.get());
            made.text += grammar.bind_cast(type.get());
        } else {
            made.text += '?';
            made.parameters.push_back(grammar.bind_value(value, type.get()));
        }
    }
    made.text += ')';
    return made;
}

} // namespace limbeck::sql
