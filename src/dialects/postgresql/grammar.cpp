#include "dialects/postgresql/grammar.hpp"

#include "dialects/postgresql/types.hpp"

#include <limbeck/error.hpp>

#include <iterator>
#include <string>
#include <string_view>

namespace limbeck::dialects::postgresql {

namespace {

// The words that SQLAlchemy quotes for this database, sorted.
constexpr std::string_view reserved_words[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between",
    "binary", "both", "case", "cast", "check", "collate", "column", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false",
    "fetch", "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially",
    "inner", "intersect", "into", "is", "isnull", "join", "leading", "left", "like", "limit", "localtime",
    "localtimestamp", "natural", "new", "not", "notnull", "null", "of", "off", "offset", "old", "on", "only",
    "or", "order", "outer", "over", "overlaps", "placing", "primary", "references", "returning", "right",
    "select", "session_user", "similar", "some", "symmetric", "table", "then", "to", "trailing", "true",
    "union", "unique", "user", "using", "variadic", "verbose", "when", "where", "window", "with",
};

class PostgresqlGrammar final : public sql::Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "postgresql";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        if (needs_quotes(identifier, std::begin(reserved_words), std::end(reserved_words)))
            return quote_always(identifier);
        return std::string(identifier);
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    std::string render_type(const schema::Type& type) const override { return postgresql::render_type(type); }
    bool writes_values_inline() const override { return true; }
};

std::string PostgresqlGrammar::literal(const Value& value, const schema::Type* type) const {
    return sql::default_grammar().literal(value, type);
}

} // namespace

const sql::Grammar& grammar() {
    static const PostgresqlGrammar grammar;
    return grammar;
}

} // namespace limbeck::dialects::postgresql
