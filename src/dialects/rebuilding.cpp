#include "dialects/rebuilding.hpp"

#include "dialects/ddl.hpp"
#include "support/words.hpp"

namespace limbeck::dialects {

Statements Rebuilding::rename_rebuilt_table(const std::string& schema, const std::string& new_table,
                                            const std::string& old_name, bool /*live*/) const {
    return ddl().rename_table(schema, new_table, old_name);
}

bool Rebuilding::speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const {
    using support::is_word;
    const std::string text = ddl().expression_in_file(stored, Ddl::Place::Plain);
    for (std::size_t at = text.find(column); at != std::string::npos; at = text.find(column, at + 1)) {
        const std::size_t end = at + column.size();
        if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end])))
            return true;
    }
    return false;
}

} // namespace limbeck::dialects
