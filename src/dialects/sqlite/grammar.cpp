#include "dialects/sqlite/grammar.hpp"

#include "dialects/sqlite/types.hpp"

#include <limbeck/error.hpp>

#include <iterator>
#include <string>
#include <string_view>

namespace limbeck::dialects::sqlite {

namespace {

// The words that SQLAlchemy quotes for this database, sorted.
constexpr std::string_view reserved_words[] = {
    "add", "after", "all", "alter", "analyze", "and", "as", "asc", "attach", "autoincrement", "before", "begin",
    "between", "by", "cascade", "case", "cast", "check", "collate", "column", "commit", "conflict",
    "constraint", "create", "cross", "current_date", "current_time", "current_timestamp", "database", "default",
    "deferrable", "deferred", "delete", "desc", "detach", "distinct", "drop", "each", "else", "end", "escape",
    "except", "exclusive", "exists", "explain", "fail", "false", "for", "foreign", "from", "full", "glob",
    "group", "having", "if", "ignore", "immediate", "in", "index", "indexed", "initially", "inner", "insert",
    "instead", "intersect", "into", "is", "isnull", "join", "key", "left", "like", "limit", "match", "natural",
    "not", "notnull", "null", "of", "offset", "on", "or", "order", "outer", "plan", "pragma", "primary",
    "query", "raise", "references", "reindex", "rename", "replace", "restrict", "right", "rollback", "row",
    "select", "set", "table", "temp", "temporary", "then", "to", "transaction", "trigger", "true", "union",
    "unique", "update", "using", "vacuum", "values", "view", "virtual", "when", "where",
};

class SqliteGrammar final : public sql::Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "sqlite";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        if (needs_quotes(identifier, std::begin(reserved_words), std::end(reserved_words)))
            return quote_always(identifier);
        return std::string(identifier);
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    std::string render_type(const schema::Type& type) const override { return sqlite::render_type(type); }
    bool writes_values_inline() const override { return false; }
};

std::string SqliteGrammar::literal(const Value& value, const schema::Type* type) const {
    if (const bool* truth = value.get_if<bool>())
        return *truth ? "1" : "0";
    return sql::default_grammar().literal(value, type);
}

} // namespace

const sql::Grammar& grammar() {
    static const SqliteGrammar grammar;
    return grammar;
}

} // namespace limbeck::dialects::sqlite
