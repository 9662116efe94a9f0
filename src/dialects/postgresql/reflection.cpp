#include "dialects/postgresql/reflection.hpp"

#include "dialects/connection.hpp"
#include "dialects/postgresql/type_names.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/reflection.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limbeck/error.hpp>
#include <map>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

std::string quoted(const std::string& text) {
    std::string literal = "'";
    for (const char c : text) {
        literal += c;
        if (c == '\'')
            literal += c;
    }
    return literal + "'";
}

/// One row of a result, its values by column name.
class Row {
  public:
    Row(const Result& result, const List& values) : result_(result), values_(values) {}

    const Value& operator[](std::string_view name) const {
        for (std::size_t i = 0; i < result_.columns.size(); ++i)
            if (result_.columns[i] == name)
                return values_[i];
        throw Error(Error::Kind::Internal, "the catalogue query has no column " + std::string(name));
    }
    std::string text(std::string_view name) const {
        const std::string* found = (*this)[name].get_if<std::string>();
        return found ? *found : std::string();
    }
    std::optional<std::string> optional_text(std::string_view name) const {
        const std::string* found = (*this)[name].get_if<std::string>();
        return found ? std::optional(*found) : std::nullopt;
    }
    bool flag(std::string_view name) const {
        const bool* found = (*this)[name].get_if<bool>();
        return found && *found;
    }
    std::int64_t number(std::string_view name) const { return (*this)[name].as_int(); }
    std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> list;
        if (const List* found = (*this)[name].get_if<List>())
            for (const Value& item : *found)
                list.push_back(item.is_null() ? std::string() : item.as_text());
        return list;
    }

  private:
    const Result& result_;
    const List& values_;
};

// The tables of a schema, or those that the search path finds.
std::string where_schema(const std::string& schema) {
    return schema.empty() ? " AND pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'"
                          : " AND n.nspname = " + quoted(schema);
}

constexpr const char* from_class =
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ";
constexpr const char* tables_and_views = "c.relkind IN ('r', 'p', 'f', 'v', 'm')";

