#include "dialects/postgresql/reflection.hpp"

#include "dialects/connection.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/inspector.hpp"
#include "dialects/reflection.hpp"
#include "schema/schema.hpp"

#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

// The tables of a schema, or those that the search path finds.
std::string where_schema(const std::string& schema) {
    return schema.empty() ? " AND pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'"
                          : " AND n.nspname = " + literal(schema);
}

constexpr const char* from_class =
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ";
constexpr const char* tables_and_views = "c.relkind IN ('r', 'p', 'f', 'v', 'm')";

/// One question at a time, for scripts; what the inspector knows, it answers.
class PostgresqlReflection final : public Reflection {
  public:
    explicit PostgresqlReflection(Connection& connection)
        : connection_(connection), inspector_(inspector(connection)) {}

    std::string default_schema() override { return inspector_->default_schema(); }
    std::vector<std::string> schema_names() override { return inspector_->schema_names(); }

    std::vector<std::string> table_names(const std::string& schema) override {
        return relations("c.relkind IN ('r', 'p') AND c.relpersistence <> 't'", schema);
    }
    std::vector<std::string> view_names(const std::string& schema) override {
        return relations("c.relkind = 'v' AND c.relpersistence <> 't'", schema);
    }
    std::vector<std::string> materialized_view_names(const std::string& schema) override {
        return relations("c.relkind = 'm'", schema);
    }
    std::vector<std::string> sequence_names(const std::string& schema) override {
        return relations("c.relkind = 'S'", schema);
    }

    std::vector<EnumType> enums(const std::string& schema) override {
        const std::string condition = schema.empty()
                                          ? "pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'"
                                      : schema == "*" ? "true"
                                                      : "n.nspname = " + literal(schema);
        const Result result =
            query("SELECT t.typname AS name, n.nspname AS schema, pg_catalog.pg_type_is_visible(t.oid) AS visible, "
                  "(SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e "
                  "WHERE e.enumtypid = t.oid) AS labels "
                  "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                  "WHERE t.typtype = 'e' AND " +
                  condition + " ORDER BY n.nspname, t.typname");
        std::vector<EnumType> list;
        for (const List& values : result.rows) {
            const Row row(result, values);
            list.push_back({row.text("schema"), row.text("name"), row.texts("labels"), row.flag("visible")});
        }
        return list;
    }

    bool has_table(const std::string& schema, const std::string& table) override {
        return !query(std::string("SELECT 1") + from_class + "WHERE " + tables_and_views +
                      " AND c.relname = " + literal(table) + where_schema(schema))
                    .rows.empty();
    }

    std::optional<schema::Table> table(const std::string& schema, const std::string& table) override {
        InspectFilter filter;
        filter.schemas = {schema};
        filter.tables = {table};
        filter.of_extensions = true;
        filter.for_scripts = true;
        std::vector<schema::Table> tables = inspector_->inspect(filter).tables;
        if (tables.empty())
            return std::nullopt;
        return std::move(tables.front());
    }

  private:
    Result query(const std::string& text) { return connection_.execute({text, {}}); }

    std::vector<std::string> relations(const std::string& condition, const std::string& schema) {
        std::vector<std::string> names;
        for (const List& row : query(std::string("SELECT c.relname") + from_class + "WHERE " + condition +
                                     where_schema(schema) + " ORDER BY c.relname")
                                   .rows)
            names.push_back(row.at(0).as_text());
        return names;
    }

    Connection& connection_;
    std::unique_ptr<Inspector> inspector_;
};

} // namespace

std::unique_ptr<Reflection> reflect(Connection& connection) {
    return std::make_unique<PostgresqlReflection>(connection);
}

} // namespace limbeck::dialects::postgresql
