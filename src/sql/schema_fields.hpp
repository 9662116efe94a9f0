#pragma once

#include "schema/plain.hpp"
#include "sql/fields.hpp"

// The members of what schema/type.hpp, schema/table.hpp and schema/schema.hpp declare, as sql/fields.hpp says. They
// stand here because types, columns, checks and indexes hold expressions, which src/schema/ does not know.
namespace limbeck::schema {

#define LIMBECK_STRUCT(type)                                                                                           \
    constexpr std::string_view plain_name(const type*) {                                                               \
        return #type;                                                                                                  \
    }
LIMBECK_STRUCT(EnumLabels)
LIMBECK_STRUCT(DomainRules)
LIMBECK_STRUCT(Type::Python)
LIMBECK_STRUCT(Type)
LIMBECK_STRUCT(Name)
LIMBECK_STRUCT(Identity)
LIMBECK_STRUCT(Computed)
LIMBECK_STRUCT(Sequence)
LIMBECK_STRUCT(Column)
LIMBECK_STRUCT(Deferral)
LIMBECK_STRUCT(PrimaryKey)
LIMBECK_STRUCT(Unique)
LIMBECK_STRUCT(ForeignKey)
LIMBECK_STRUCT(Check)
LIMBECK_STRUCT(Exclude::Element)
LIMBECK_STRUCT(Exclude)
LIMBECK_STRUCT(Index)
LIMBECK_STRUCT(Table)
LIMBECK_STRUCT(EnumType)
LIMBECK_STRUCT(Domain)
LIMBECK_STRUCT(View)
LIMBECK_STRUCT(Extension)
LIMBECK_STRUCT(Routine)
LIMBECK_STRUCT(Schema)
#undef LIMBECK_STRUCT
constexpr std::string_view plain_name(const DeclaredColumn*) {
    return "Column";
}
constexpr std::string_view plain_name(const DeclaredTable*) {
    return "Table";
}

constexpr std::array<std::string_view, 4> plain_names(const Column::Autoincrement*) {
    return {"auto", "yes", "no", "ignore_fk"};
}
constexpr std::array<std::string_view, 7> plain_names(const Routine::Kind*) {
    return {"function", "procedure", "aggregate", "trigger", "policy", "grant", "rule"};
}

template <class V, sql::Like<EnumLabels> N> void fields(V& v, N& n) {
    v.always("labels", n.labels), v("native_enum", n.native_enum), v("create_constraint", n.create_constraint);
    v("create_type", n.create_type), v("metadata_bound", n.metadata_bound), v("inherit_schema", n.inherit_schema);
}

template <class V, sql::Like<DomainRules> N> void fields(V& v, N& n) {
    v("not_null", n.not_null), v("create_type", n.create_type), v("constraint_name", n.constraint_name);
    v("check", n.check), v("server_default", n.server_default);
}

template <class V, sql::Like<Type::Python> N> void fields(V& v, N& n) {
    v("module", n.module), v("text", n.text);
}

template <class V, sql::Like<Type> N> void fields(V& v, N& n) {
    v.always("name", n.name), v("length", n.length), v("precision", n.precision), v("scale", n.scale);
    v("dimensions", n.dimensions), v("timezone", n.timezone), v("varying", n.varying), v("as_uuid", n.rows.as_uuid);
    v("native_uuid", n.native_uuid), v("none_as_null", n.rows.none_as_null), v("asdecimal", n.rows.asdecimal);
    v("decimal_return_scale", n.rows.decimal_return_scale);
    v("create_constraint", n.create_constraint), v("collation", n.collation), v("fields", n.fields);
    v("schema", n.schema), v("type_name", n.type_name), v("final_name", n.final_name), v("labels", n.labels),
        v("item", n.item);
    v("domain", n.domain), v("unsigned", n.unsigned_), v("zerofill", n.zerofill);
    v("display_width", n.display_width), v("character_set", n.character_set), v("python", n.python);
    v("dialect", n.dialect), v("spec", n.spec), v("stored_as", n.stored_as), v("variants", n.variants);
}

template <class V, sql::Like<Name> N> void fields(V& v, N& n) {
    v("text", n.text), v("final", n.final), v("quote", n.quote);
}

template <class V, class N> void numbering(V& v, N& n) {
    v("start", n.start), v("increment", n.increment), v("minvalue", n.minvalue), v("maxvalue", n.maxvalue);
    v("cache", n.cache), v("nominvalue", n.nominvalue), v("nomaxvalue", n.nomaxvalue), v("cycle", n.cycle);
}

template <class V, sql::Like<Identity> N> void fields(V& v, N& n) {
    v("always", n.always), v("on_null", n.on_null), numbering(v, n);
}

template <class V, sql::Like<Computed> N> void fields(V& v, N& n) {
    v("sqltext", n.sqltext), v("persisted", n.persisted);
}

template <class V, sql::Like<Sequence> N> void fields(V& v, N& n) {
    v("name", n.name), v("schema", n.schema), numbering(v, n);
    v("optional", n.optional), v("data_type", n.data_type);
}

template <class V, sql::Like<Column> N> void fields(V& v, N& n) {
    v.always("name", n.name), v("type", n.type), v("nullable", n.nullable);
    v("primary_key", n.primary_key), v("autoincrement", n.autoincrement), v("server_default", n.server_default);
    v("fetched", n.fetched), v("identity", n.identity), v("computed", n.computed), v("sequence", n.sequence),
        v("comment", n.comment);
    v("autoincremented", n.autoincremented);
    v("system", n.system), v("quote", n.quote), v("options", n.options), v("info", n.info);
}

template <class V, sql::Like<Deferral> N> void fields(V& v, N& n) {
    v("deferrable", n.deferrable), v("initially", n.initially);
}

template <class V, sql::Like<PrimaryKey> N> void fields(V& v, N& n) {
    v("name", n.name), v("columns", n.columns), v("comment", n.comment), v("deferral", n.deferral);
    v("options", n.options);
}

template <class V, sql::Like<Unique> N> void fields(V& v, N& n) {
    v("name", n.name), v("columns", n.columns), v("comment", n.comment), v("deferral", n.deferral);
    v("options", n.options);
}

template <class V, sql::Like<ForeignKey> N> void fields(V& v, N& n) {
    v("name", n.name), v("columns", n.columns), v("referred_schema", n.referred_schema);
    v("referred_table", n.referred_table), v("referred_columns", n.referred_columns), v("onupdate", n.onupdate);
    v("ondelete", n.ondelete), v("match", n.match), v("use_alter", n.use_alter);
    v("comment", n.comment), v("deferral", n.deferral), v("options", n.options);
}

template <class V, sql::Like<Check> N> void fields(V& v, N& n) {
    v("name", n.name), v("sqltext", n.sqltext), v("from_type", n.from_type), v("columns", n.columns);
    v("comment", n.comment), v("deferral", n.deferral), v("options", n.options);
}

template <class V, sql::Like<Exclude::Element> N> void fields(V& v, N& n) {
    v("expression", n.expression), v("operator", n.operator_), v("ops", n.ops);
}

template <class V, sql::Like<Exclude> N> void fields(V& v, N& n) {
    v("name", n.name), v.always("elements", n.elements), v("using", n.using_), v("where", n.where);
    v("comment", n.comment), v("deferral", n.deferral), v("options", n.options);
}

template <class V, sql::Like<Index> N> void fields(V& v, N& n) {
    v("name", n.name), v("table", n.table), v("schema", n.schema), v.always("elements", n.elements);
    v("unique", n.unique), v("comment", n.comment), v("options", n.options);
}

template <class V, class N> void table_fields(V& v, N& n) {
    v.always("name", n.name), v("schema", n.schema), v.always("columns", n.columns), v("constraints", n.constraints);
    v("indexes", n.indexes), v("comment", n.comment), v("prefixes", n.prefixes), v("options", n.options);
    v("info", n.info);
}

template <class V, sql::Like<Table> N> void fields(V& v, N& n) {
    table_fields(v, n);
}

template <class V, sql::Like<DeclaredTable> N> void fields(V& v, N& n) {
    table_fields(v, n);
}

template <class V, sql::Like<DeclaredColumn> N> void fields(V& v, N& n) {
    std::conditional_t<std::is_const_v<N>, const Column&, Column&> column = n;
    fields(v, column);
    v("nullable_given", n.nullable_given), v("index", n.index), v("unique", n.unique);
    v("has_default", n.has_default);
}

template <class V, sql::Like<EnumType> N> void fields(V& v, N& n) {
    v("schema", n.schema), v("name", n.name), v("labels", n.labels), v("visible", n.visible);
    v("comment", n.comment);
}

template <class V, sql::Like<Domain> N> void fields(V& v, N& n) {
    v("schema", n.schema), v("name", n.name), v("type", n.type), v("not_null", n.not_null);
    v("collation", n.collation), v("server_default", n.server_default), v("checks", n.checks);
    v("visible", n.visible), v("comment", n.comment);
}

template <class V, sql::Like<View> N> void fields(V& v, N& n) {
    v("schema", n.schema), v("name", n.name), v("definition", n.definition), v("statement", n.statement);
    v("materialized", n.materialized);
    v("indexes", n.indexes), v("comment", n.comment), v("options", n.options);
}

template <class V, sql::Like<Extension> N> void fields(V& v, N& n) {
    v("name", n.name), v("schema", n.schema), v("version", n.version);
}

template <class V, sql::Like<Routine> N> void fields(V& v, N& n) {
    v("kind", n.kind), v("schema", n.schema), v("name", n.name), v("signature", n.signature);
    v("table", n.table), v("definition", n.definition);
}

template <class V, sql::Like<Schema> N> void fields(V& v, N& n) {
    v("tables", n.tables), v("enums", n.enums), v("domains", n.domains), v("sequences", n.sequences);
    v("views", n.views), v("extensions", n.extensions), v("routines", n.routines);
}

void read_plain(const Value& plain, DeclaredConstraint& into);
Value to_plain(const DeclaredConstraint& constraint);
void read_plain(const Value& plain, Index::Element& into);
Value to_plain(const Index::Element& element);

} // namespace limbeck::schema
