#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/type_names.hpp"
#include "sql/expression.hpp"

#include <utility>

// Enum types, domains, sequences and extensions.
namespace limbeck::dialects::postgresql {

std::string Catalogue::types_query(bool are_wanted) const {
    const std::string is_wanted = are_wanted ? in_schemas("t.typnamespace", "pg_catalog.pg_type_is_visible(t.oid)") +
                                                   not_of_extension("pg_type", "t.oid")
                                             : "false";
    // A domain may stand for another one; their numbers rise as they are made.
    return "SELECT t.oid, t.typname AS name, t.typnamespace AS schema, pg_catalog.pg_type_is_visible(t.oid) AS "
           "visible, "
           "t.typtype::text AS own_kind, " +
           is_wanted +
           " AS is_wanted, l.labels, "
           "pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type, coalesce(e.typtype, b.typtype)::text AS kind, "
           "coalesce(e.oid, b.oid) AS type_oid, "
           "CASE WHEN t.typcollation <> b.typcollation THEN c.collname::text END AS collation, "
           "t.typnotnull AS not_null, "
           "pg_catalog.pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::regclass) AS default_text, "
           "k.names AS check_names, k.texts AS check_texts, k.validated AS checks_validated, "
           "k.comments AS check_comments, d.description AS comment "
           "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
           "LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
           "LEFT JOIN pg_catalog.pg_type e ON e.oid = b.typelem AND b.typcategory = 'A' AND b.typtype <> 'd' "
           "LEFT JOIN pg_catalog.pg_collation c ON c.oid = t.typcollation "
           "LEFT JOIN pg_catalog.pg_description d ON d.objoid = t.oid "
           "AND d.classoid = 'pg_catalog.pg_type'::regclass AND d.objsubid = 0 "
           "LEFT JOIN (SELECT enumtypid, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels "
           "FROM pg_catalog.pg_enum GROUP BY enumtypid) l ON l.enumtypid = t.oid "
           "LEFT JOIN (SELECT o.contypid, array_agg(o.conname::text ORDER BY o.conname) AS names, "
           "array_agg(pg_catalog.pg_get_expr(o.conbin, 0, true) ORDER BY o.conname) AS texts, "
           "array_agg(o.convalidated ORDER BY o.conname) AS validated, "
           "array_agg(od.description ORDER BY o.conname) AS comments FROM pg_catalog.pg_constraint o "
           "LEFT JOIN pg_catalog.pg_description od ON od.objoid = o.oid "
           "AND od.classoid = 'pg_catalog.pg_constraint'::regclass "
           "WHERE o.contypid <> 0 AND o.contype = 'c' GROUP BY o.contypid) k ON k.contypid = t.oid "
           "WHERE t.typtype IN ('e', 'd') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY t.oid";
}

void Catalogue::read_types(schema::Schema& to) {
    take_types(connection_.answer(types_asked_), &to);
}

void Catalogue::take_types(const Result& result, schema::Schema* to) {
    for (const List& values : result.rows) {
        const Row row(result, values);
        NamedType& named = types_[row.number("oid")];
        const std::string name = row.text("name");
        const bool visible = row.flag("visible");
        const std::string schema = reported(row.number("schema"), visible);
        auto type = std::make_shared<schema::Type>();
        type->type_name = name;
        type->schema = schema;
        if (row.text("own_kind") == "e") {
            type->name = "ENUM";
            type->labels.emplace().labels = row.texts("labels");
            named.type = type;
            if (row.flag("is_wanted"))
                to->enums.push_back({schema, name, type->labels->labels, visible, row.optional_text("comment")});
            continue;
        }
        type->name = "DOMAIN";
        type->collation = row.text("collation");
        auto item = std::make_shared<schema::Type>(*type_of(row));
        item->collation.clear(); // the domain has it
        type->item = item;
        named.type = type;
        named.not_null = row.flag("not_null");
        named.default_text = text(row.text("default_text"));
        if (!row.flag("is_wanted"))
            continue;
        schema::Domain& domain = to->domains.emplace_back();
        domain.schema = schema;
        domain.name = name;
        domain.type = item;
        domain.not_null = named.not_null;
        domain.collation = type->collation;
        if (!named.default_text.empty())
            domain.server_default = expression(named.default_text);
        const std::vector<std::string> names = row.texts("check_names"), texts = row.texts("check_texts");
        for (std::size_t i = 0; i < names.size(); ++i) {
            schema::Check& check = domain.checks.emplace_back();
            check.name = schema::Name(names[i], true);
            check.sqltext = expression(texts[i]);
            if (!row["checks_validated"].as_list()[i].as_bool())
                check.options.set("postgresql_not_valid", true);
            if (const Value& comment = row["check_comments"].as_list()[i]; !comment.is_null())
                check.comment = comment.as_text();
        }
        domain.visible = visible;
        domain.comment = row.optional_text("comment");
    }
}

std::string Catalogue::sequences_query() const {
    return "SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND " +
           in_schemas("c.relnamespace", "pg_catalog.pg_table_is_visible(c.oid)") +
           not_of_extension("pg_class", "c.oid");
}

void Catalogue::read_sequences(schema::Schema& to) {
    // Left out are those of identities, and of columns that count with them: the columns tell of these. What has been
    // read of columns says it of most, so that the server need not be asked.
    const Result all = connection_.answer(sequences_asked_);
    std::vector<std::int64_t> others;
    for (const List& values : all.rows)
        if (const std::int64_t oid = values.at(0).as_int(); !own_sequences_.contains(oid))
            others.push_back(oid);
    if (others.empty())
        return;
    const Result result =
        query("SELECT c.relname AS name, c.relnamespace AS schema, pg_catalog.pg_table_is_visible(c.oid) AS visible, "
              "pg_catalog.format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment, "
              "s.seqmin AS minvalue, s.seqmax AS maxvalue, s.seqcache AS cache, s.seqcycle AS cycle "
              "FROM " +
              listed(others) +
              " x(oid) JOIN pg_catalog.pg_class c ON c.oid = x.oid JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid "
              "WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend p "
              "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = p.refobjid AND d.adnum = p.refobjsubid "
              "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid "
              "WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid AND p.objsubid = 0 "
              "AND p.refclassid = 'pg_catalog.pg_class'::regclass AND (p.deptype = 'i' OR p.deptype = 'a' "
              "AND a.atttypid = s.seqtypid AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) = "
              "'nextval(' || pg_catalog.quote_literal(c.oid::regclass::text) || '::regclass)')) "
              "ORDER BY c.relname, c.oid");
    for (const List& values : result.rows) {
        const Row row(result, values);
        schema::Sequence& sequence = to.sequences.emplace_back();
        sequence.name = row.text("name");
        sequence.schema = reported(row.number("schema"), row.flag("visible"));
        if (const std::string type = row.text("type"); type != "bigint")
            sequence.data_type = type_of_name(type);
        sequence.start = row.number("start");
        sequence.increment = row.number("increment");
        sequence.minvalue = row.number("minvalue");
        sequence.maxvalue = row.number("maxvalue");
        sequence.cache = row.number("cache");
        sequence.cycle = row.flag("cycle");
    }
}

std::string Catalogue::extensions_query() {
    // Every database is made with plpgsql.
    return "SELECT extname AS name, extnamespace AS schema, extversion AS version "
           "FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname";
}

void Catalogue::read_extensions(schema::Schema& to) {
    const Result result = connection_.answer(extensions_asked_);
    for (const List& values : result.rows) {
        const Row row(result, values);
        schema::Extension& extension = to.extensions.emplace_back();
        extension.name = row.text("name");
        extension.schema = reported(row.number("schema"), false);
        extension.version = row.text("version");
    }
}

} // namespace limbeck::dialects::postgresql
