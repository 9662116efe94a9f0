#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/type_names.hpp"

#include <utility>

// Tables, views and their columns.
namespace limbeck::dialects::postgresql {

namespace {

/// As SQLAlchemy does for a table whose schema was named: the server leaves out a schema that is in the search path,
/// which may be another one elsewhere.
void name_schema_of_sequence(std::string& default_text, const std::string& schema) {
    constexpr std::string_view call = "nextval('";
    const std::size_t begin = default_text.find(call);
    if (schema.empty() || begin == std::string::npos)
        return;
    const std::size_t name = begin + call.size(), end = default_text.find('\'', name);
    if (default_text.substr(name, end - name).find('.') == std::string::npos)
        default_text.insert(name, "\"" + schema + "\".");
}

} // namespace

std::string Catalogue::relations_query(const std::string& kinds) const {
    const std::string method =
        major_version_ >= 12 ? "am.amname <> pg_catalog.current_setting('default_table_access_method')" : "false";
    return "SELECT c.oid, c.relname AS name, c.relnamespace AS schema, pg_catalog.pg_table_is_visible(c.oid) AS "
           "visible, "
           "c.relkind::text AS kind, c.relpersistence::text AS persistence, c.relispartition AS is_partition, "
           "d.description AS comment, "
           "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_by, "
           "pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound, "
           "c.reloptions::text[] AS storage, o.reloptions::text[] AS toast_storage, "
           "CASE WHEN " +
           method +
           " THEN am.amname::text END AS method, ts.spcname::text AS tablespace, c.relrowsecurity AS row_security, "
           "c.relforcerowsecurity AS force_row_security, "
           "CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END AS definition, "
           "p.names AS parents, p.schemas AS parent_schemas, p.visible AS parents_visible "
           "FROM pg_catalog.pg_class c "
           "LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid "
           "AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0 "
           "LEFT JOIN pg_catalog.pg_class o ON o.oid = c.reltoastrelid AND o.reloptions IS NOT NULL "
           "LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam "
           "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace "
           "LEFT JOIN (SELECT i.inhrelid, array_agg(pc.relname::text ORDER BY i.inhseqno) AS names, "
           "array_agg(pc.relnamespace ORDER BY i.inhseqno) AS schemas, "
           "array_agg(pg_catalog.pg_table_is_visible(pc.oid) ORDER BY i.inhseqno) AS visible "
           "FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class pc ON pc.oid = i.inhparent "
           "WHERE pc.relkind IN ('r', 'p', 'f') GROUP BY i.inhrelid) p ON p.inhrelid = c.oid "
           "WHERE " +
           in_scope("c", kinds) + " ORDER BY c.relname, c.oid";
}

void Catalogue::read_relations() {
    const Result result = connection_.answer(relations_asked_);
    for (const List& values : result.rows) {
        const Row row(result, values);
        by_oid_[row.number("oid")] = relations_.size();
        Relation& relation = relations_.emplace_back();
        relation.oid = row.number("oid");
        schema::Table& table = relation.table;
        table.name = row.text("name");
        const NamedSchema& schema = schemas_.at(row.number("schema"));
        table.schema = schema.reported;
        relation.kind = row.text("kind").at(0);
        const std::string persistence = row.text("persistence");
        if (persistence == "u")
            table.prefixes.emplace_back("UNLOGGED");
        else if (persistence == "t")
            table.prefixes.emplace_back("TEMPORARY");
        relation.is_partition = row.flag("is_partition");
        table.comment = row.optional_text("comment");
        Map& options = table.options;
        if (const auto key = row.optional_text("partition_by"))
            options.set("postgresql_partition_by", text(*key));
        const auto bound = row.optional_text("bound");
        std::vector<std::string> storage = row.texts("storage");
        for (const std::string& option : row.texts("toast_storage"))
            storage.push_back("toast." + option);
        if (!storage.empty())
            options.set("postgresql_with", storage_parameters(storage));
        if (const auto name = row.optional_text("method"))
            options.set("postgresql_using", *name);
        if (const auto tablespace = row.optional_text("tablespace"))
            options.set("postgresql_tablespace", *tablespace);
        if (row.flag("row_security"))
            options.set("postgresql_row_security", row.flag("force_row_security") ? "force" : "enable");
        relation.definition = text(row.text("definition"));

        const std::vector<std::string> parents = row.texts("parents");
        const std::vector<std::int64_t> schemas = row.numbers("parent_schemas");
        const List* visible = row["parents_visible"].get_if<List>();
        List inherits;
        for (std::size_t i = 0; i < parents.size(); ++i) {
            Map parent = table_name(schemas[i], (*visible)[i].as_bool(), parents[i]);
            if (filter_.for_scripts || !parent.find("schema"))
                inherits.emplace_back(parents[i]);
            else
                inherits.emplace_back(std::move(parent));
        }
        if (bound && !filter_.for_scripts) {
            options.set("postgresql_partition_of", inherits.at(0));
            options.set("postgresql_partition_bound", text(*bound));
        } else if (!inherits.empty()) {
            options.set("postgresql_inherits", std::move(inherits));
        }
    }
}

std::string Catalogue::columns_query() const {
    const std::string generated = major_version_ >= 12 ? "a.attgenerated::text" : "''::text";
    // A sequence belongs to a column as its identity ('i') or because it was made with it, or given to it ('a').
    return "SELECT c.oid, a.attnum AS number, a.attname AS name, "
           "pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, "
           "coalesce(e.typtype, t.typtype)::text AS kind, coalesce(e.oid, t.oid) AS type_oid, "
           "CASE WHEN l.oid <> t.typcollation THEN l.collname::text END AS collation, "
           "a.attnotnull AS not_null, " +
           generated +
           " AS generated, a.attinhcount > 0 AS inherited, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_text, "
           "'nextval(' || pg_catalog.quote_literal(s.seqrelid::regclass::text) || '::regclass)' AS next_value, "
           "t.oid = s.seqtypid AS counts, s.seqrelid AS sequence, "
           "a.attidentity::text AS identity, s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minvalue, "
           "s.seqmax AS maxvalue, s.seqcache AS cache, s.seqcycle AS cycle, "
           "cd.description AS comment "
           "FROM " +
           listed_relations(filter_.for_scripts ? "rpfvm" : "rpfm") +
           " c(oid) "
           "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
           "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
           "LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' AND t.typtype <> 'd' "
           "LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation "
           "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
           "LEFT JOIN (pg_catalog.pg_depend p JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid) "
           "ON p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum "
           "AND p.deptype IN ('a', 'i') AND p.classid = 'pg_catalog.pg_class'::regclass AND p.objsubid = 0 "
           "LEFT JOIN pg_catalog.pg_description cd ON cd.objoid = a.attrelid "
           "AND cd.classoid = 'pg_catalog.pg_class'::regclass AND cd.objsubid = a.attnum "
           "ORDER BY c.oid, a.attnum";
}

void Catalogue::ask_for_relations(const std::string& kinds, bool with_types) {
    std::vector<Statement> queries;
    if (with_types)
        queries.push_back({types_query(true)});
    queries.push_back({relations_query(kinds)});
    const std::vector<std::uint64_t> asked = connection_.ask(std::move(queries));
    types_asked_ = asked.front();
    relations_asked_ = asked.back();
}

void Catalogue::ask_for_parts(bool with_others) {
    std::vector<Statement> queries;
    if (!relations_.empty())
        queries = {{columns_query()}, {constraints_query()}, {indexes_query()}};
    if (with_others) {
        queries.push_back({sequences_query()});
        queries.push_back({extensions_query()});
    }
    const std::vector<std::uint64_t> asked = connection_.ask(std::move(queries));
    if (!relations_.empty()) {
        columns_asked_ = asked[0];
        constraints_asked_ = asked[1];
        indexes_asked_ = asked[2];
    }
    if (with_others) {
        sequences_asked_ = asked[asked.size() - 2];
        extensions_asked_ = asked.back();
    }
}

void Catalogue::read_columns() {
    const Result columns = connection_.answer(columns_asked_);
    for (const List& values : columns.rows)
        if (const std::string kind = Row(columns, values).text("kind"); types_.empty() && (kind == "e" || kind == "d"))
            take_types(query(types_query(false)), nullptr);

    for (const List& values : columns.rows) {
        const Row row(columns, values);
        Relation* owner = relation(row.number("oid"));
        if (!owner)
            continue; // made between two queries
        const bool is_new = owner->columns.emplace(row.number("number"), row.text("name")).second;
        schema::Column column = column_of(row, *owner);
        if (column.identity || column.autoincremented)
            own_sequences_.insert(row.number("sequence"));
        if (is_new)
            owner->table.columns.push_back(std::move(column));
        else if (column.autoincremented) // owns several sequences
            owner->table.columns.back() = std::move(column);
    }
}

schema::TypePtr Catalogue::type_of(const Row& row) {
    const std::string name = row.text("type"), kind = row.text("kind");
    const auto named = kind == "e" || kind == "d" ? types_.find(row.number("type_oid")) : types_.end();
    if (named == types_.end()) {
        schema::TypePtr& type = plain_types_[{name, row.text("collation")}];
        if (!type)
            type = type_of_name(text(name), row.text("collation"), !filter_.for_scripts);
        return type;
    }
    schema::TypePtr type = named->second.type;
    if (const std::string collation = row.text("collation"); !collation.empty()) {
        auto collated = std::make_shared<schema::Type>(*type);
        collated->collation = collation;
        type = std::move(collated);
    }
    if (!name.ends_with("[]"))
        return type;
    auto array = std::make_shared<schema::Type>();
    array->name = "ARRAY";
    array->item = std::move(type);
    return array;
}

schema::Column Catalogue::column_of(const Row& row, const Relation& owner) {
    schema::Column column;
    column.name = row.text("name");
    column.type = type_of(row);
    column.nullable = !row.flag("not_null");
    column.autoincrement = schema::Column::Autoincrement::No;
    const std::string generated = row.text("generated");
    std::optional<std::string> default_text = row.optional_text("default_text");
    if (default_text)
        default_text = text(std::move(*default_text));

    if (filter_.for_scripts && column.type->name == "DOMAIN") {
        const NamedType& domain = types_.at(row.number("type_oid"));
        column.nullable = column.nullable && !domain.not_null;
        if (!default_text && !domain.default_text.empty())
            default_text = domain.default_text;
    }
    if (!generated.empty()) {
        column.computed.emplace();
        column.computed->sqltext = expression(default_text.value_or(""));
        column.computed->persisted = generated == "s";
        default_text.reset();
    }
    // Nobody need say it again of a child, and what the parent computes nobody may.
    if (row.flag("inherited") && !filter_.for_scripts)
        column.options.set("postgresql_inherited", true);
    if (default_text && default_text == text(row.text("next_value")) && row.flag("counts"))
        column.autoincremented = true;
    if (const std::string identity_kind = row.text("identity"); !identity_kind.empty()) {
        schema::Identity& identity = column.identity.emplace();
        identity.always = identity_kind == "a";
        identity.start = row.number("start");
        identity.increment = row.number("increment");
        identity.minvalue = row.number("minvalue");
        identity.maxvalue = row.number("maxvalue");
        identity.cache = row.number("cache");
        identity.cycle = row.flag("cycle");
        column.autoincrement = schema::Column::Autoincrement::Yes;
    }
    if (default_text) {
        const std::string& type = column.type->name;
        if (default_text->find("nextval('") != std::string::npos &&
            (type == "INTEGER" || type == "BIGINT" || type == "SMALLINT"))
            column.autoincrement = schema::Column::Autoincrement::Yes;
        if (filter_.for_scripts)
            name_schema_of_sequence(*default_text, owner.table.schema);
        column.server_default = expression(*default_text);
    }
    column.comment = row.optional_text("comment");
    return column;
}

} // namespace limbeck::dialects::postgresql