List texts_as_list(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// reloptions as a map: fillfactor=70.
Map options_as_map(const std::vector<std::string>& options) {
    Map map;
    for (const std::string& option : options) {
        const std::size_t equals = option.find('=');
        map.set(option.substr(0, equals), equals == std::string::npos ? std::string() : option.substr(equals + 1));
    }
    return map;
}

/// "CHECK ((a > 1)) NO INHERIT NOT VALID" without all but the expression.
std::string check_expression(std::string definition) {
    for (const std::string_view ending : {" NOT VALID", " NO INHERIT"})
        if (definition.ends_with(ending))
            definition.resize(definition.size() - ending.size());
    const std::size_t open = definition.find('(');
    if (open == std::string::npos || !definition.ends_with(")"))
        return definition;
    return without_outer_parentheses(definition.substr(open + 1, definition.size() - open - 2));
}

std::optional<std::string> referential_action(const std::string& code, const std::string& columns) {
    if (code == "r")
        return "RESTRICT";
    if (code == "c")
        return "CASCADE";
    if (code == "n" || code == "d")
        return std::string(code == "n" ? "SET NULL" : "SET DEFAULT") + (columns.empty() ? "" : " (" + columns + ")");
    return std::nullopt; // NO ACTION
}

class PostgresqlReflection final : public Reflection {
  public:
    explicit PostgresqlReflection(Connection& connection)
        : connection_(connection), major_version_(std::atoi(connection.server_version().c_str())) {}

    std::string default_schema() override {
        const Result result = query("SELECT pg_catalog.current_schema()::text");
        const std::string* name = result.rows.at(0).at(0).get_if<std::string>();
        return name ? *name : std::string();
    }

    std::vector<std::string> schema_names() override {
        return names("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname");
    }

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
        return read_enums(schema.empty()  ? "pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'"
                          : schema == "*" ? "true"
                                          : "n.nspname = " + quoted(schema));
    }

    bool has_table(const std::string& schema, const std::string& table) override {
        return !query(std::string("SELECT 1") + from_class + "WHERE " + tables_and_views +
                      " AND c.relname = " + quoted(table) + where_schema(schema))
                    .rows.empty();
    }

    std::optional<schema::Table> table(const std::string& schema, const std::string& table) override {
        std::vector<schema::Table> tables = read(schema, " AND c.relname = " + quoted(table));
        if (tables.empty())
            return std::nullopt;
        return std::move(tables.front());
    }

  private:
    Result query(const std::string& text) { return connection_.execute({text, {}}); }

    std::vector<std::string> names(const std::string& text) {
        std::vector<std::string> list;
        for (const List& row : query(text).rows)
            list.push_back(row.at(0).as_text());
        return list;
    }

    std::vector<std::string> relations(const std::string& condition, const std::string& schema) {
        return names(std::string("SELECT c.relname") + from_class + "WHERE " + condition + where_schema(schema) +
                     " ORDER BY c.relname");
    }

    // --- types that users have made

    std::vector<EnumType> read_enums(const std::string& condition) {
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

    NamedTypes read_named_types() {
        NamedTypes named;
        for (const EnumType& found : read_enums("true")) {
            auto type = std::make_shared<schema::Type>();
            type->name = "ENUM";
            type->type_name = found.name;
            if (!found.visible)
                type->schema = found.schema;
            type->labels.emplace().labels = found.labels;
            named.enums[{type->schema, found.name}] = type;
        }
        // A domain may stand for another one; their numbers rise as they are made.
        const Result result =
            query("SELECT t.typname AS name, n.nspname AS schema, pg_catalog.pg_type_is_visible(t.oid) AS visible, "
                  "pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base, t.typnotnull AS not_null, "
                  "t.typdefault AS default_text, "
                  "CASE WHEN t.typcollation <> b.typcollation THEN l.collname::text END AS collation "
                  "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                  "JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
                  "LEFT JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation "
                  "WHERE t.typtype = 'd' AND n.nspname <> 'information_schema' ORDER BY t.oid");
        for (const List& values : result.rows) {
            const Row row(result, values);
            auto type = std::make_shared<schema::Type>();
            type->name = "DOMAIN";
            type->type_name = row.text("name");
            if (!row.flag("visible"))
                type->schema = row.text("schema");
            type->collation = row.text("collation");
            type->item = type_of_name(row.text("base"), named);
            named.domains[{type->schema, type->type_name}] = {type, row.flag("not_null"), row.text("default_text")};
        }
        return named;
    }

    // --- tables, all those of a condition at once

    /// Tables by their OID, in the order of their names.
    struct Tables {
        std::vector<schema::Table> list;
        std::map<std::int64_t, std::size_t> by_oid;
        std::string oids; ///< "1, 2, 3"
    };

    std::vector<schema::Table> read(const std::string& schema, const std::string& condition) {
        Tables tables = read_columns(schema, condition);
        if (tables.list.empty())
            return {};
        read_constraints(tables);
        read_indexes(tables);
        return std::move(tables.list);
    }

    Tables read_columns(const std::string& schema, const std::string& condition) {
        const std::string generated = major_version_ >= 12 ? "a.attgenerated::text" : "''::text";
        const Result result = query(
            "SELECT c.oid, c.relname AS table_name, "
            "pg_catalog.obj_description(c.oid, 'pg_class') AS table_comment, "
            "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_by, "
            "c.reloptions::text[] AS storage, "
            "CASE WHEN NOT c.relispartition THEN (SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) "
            "FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid) END AS parents, "
            "a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null, "
            "coalesce(e.typtype, t.typtype)::text AS kind, " +
            generated +
            " AS generated, pg_catalog.col_description(c.oid, a.attnum) AS comment, "
            "(SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d "
            "WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef) AS default_text, "
            "(SELECT l.collname::text FROM pg_catalog.pg_collation l "
            "WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation, "
            "CASE WHEN a.attidentity <> '' THEN (SELECT pg_catalog.json_build_object("
            "'always', a.attidentity = 'a', 'start', s.seqstart, 'increment', s.seqincrement, "
            "'minvalue', s.seqmin, 'maxvalue', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle) "
            "FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid "
            "WHERE p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = a.attrelid "
            "AND p.refobjsubid = a.attnum AND p.deptype = 'i' LIMIT 1) END AS identity" +
            from_class +
            "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
            "LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
            "LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' "
            "WHERE " +
            tables_and_views + where_schema(schema) + condition + " ORDER BY c.relname, c.oid, a.attnum");

        NamedTypes named;
        for (const List& values : result.rows)
            if (const std::string kind = Row(result, values).text("kind"); kind == "e" || kind == "d") {
                named = read_named_types();
                break;
            }

        Tables tables;
        for (const List& values : result.rows) {
            const Row row(result, values);
            const auto [position, is_new] = tables.by_oid.try_emplace(row.number("oid"), tables.list.size());
            if (is_new) {
                tables.oids += (tables.oids.empty() ? "" : ", ") + std::to_string(row.number("oid"));
                schema::Table& table = tables.list.emplace_back();
                table.name = row.text("table_name");
                table.schema = schema;
                table.comment = row.optional_text("table_comment");
                if (const auto key = row.optional_text("partition_by"))
                    table.options.set("postgresql_partition_by", *key);
                if (const auto parents = row.texts("parents"); !parents.empty())
                    table.options.set("postgresql_inherits", texts_as_list(parents));
                if (const auto storage = row.texts("storage"); !storage.empty())
                    table.options.set("postgresql_with", options_as_map(storage));
            }
            if (!row["name"].is_null())
                tables.list[position->second].columns.push_back(column_of(row, named, schema));
        }
        return tables;
    }

    static schema::Column column_of(const Row& row, const NamedTypes& named, const std::string& schema) {
        schema::Column column;
        column.name = row.text("name");
        column.type = type_of_name(row.text("type"), named, row.text("collation"));
        column.nullable = !row.flag("not_null");
        column.comment = row.optional_text("comment");
        column.autoincrement = schema::Column::Autoincrement::No;
        std::optional<std::string> default_text = row.optional_text("default_text");

        if (column.type->name == "DOMAIN") {
            const auto domain = named.domains.find({column.type->schema, column.type->type_name});
            if (domain != named.domains.end()) {
                column.nullable = column.nullable && !domain->second.not_null;
                if (!default_text && !domain->second.default_text.empty())
                    default_text = domain->second.default_text;
            }
        }
        if (!row.text("generated").empty()) {
            column.computed.emplace();
            column.computed->sqltext = reflected_text(default_text.value_or(""));
            column.computed->persisted = row.text("generated") == "s";
            default_text.reset();
        }
        if (const Map* options = row["identity"].get_if<Map>()) {
            schema::Identity& identity = column.identity.emplace();
            identity.always = bool_field(*options, "always");
            identity.start = optional_int_field(*options, "start");
            identity.increment = optional_int_field(*options, "increment");
            identity.minvalue = optional_int_field(*options, "minvalue");
            identity.maxvalue = optional_int_field(*options, "maxvalue");
            identity.cache = optional_int_field(*options, "cache");
            identity.cycle = optional_bool_field(*options, "cycle");
            column.autoincrement = schema::Column::Autoincrement::Yes;
        }
        if (default_text) {
            const std::size_t call = default_text->find("nextval('");
            const std::size_t end = call == std::string::npos ? call : default_text->find('\'', call + 9);
            if (end != std::string::npos) {
                const std::string& type = column.type->name;
                if (type == "INTEGER" || type == "BIGINT" || type == "SMALLINT")
                    column.autoincrement = schema::Column::Autoincrement::Yes;
                // The server leaves out a schema that is in the search path, which may be another one elsewhere.
                const std::string sequence = default_text->substr(call + 9, end - call - 9);
                if (!schema.empty() && sequence.find('.') == std::string::npos)
                    default_text->insert(call + 9, "\"" + schema + "\".");
            }
            column.server_default = reflected_text(*default_text);
        }
        return column;
    }

    void read_constraints(Tables& tables) {
        const std::string nulls = major_version_ >= 15 ? "i.indnullsnotdistinct" : "false";
        const std::string set_columns =
            major_version_ >= 15 ? "(SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.place) "
                                   "FROM unnest(con.confdelsetcols) WITH ORDINALITY k(number, place) "
                                   "JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid "
                                   "AND a.attnum = k.number)"
                                 : "NULL::text";
        const auto column_names = [](const std::string& numbers, const std::string& table) {
            return "(SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(" + numbers +
                   ") WITH ORDINALITY k(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = " + table +
                   " AND a.attnum = k.number)";
        };
        const Result result = query(
            "SELECT con.conrelid AS oid, con.conname AS name, con.contype::text AS kind, "
            "con.condeferrable AS deferrable, con.condeferred AS deferred, con.convalidated AS validated, "
            "con.connoinherit AS no_inherit, " +
            column_names("con.conkey", "con.conrelid") + " AS columns, " +
            "(SELECT array_agg(a.attname::text ORDER BY k.place) "
            "FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place) "
            "JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number "
            "WHERE k.place > i.indnkeyatts AND con.contype IN ('p', 'u', 'x')) AS include, " +
            nulls +
            " AS nulls_not_distinct, rn.nspname AS referred_schema, r.relname AS referred_table, "
            "pg_catalog.pg_table_is_visible(r.oid) AS referred_visible, " +
            column_names("con.confkey", "con.confrelid") +
            " AS referred_columns, con.confupdtype::text AS on_update, con.confdeltype::text AS on_delete, "
            "con.confmatchtype::text AS match, " +
            set_columns +
            " AS set_columns, "
            "CASE WHEN con.contype = 'c' THEN pg_catalog.pg_get_constraintdef(con.oid, true) END AS definition, "
            "pg_catalog.obj_description(con.oid, 'pg_constraint') AS comment, "
            "CASE WHEN con.contype = 'x' THEN (SELECT array_agg(o.oprname::text ORDER BY k.place) "
            "FROM unnest(con.conexclop) WITH ORDINALITY k(number, place) "
            "JOIN pg_catalog.pg_operator o ON o.oid = k.number) END AS operators, "
            "CASE WHEN con.contype = 'x' THEN (SELECT array_agg(pg_catalog.pg_get_indexdef(con.conindid, g, true) "
            "ORDER BY g) FROM generate_series(1, i.indnkeyatts) g) END AS elements, "
            "CASE WHEN con.contype = 'x' THEN (SELECT am.amname::text FROM pg_catalog.pg_class ic "
            "JOIN pg_catalog.pg_am am ON am.oid = ic.relam WHERE ic.oid = con.conindid) END AS method, "
            "CASE WHEN con.contype = 'x' THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END AS predicate "
            "FROM pg_catalog.pg_constraint con "
            "LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid "
            "LEFT JOIN pg_catalog.pg_class r ON r.oid = con.confrelid AND con.contype = 'f' "
            "LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace "
            "WHERE con.conrelid IN (" +
            tables.oids + ") AND con.contype IN ('p', 'u', 'f', 'c', 'x') ORDER BY con.conrelid, con.conname");
        for (const List& values : result.rows) {
            const Row row(result, values);
            schema::Table& table = tables.list[tables.by_oid.at(row.number("oid"))];
            table.constraints.push_back(constraint_of(row, table));
        }
        // The primary key first, then foreign keys, uniques, checks and others.
        const auto rank = [](const schema::Constraint& constraint) {
            static constexpr std::array<int, 5> ranks = {0, 2, 1, 3, 4};
            return ranks.at(constraint.index());
        };
        for (schema::Table& table : tables.list)
            std::stable_sort(table.constraints.begin(), table.constraints.end(),
                             [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    }

    static schema::Constraint constraint_of(const Row& row, schema::Table& table) {
        const std::string kind = row.text("kind");
        const schema::Name name(row.text("name"), true);
        schema::Deferral deferral;
        if (row.flag("deferrable"))
            deferral.deferrable = true;
        if (row.flag("deferred"))
            deferral.initially = "DEFERRED";

        if (kind == "p" || kind == "u") {
            Map options;
            if (const auto include = row.texts("include"); !include.empty())
                options.set("postgresql_include", texts_as_list(include));
            if (kind == "p") {
                schema::PrimaryKey key{name, row.texts("columns"), deferral, std::move(options)};
                for (schema::Column& column : table.columns)
                    column.primary_key =
                        std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end();
                return key;
            }
            if (row.flag("nulls_not_distinct"))
                options.set("postgresql_nulls_not_distinct", true);
            return schema::Unique{name, row.texts("columns"), deferral, row.optional_text("comment"),
                                  std::move(options)};
        }
        if (kind == "f") {
            schema::ForeignKey key;
            key.name = name;
            key.columns = row.texts("columns");
            // A schema in the search path is not named, unless it is the one that was asked for.
            if (!row.flag("referred_visible") || row.text("referred_schema") == table.schema)
                key.referred_schema = row.text("referred_schema");
            key.referred_table = row.text("referred_table");
            key.referred_columns = row.texts("referred_columns");
            key.onupdate = referential_action(row.text("on_update"), {});
            key.ondelete = referential_action(row.text("on_delete"), row.text("set_columns"));
            if (row.text("match") == "f")
                key.match = "FULL";
            key.deferral = deferral;
            key.comment = row.optional_text("comment");
            if (!row.flag("validated"))
                key.options.set("postgresql_not_valid", true);
            return key;
        }
        if (kind == "c") {
            schema::Check check;
            check.name = name;
            check.sqltext = reflected_text(check_expression(row.text("definition")));
            check.comment = row.optional_text("comment");
            if (!row.flag("validated"))
                check.options.set("postgresql_not_valid", true);
            if (row.flag("no_inherit"))
                check.options.set("postgresql_no_inherit", true);
            return check;
        }
        schema::Exclude exclude;
        exclude.name = name;
        const auto elements = row.texts("elements"), operators = row.texts("operators");
        for (std::size_t i = 0; i < elements.size(); ++i) {
            schema::Exclude::Element element;
            element.expression = reflected_text(elements[i]);
            element.operator_ = i < operators.size() ? operators[i] : std::string();
            exclude.elements.push_back(std::move(element));
        }
        exclude.using_ = row.text("method");
        if (const auto predicate = row.optional_text("predicate"))
            exclude.where = reflected_text(*predicate);
        exclude.deferral = deferral;
        return exclude;
    }

    void read_indexes(Tables& tables) {
        const std::string nulls = major_version_ >= 15 ? "i.indnullsnotdistinct" : "false";
        const Result result =
            query("SELECT i.indrelid AS oid, ic.relname AS name, i.indisunique AS is_unique, "
                  "EXISTS (SELECT FROM pg_catalog.pg_constraint con WHERE con.conrelid = i.indrelid "
                  "AND con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')) AS of_constraint, "
                  "i.indoption::int2[] AS flags, ic.reloptions::text[] AS storage, am.amname::text AS method, "
                  "pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indnkeyatts AS key_columns, " +
                  nulls +
                  " AS nulls_not_distinct, ts.spcname::text AS tablespace, "
                  "k.elements, k.expressions, k.classes, k.defaults "
                  "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid "
                  "JOIN pg_catalog.pg_am am ON am.oid = ic.relam "
                  "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace "
                  "CROSS JOIN LATERAL (SELECT "
                  "array_agg(CASE WHEN u.number = 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, u.place::int, true) "
                  "ELSE a.attname::text END ORDER BY u.place) AS elements, "
                  "array_agg(u.number = 0 ORDER BY u.place) AS expressions, "
                  "array_agg(o.opcname::text ORDER BY u.place) AS classes, "
                  "array_agg(coalesce(o.opcdefault, true) ORDER BY u.place) AS defaults "
                  "FROM ROWS FROM (unnest(i.indkey::int2[]), unnest(i.indclass::oid[])) WITH ORDINALITY "
                  "u(number, class, place) "
                  "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.number "
                  "LEFT JOIN pg_catalog.pg_opclass o ON o.oid = u.class) k "
                  "WHERE i.indrelid IN (" +
                  tables.oids + ") AND NOT i.indisprimary ORDER BY i.indrelid, ic.relname");
        for (const List& values : result.rows) {
            const Row row(result, values);
            schema::Table& table = tables.list[tables.by_oid.at(row.number("oid"))];
            table.indexes.push_back(index_of(row, table));
        }
    }

    static schema::Index index_of(const Row& row, const schema::Table& table) {
        schema::Index index;
        index.name = schema::Name(row.text("name"), true);
        index.table = table.name;
        index.schema = table.schema;
        index.unique = row.flag("is_unique");

        const std::vector<std::string> elements = row.texts("elements"), classes = row.texts("classes");
        const List &expressions = row["expressions"].as_list(), &defaults = row["defaults"].as_list(),
                   &flags = row["flags"].as_list();
        const auto keys = static_cast<std::size_t>(row.number("key_columns"));
        Map operator_classes;
        List include;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (i >= keys) {
                include.emplace_back(elements[i]);
                continue;
            }
            if (!defaults[i].as_bool())
                operator_classes.set(elements[i], classes[i]);
            // pg_index.indoption: 1 is DESC, 2 is NULLS FIRST.
            const std::int64_t flag = i < flags.size() ? flags[i].as_int() : 0;
            const bool descending = (flag & 1) != 0, nulls_first = (flag & 2) != 0;
            index.elements.push_back(
                index_element(elements[i], expressions[i].as_bool(), descending,
                              nulls_first == descending ? std::nullopt : std::optional(nulls_first)));
        }
        if (!operator_classes.entries().empty())
            index.options.set("postgresql_ops", std::move(operator_classes));
        if (!include.empty())
            index.options.set("postgresql_include", std::move(include));
        if (row.text("method") != "btree")
            index.options.set("postgresql_using", row.text("method"));
        if (const auto predicate = row.optional_text("predicate"))
            index.options.set("postgresql_where", sql::to_plain(*reflected_text(*predicate)));
        if (const auto storage = row.texts("storage"); !storage.empty())
            index.options.set("postgresql_with", options_as_map(storage));
        if (const auto tablespace = row.optional_text("tablespace"))
            index.options.set("postgresql_tablespace", *tablespace);
        if (row.flag("nulls_not_distinct"))
            index.options.set("postgresql_nulls_not_distinct", true);
        if (row.flag("of_constraint"))
            index.options.set("duplicates_constraint", row.text("name"));
        return index;
    }

    Connection& connection_;
    int major_version_;
};

} // namespace

std::unique_ptr<Reflection> reflect(Connection& connection) {
    return std::make_unique<PostgresqlReflection>(connection);
}

} // namespace limbeck::dialects::postgresql
