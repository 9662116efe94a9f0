#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/ddl_writer.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/reflected_text.hpp"
#include "sql/expression.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limbeck/error.hpp>
#include <utility>

// Constraints and indexes.
namespace limbeck::dialects::postgresql {

namespace {

/// `columns`: those that SET NULL or SET DEFAULT is for, if it is not for all.
std::optional<std::string> referential_action(const std::string& code, const std::vector<std::string>& columns) {
    std::string list;
    for (const std::string& column : columns)
        list += (list.empty() ? " (" : ", ") + grammar().quote(column);
    list += list.empty() ? "" : ")";
    if (code == "r")
        return "RESTRICT";
    if (code == "c")
        return "CASCADE";
    if (code == "n" || code == "d")
        return std::string(code == "n" ? "SET NULL" : "SET DEFAULT") + list;
    return std::nullopt; // NO ACTION
}

const std::string& name_of(const Relation& relation, std::int64_t number) {
    const auto found = relation.columns.find(number);
    if (found == relation.columns.end())
        throw Error(Error::Kind::Database, "table '" + relation.table.name + "' was changed while it was read", "",
                    "run the command again");
    return found->second;
}

/// The names of columns; an expression has the number 0, and none.
std::vector<std::string> names_of(const std::vector<std::int64_t>& numbers, const Relation& relation) {
    std::vector<std::string> names;
    for (const std::int64_t number : numbers)
        names.push_back(number ? name_of(relation, number) : std::string());
    return names;
}

/// What follows the keys of an index.
std::vector<std::string> included(const Row& row, const Relation& relation) {
    std::vector<std::int64_t> numbers = row.numbers("key_numbers");
    const auto keys = static_cast<std::size_t>(row.number("key_columns"));
    numbers.erase(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(std::min(keys, numbers.size())));
    return names_of(numbers, relation);
}

/// Empty behind the end.
const std::string& at(const std::vector<std::string>& texts, std::size_t place) {
    static const std::string none;
    return place < texts.size() ? texts[place] : none;
}

List texts_as_list(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// The columns of a join that tell of the index `i` and its pg_class `ic`: for indexes, and for the constraints that
/// have one. `unnest` keeps the place of a key column, of its class and of its options together.
std::string index_columns(int major_version) {
    return std::string("i.indkey::int2[] AS key_numbers, i.indnkeyatts AS key_columns, "
                       "i.indoption::int2[] AS key_flags, ") +
           (major_version >= 15 ? "i.indnullsnotdistinct" : "false") +
           " AS nulls_not_distinct, ic.reloptions::text[] AS storage, its.spcname::text AS tablespace, "
           "am.amname::text AS method, pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, "
           "i.indexrelid AS index_oid ";
}

constexpr const char* index_joins = "LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid "
                                    "LEFT JOIN pg_catalog.pg_am am ON am.oid = ic.relam "
                                    "LEFT JOIN pg_catalog.pg_tablespace its ON its.oid = ic.reltablespace ";

/// Whether an index has an expression, an operator class that is not the default one or has options, a collation of its
/// own (100 is the default one, and most columns have it).
const std::string may_have_special_keys =
    "i.indexprs IS NOT NULL OR am.amname NOT IN ('btree', 'hash') OR NOT i.indcollation::oid[] <@ '{0,100}'::oid[] "
    "OR i.indclass::oid[] && (SELECT array_agg(oid) FROM pg_catalog.pg_opclass WHERE NOT opcdefault)";

/// name and value of the options that an index has wherever it stands: as an index, or behind a constraint.
void set_index_options(const Row& row, const std::vector<std::string>& include, Map& options) {
    if (!include.empty())
        options.set("postgresql_include", texts_as_list(include));
    if (const auto storage = row.texts("storage"); !storage.empty())
        options.set("postgresql_with", storage_parameters(storage));
    if (const auto tablespace = row.optional_text("tablespace"))
        options.set("postgresql_tablespace", *tablespace);
    if (row.flag("nulls_not_distinct"))
        options.set("postgresql_nulls_not_distinct", true);
}

sql::ExpressionPtr wrapped(const char* name, sql::ExpressionPtr operand) {
    return sql::make(sql::Unary{{name, {}, 0, false, false}, std::move(operand), {}});
}

/// The keys of an index as elements.
std::vector<schema::Index::Element> index_elements(const Row& row, const Relation& relation, const IndexKeys& special,
                                                   const std::function<sql::ExpressionPtr(const std::string&)>& text) {
    const auto keys = static_cast<std::size_t>(row.number("key_columns"));
    const std::vector<std::int64_t> flags = row.numbers("key_flags");
    const std::vector<std::string> names = names_of(row.numbers("key_numbers"), relation);
    const std::vector<std::string>&expressions = special.expressions, &collations = special.collations;
    std::vector<schema::Index::Element> elements;
    for (std::size_t i = 0; i < keys; ++i) {
        // pg_index.indoption: 1 is DESC, 2 is NULLS FIRST.
        const std::int64_t flag = i < flags.size() ? flags[i] : 0;
        const bool descending = (flag & 1) != 0, nulls_first = (flag & 2) != 0;
        schema::Index::Element& element = elements.emplace_back();
        if (!names[i].empty() && at(collations, i).empty() && !descending && !nulls_first) {
            element.column = names[i];
            continue;
        }
        element.expression = names[i].empty() ? text(at(expressions, i)) : sql::column(names[i]);
        if (const std::string& collation = at(collations, i); !collation.empty())
            element.expression = sql::binary(element.expression, "collate", sql::literal_column(collation));
        if (descending)
            element.expression = wrapped("desc", element.expression);
        if (nulls_first != descending)
            element.expression = wrapped(nulls_first ? "nulls_first" : "nulls_last", element.expression);
    }
    return elements;
}

} // namespace

std::string Catalogue::constraints_query() const {
    const std::string set_columns = major_version_ >= 15 ? "con.confdelsetcols" : "NULL::int2[]";
    const std::string inherited = filter_.for_scripts ? ""
                                                      : " AND con.conparentid = 0 AND (con.contype <> 'c' OR "
                                                        "con.conislocal)";
    return "SELECT con.conrelid AS oid, con.conname AS name, con.contype::text AS kind, con.conkey AS columns, "
           "con.condeferrable AS deferrable, con.condeferred AS deferred, con.convalidated AS validated, "
           "con.connoinherit AS no_inherit, con.confrelid AS referred_oid, r.relnamespace AS referred_schema, "
           "r.relname AS referred_table, pg_catalog.pg_table_is_visible(r.oid) AS referred_visible, "
           "con.confkey AS referred_columns, con.confupdtype::text AS on_update, con.confdeltype::text AS on_delete, " +
           set_columns +
           " AS set_columns, con.confmatchtype::text AS match, "
           "pg_catalog.pg_get_expr(con.conbin, con.conrelid, true) AS definition, d.description AS comment, " +
           index_columns(major_version_) + "FROM " + listed_relations("rpf") +
           " c(oid) JOIN pg_catalog.pg_constraint con ON con.conrelid = c.oid "
           "LEFT JOIN pg_catalog.pg_description d ON d.objoid = con.oid "
           "AND d.classoid = 'pg_catalog.pg_constraint'::regclass "
           "LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u', 'x') " +
           index_joins +
           "LEFT JOIN pg_catalog.pg_class r ON r.oid = con.confrelid AND con.contype = 'f' "
           "WHERE con.contype IN ('p', 'u', 'f', 'c', 'x')" +
           inherited + " ORDER BY con.conrelid, con.conname";
}

void Catalogue::read_constraints() {
    const Result result = connection_.answer(constraints_asked_);
    std::vector<std::int64_t> special, referred;
    for (const List& values : result.rows) {
        const Row row(result, values);
        const std::string kind = row.text("kind");
        if (kind == "p" || kind == "u" || kind == "x")
            indexes_of_constraints_.insert(row.number("index_oid"));
        if (kind == "x")
            special.push_back(row.number("index_oid"));
        if (kind == "f" && !by_oid_.contains(row.number("referred_oid")))
            referred.push_back(row.number("referred_oid"));
    }
    read_index_keys(special);
    std::sort(referred.begin(), referred.end());
    referred.erase(std::unique(referred.begin(), referred.end()), referred.end());
    read_referred_columns(referred);
    for (const List& values : result.rows) {
        const Row row(result, values);
        if (Relation* owner = relation(row.number("oid")))
            owner->table.constraints.push_back(constraint_of(row, *owner));
    }
    // The primary key first, then foreign keys, uniques, checks and others.
    const auto rank = [](const schema::Constraint& constraint) {
        static constexpr std::array<int, 5> ranks = {0, 2, 1, 3, 4};
        return ranks.at(constraint.index());
    };
    for (Relation& relation : relations_)
        std::stable_sort(relation.table.constraints.begin(), relation.table.constraints.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

schema::Constraint Catalogue::constraint_of(const Row& row, Relation& relation) const {
    const schema::Name name(row.text("name"), true);
    const std::string kind = row.text("kind");
    const std::vector<std::string> columns = names_of(row.numbers("columns"), relation);
    schema::Deferral deferral;
    if (row.flag("deferrable"))
        deferral.deferrable = true;
    if (row.flag("deferred"))
        deferral.initially = "DEFERRED";
    const std::vector<std::string> include = included(row, relation);

    if (kind == "p") {
        schema::PrimaryKey key;
        key.name = name;
        key.columns = columns;
        key.deferral = deferral;
        key.comment = row.optional_text("comment");
        set_index_options(row, include, key.options);
        for (schema::Column& column : relation.table.columns)
            column.primary_key = std::find(columns.begin(), columns.end(), column.name) != columns.end();
        return key;
    }
    if (kind == "u") {
        schema::Unique unique;
        unique.name = name;
        unique.columns = columns;
        unique.deferral = deferral;
        unique.comment = row.optional_text("comment");
        set_index_options(row, include, unique.options);
        return unique;
    }
    if (kind == "f") {
        schema::ForeignKey key;
        key.name = name;
        key.columns = columns;
        const std::int64_t schema = row.number("referred_schema");
        key.referred_table = row.text("referred_table");
        key.referred_schema = reported(schema, row.flag("referred_visible"));
        // For scripts a schema in the search path is not named, unless it is the one that was asked for.
        if (const auto found = schemas_.find(schema); filter_.for_scripts && key.referred_schema.empty() &&
                                                      found != schemas_.end() &&
                                                      found->second.name == relation.table.schema)
            key.referred_schema = found->second.name;
        const std::int64_t referred = row.number("referred_oid");
        const auto read = by_oid_.find(referred);
        key.referred_columns = names_of(row.numbers("referred_columns"),
                                        read == by_oid_.end() ? referred_.at(referred) : relations_[read->second]);
        key.onupdate = referential_action(row.text("on_update"), {});
        key.ondelete = referential_action(row.text("on_delete"), names_of(row.numbers("set_columns"), relation));
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
        check.sqltext = expression(without_outer_parentheses(row.text("definition"), grammar().quoting()));
        check.comment = row.optional_text("comment");
        if (!row.flag("validated"))
            check.options.set("postgresql_not_valid", true);
        if (row.flag("no_inherit"))
            check.options.set("postgresql_no_inherit", true);
        return check;
    }
    schema::Exclude exclude;
    exclude.name = name;
    const IndexKeys& special = keys_.at(row.number("index_oid"));
    const auto elements =
        index_elements(row, relation, special, [&](const std::string& words) { return expression(words); });
    for (std::size_t i = 0; i < elements.size(); ++i) {
        schema::Exclude::Element& element = exclude.elements.emplace_back();
        element.expression = elements[i].expression ? elements[i].expression : sql::column(elements[i].column);
        element.operator_ = text(special.operators.at(i));
        element.ops = text(special.classes.at(i));
    }
    exclude.using_ = row.text("method");
    if (const auto predicate = row.optional_text("predicate"))
        exclude.where = expression(*predicate);
    exclude.deferral = deferral;
    exclude.comment = row.optional_text("comment");
    set_index_options(row, include, exclude.options);
    return exclude;
}

/// The columns of tables that are not read themselves.
void Catalogue::read_referred_columns(const std::vector<std::int64_t>& tables) {
    if (tables.empty())
        return;
    const Result result = query("SELECT r.oid, a.attnum AS number, a.attname AS name FROM " + listed(tables) +
                                " r(oid) JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0");
    for (const List& values : result.rows) {
        const Row row(result, values);
        referred_[row.number("oid")].columns.emplace(row.number("number"), row.text("name"));
    }
}

void Catalogue::read_index_keys(const std::vector<std::int64_t>& indexes) {
    if (indexes.empty())
        return;
    const std::string options =
        major_version_ >= 13 ? "(SELECT string_agg(pg_catalog.quote_ident(split_part(q.option, '=', 1)) || '=' || "
                               "pg_catalog.quote_literal(substr(q.option, strpos(q.option, '=') + 1)), ', ') "
                               "FROM unnest(k.attoptions) q(option))"
                             : "NULL::text";
    // `unnest` keeps the place of a key column, of its class and of its operator together.
    const Result result =
        query("SELECT i.indexrelid AS oid, CASE WHEN u.number = 0 "
              "THEN pg_catalog.pg_get_indexdef(i.indexrelid, u.place::int, true) END AS expression, "
              "CASE WHEN NOT o.opcdefault OR k.options IS NOT NULL "
              "THEN CASE WHEN pg_catalog.pg_opclass_is_visible(o.oid) THEN '' "
              "ELSE pg_catalog.quote_ident(no.nspname) || '.' END || pg_catalog.quote_ident(o.opcname) "
              "|| coalesce(' (' || k.options || ')', '') END AS class, "
              "CASE WHEN u.collation_oid <> coalesce(a.attcollation, t.typcollation) "
              "THEN CASE WHEN pg_catalog.pg_collation_is_visible(l.oid) THEN '' "
              "ELSE pg_catalog.quote_ident(nl.nspname) || '.' END || pg_catalog.quote_ident(l.collname) END "
              "AS collation, "
              "CASE WHEN pg_catalog.pg_operator_is_visible(p.oid) THEN p.oprname::text "
              "ELSE 'OPERATOR(' || pg_catalog.quote_ident(np.nspname) || '.' || p.oprname || ')' END AS operator "
              "FROM " +
              listed(indexes) +
              " x(oid) JOIN pg_catalog.pg_index i ON i.indexrelid = x.oid "
              "LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid = i.indrelid AND con.conindid = i.indexrelid "
              "AND con.contype = 'x' "
              "CROSS JOIN LATERAL ROWS FROM (unnest(i.indkey::int2[]), unnest(i.indclass::oid[]), "
              "unnest(i.indcollation::oid[]), unnest(con.conexclop)) WITH ORDINALITY "
              "u(number, class, collation_oid, operator_oid, place) "
              "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.number "
              "AND u.number <> 0 "
              "LEFT JOIN pg_catalog.pg_opclass o ON o.oid = u.class "
              "LEFT JOIN pg_catalog.pg_namespace no ON no.oid = o.opcnamespace "
              "LEFT JOIN pg_catalog.pg_collation l ON l.oid = u.collation_oid "
              "LEFT JOIN pg_catalog.pg_namespace nl ON nl.oid = l.collnamespace "
              "LEFT JOIN pg_catalog.pg_operator p ON p.oid = u.operator_oid "
              "LEFT JOIN pg_catalog.pg_namespace np ON np.oid = p.oprnamespace "
              "LEFT JOIN (SELECT k.attrelid, k.attnum, k.atttypid, " +
              options +
              " AS options FROM pg_catalog.pg_attribute k) k ON k.attrelid = i.indexrelid AND k.attnum = u.place "
              "LEFT JOIN pg_catalog.pg_type t ON t.oid = k.atttypid "
              "WHERE u.place <= i.indnkeyatts ORDER BY i.indexrelid, u.place");
    for (const List& values : result.rows) {
        const Row row(result, values);
        IndexKeys& keys = keys_[row.number("oid")];
        keys.expressions.push_back(row.text("expression"));
        keys.classes.push_back(row.text("class"));
        keys.collations.push_back(row.text("collation"));
        keys.operators.push_back(row.text("operator"));
    }
}

std::string Catalogue::indexes_query() const {
    return "SELECT i.indrelid AS oid, ic.relname AS name, i.indisunique AS is_unique, i.indisvalid AS is_valid, "
           "i.indisprimary AS is_primary, ic.relispartition AS is_partition, " +
           may_have_special_keys + " AS is_special, d.description AS comment, " + index_columns(major_version_) +
           "FROM " + listed_relations("rpm") + " c(oid) JOIN pg_catalog.pg_index i ON i.indrelid = c.oid " +
           index_joins +
           "LEFT JOIN pg_catalog.pg_description d ON d.objoid = i.indexrelid "
           "AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0 "
           "ORDER BY i.indrelid, ic.relname";
}

void Catalogue::read_indexes() {
    const Result result = connection_.answer(indexes_asked_);
    // An index behind a constraint is what the constraint tells of, and those of a partition that its table brought
    // are the table's.
    const auto is_told = [&](const Row& row) {
        if (filter_.for_scripts)
            return !row.flag("is_primary");
        return !indexes_of_constraints_.contains(row.number("index_oid")) && !row.flag("is_partition");
    };
    std::vector<std::int64_t> special;
    for (const List& values : result.rows)
        if (const Row row(result, values);
            row.flag("is_special") && is_told(row) && !keys_.contains(row.number("index_oid")))
            special.push_back(row.number("index_oid"));
    read_index_keys(special);
    for (const List& values : result.rows) {
        const Row row(result, values);
        if (Relation* owner = relation(row.number("oid")); owner && is_told(row))
            owner->table.indexes.push_back(index_of(row, *owner));
    }
}

schema::Index Catalogue::index_of(const Row& row, const Relation& relation) const {
    schema::Index index;
    index.name = schema::Name(row.text("name"), true);
    index.table = relation.table.name;
    index.schema = relation.table.schema;
    index.unique = row.flag("is_unique");
    index.comment = row.optional_text("comment");
    if (filter_.for_scripts && indexes_of_constraints_.contains(row.number("index_oid")))
        index.options.set("duplicates_constraint", row.text("name"));

    const auto found = keys_.find(row.number("index_oid"));
    const IndexKeys special = found == keys_.end() ? IndexKeys() : found->second;
    index.elements =
        index_elements(row, relation, special, [&](const std::string& words) { return expression(words); });
    Map operator_classes;
    for (std::size_t i = 0; i < index.elements.size(); ++i)
        if (const std::string& name = at(special.classes, i); !name.empty())
            operator_classes.set(operator_class_key(index.elements[i]), text(name));
    if (!operator_classes.entries().empty())
        index.options.set("postgresql_ops", std::move(operator_classes));
    if (row.text("method") != "btree")
        index.options.set("postgresql_using", row.text("method"));
    if (const auto predicate = row.optional_text("predicate"))
        index.where["postgresql"] = expression(*predicate);
    set_index_options(row, included(row, relation), index.options);
    if (filter_.for_scripts && !row.flag("is_valid"))
        index.options.set("postgresql_invalid", true);
    return index;
}

} // namespace limbeck::dialects::postgresql
