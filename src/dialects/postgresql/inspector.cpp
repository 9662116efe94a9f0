#include "dialects/postgresql/inspector.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/catalogue.hpp"

#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

/// " SELECT a FROM t;" without what is around the query.
std::string query_of(const std::string& definition) {
    const std::size_t begin = definition.find_first_not_of(" \n");
    const std::size_t end = definition.find_last_not_of(" \n;");
    return begin == std::string::npos || end == std::string::npos ? "" : definition.substr(begin, end - begin + 1);
}

schema::View view_of(const Relation& relation) {
    schema::View view;
    view.schema = relation.table.schema;
    view.name = relation.table.name;
    view.definition = query_of(relation.definition);
    view.materialized = relation.kind == 'm';
    view.indexes = relation.table.indexes;
    view.comment = relation.table.comment;
    view.options = relation.table.options;
    return view;
}

class PostgresqlInspector final : public Inspector {
  public:
    explicit PostgresqlInspector(Connection& connection) : connection_(connection) {}

    std::string default_schema() override {
        const Result result = connection_.execute({"SELECT pg_catalog.current_schema()::text", {}});
        const std::string* name = result.rows.at(0).at(0).get_if<std::string>();
        return name ? *name : std::string();
    }

    std::vector<std::string> schema_names() override {
        std::vector<std::string> names;
        for (const List& row :
             connection_
                 .execute({"SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' "
                           "ORDER BY nspname",
                           {}})
                 .rows)
            names.push_back(row.at(0).as_text());
        return names;
    }

    std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary) override {
        const char* kinds = kind == Kind::Table              ? "'r', 'p'"
                            : kind == Kind::View             ? "'v'"
                            : kind == Kind::MaterializedView ? "'m'"
                                                             : "'S'";
        // Sequences of columns of temporary tables are told, too, as SQLAlchemy does.
        const std::string persistence = kind == Kind::Sequence ? ""
                                        : temporary            ? " AND c.relpersistence = 't'"
                                                               : " AND c.relpersistence <> 't'";
        std::vector<std::string> names;
        for (const List& row :
             relations("c.relname", "c.relkind IN (" + std::string(kinds) + ")" + persistence, temporary ? "" : schema)
                 .rows)
            names.push_back(row.at(0).as_text());
        return names;
    }

    bool has_table(const std::string& schema, const std::string& name) override {
        return !relations("1", "c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relname = " + literal(name), schema)
                    .rows.empty();
    }

    bool has_type(const std::string& schema, const std::string& name) override {
        return !connection_
                    .execute({"SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n "
                              "ON n.oid = t.typnamespace WHERE t.typname = " +
                                  literal(name) + in_schema(schema, "pg_catalog.pg_type_is_visible(t.oid)"),
                              {}})
                    .rows.empty();
    }

    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override {
        return !relations("1",
                          "c.relname = " + literal(table) +
                              " AND EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic "
                              "ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid AND NOT i.indisprimary "
                              "AND ic.relname = " +
                              literal(name) + ")",
                          schema)
                    .rows.empty();
    }

    std::int64_t estimated_rows(const std::string& schema, const std::string& name) override {
        const Result found = relations("c.reltuples::bigint", "c.relname = " + literal(name), schema);
        const std::int64_t known = found.rows.empty() ? 0 : found.rows[0][0].as_int();
        if (known > 0 || found.rows.empty())
            return known;
        // Nobody has analyzed it yet.
        const std::string table = connection_.dialect().grammar().qualified(schema, name);
        return connection_.execute({"SELECT count(*) FROM " + table}).rows.at(0).at(0).as_int();
    }

    schema::Schema inspect(const InspectFilter& filter) override {
        return postgresql::inspect(connection_, filter, nullptr);
    }

  private:
    /// Those of a schema, or those that the search path finds.
    static std::string in_schema(const std::string& schema, const std::string& visible) {
        return schema.empty() ? " AND " + visible + " AND n.nspname <> 'pg_catalog'"
                              : " AND n.nspname = " + literal(schema);
    }

    Result relations(const std::string& what, const std::string& condition, const std::string& schema) {
        return connection_.execute(
            {"SELECT " + what +
                 " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " +
                 condition + in_schema(schema, "pg_catalog.pg_table_is_visible(c.oid)") + " ORDER BY c.relname",
             {}});
    }

    Connection& connection_;
};

} // namespace

schema::Schema inspect(Connection& connection, const InspectFilter& filter, const SchemaNames* names) {
    const bool only_tables = filter.tables && filter.for_scripts;
    Catalogue catalogue(connection, filter, names);
    schema::Schema found;
    catalogue.ask_for_relations(filter.for_scripts ? "rpfvm" : filter.views ? "rpvm" : "rp", !only_tables);
    if (!only_tables)
        catalogue.read_types(found);
    catalogue.read_relations();
    catalogue.ask_for_parts(!only_tables);
    if (!catalogue.relations().empty()) {
        catalogue.read_columns();
        catalogue.read_constraints();
        catalogue.read_indexes();
    }
    for (Relation& relation : catalogue.relations()) {
        const bool is_view = relation.kind == 'v' || relation.kind == 'm';
        if (is_view && filter.views)
            found.views.push_back(view_of(relation));
        if (!is_view || filter.for_scripts)
            found.tables.push_back(std::move(relation.table));
    }
    if (!only_tables) {
        catalogue.read_sequences(found);
        catalogue.read_extensions(found);
    }
    if (filter.routines) {
        catalogue.read_functions(found);
        catalogue.read_table_routines(found);
    }
    return found;
}

std::unique_ptr<Inspector> inspector(Connection& connection) {
    return std::make_unique<PostgresqlInspector>(connection);
}

} // namespace limbeck::dialects::postgresql
