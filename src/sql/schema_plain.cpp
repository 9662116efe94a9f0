#include "schema/plain.hpp"
#include "schema/plain_map.hpp"
#include "sql/plain.hpp"

// The plain form of what schema/table.hpp declares. It stands here because columns, checks and indexes hold
// expressions, which src/schema/ does not know.
namespace limbeck::schema {

namespace {

Name name_from_plain(const Value& plain) {
    if (const auto* text = plain.get_if<std::string>())
        return Name(*text);
    MapReader reader(plain, "Name");
    Name name;
    reader.read("text", name.text);
    reader.read("final", name.final);
    reader.finish();
    return name;
}

void read(MapReader& reader, std::string_view key, Name& name) {
    if (const Value* plain = reader.find(key))
        name = name_from_plain(*plain);
}

void write(MapWriter& writer, const Name& name) {
    if (!name.text && !name.final)
        return;
    if (!name.final) {
        writer.set("name", *name.text);
        return;
    }
    Map plain;
    if (name.text)
        plain.set("text", *name.text);
    plain.set("final", true);
    writer.set("name", std::move(plain));
}

void read(MapReader& reader, std::string_view key, sql::ExpressionPtr& expression) {
    if (const Value* plain = reader.find(key))
        expression = sql::from_plain(*plain);
}

void write(MapWriter& writer, std::string key, const sql::ExpressionPtr& expression) {
    if (expression)
        writer.set(std::move(key), sql::to_plain(*expression));
}

void read(MapReader& reader, std::string_view key, TypePtr& type) {
    if (const Value* plain = reader.find(key))
        type = std::make_shared<Type>(type_from_plain(*plain));
}

template <class Options> void read_numbering(MapReader& reader, Options& options) {
    reader.read("start", options.start);
    reader.read("increment", options.increment);
    reader.read("minvalue", options.minvalue);
    reader.read("maxvalue", options.maxvalue);
    reader.read("cache", options.cache);
    reader.read("nominvalue", options.nominvalue);
    reader.read("nomaxvalue", options.nomaxvalue);
    reader.read("cycle", options.cycle);
}

template <class Options> void write_numbering(MapWriter& writer, const Options& options) {
    writer.write("start", options.start);
    writer.write("increment", options.increment);
    writer.write("minvalue", options.minvalue);
    writer.write("maxvalue", options.maxvalue);
    writer.write("cache", options.cache);
    writer.write("nominvalue", options.nominvalue);
    writer.write("nomaxvalue", options.nomaxvalue);
    writer.write("cycle", options.cycle);
}

Identity identity_from_plain(const Value& plain) {
    MapReader reader(plain, "Identity");
    Identity identity;
    reader.read("always", identity.always);
    reader.read("on_null", identity.on_null);
    read_numbering(reader, identity);
    reader.finish();
    return identity;
}

Value to_plain(const Identity& identity) {
    MapWriter writer;
    writer.write("always", identity.always);
    writer.write("on_null", identity.on_null);
    write_numbering(writer, identity);
    return writer.take();
}

Computed computed_from_plain(const Value& plain) {
    MapReader reader(plain, "Computed");
    Computed computed;
    read(reader, "sqltext", computed.sqltext);
    reader.read("persisted", computed.persisted);
    reader.finish();
    return computed;
}

Value to_plain(const Computed& computed) {
    MapWriter writer;
    write(writer, "sqltext", computed.sqltext);
    writer.write("persisted", computed.persisted);
    return writer.take();
}

Sequence sequence_from_plain(const Value& plain) {
    MapReader reader(plain, "Sequence");
    Sequence sequence;
    reader.read("name", sequence.name);
    reader.read("schema", sequence.schema);
    read_numbering(reader, sequence);
    reader.read("optional", sequence.optional);
    read(reader, "data_type", sequence.data_type);
    reader.finish();
    return sequence;
}

Value to_plain(const Sequence& sequence) {
    MapWriter writer;
    writer.write("name", sequence.name);
    writer.write("schema", sequence.schema);
    write_numbering(writer, sequence);
    writer.write("optional", sequence.optional);
    if (sequence.data_type)
        writer.set("data_type", to_plain(*sequence.data_type));
    return writer.take();
}

constexpr const char* autoincrement_names[] = {"auto", "yes", "no", "ignore_fk"};

Column::Autoincrement autoincrement_from(MapReader& reader) {
    std::string name = "auto";
    reader.read("autoincrement", name);
    for (int i = 0; i < 4; ++i)
        if (name == autoincrement_names[i])
            return static_cast<Column::Autoincrement>(i);
    reader.complain("has the unknown autoincrement '" + name + "'");
}

void read(MapReader& reader, Deferral& deferral) {
    const Value* plain = reader.find("deferral");
    if (!plain)
        return;
    MapReader inner(*plain, "Deferral");
    inner.read("deferrable", deferral.deferrable);
    inner.read("initially", deferral.initially);
    inner.finish();
}

void write(MapWriter& writer, const Deferral& deferral) {
    MapWriter inner;
    inner.write("deferrable", deferral.deferrable);
    inner.write("initially", deferral.initially);
    writer.write("deferral", inner.take());
}

void read_members(MapReader& reader, PrimaryKey& key) {
    reader.read("columns", key.columns);
    reader.read("comment", key.comment);
}

void read_members(MapReader& reader, Unique& unique) {
    reader.read("columns", unique.columns);
    reader.read("comment", unique.comment);
}

void read_members(MapReader& reader, ForeignKey& key) {
    reader.read("columns", key.columns);
    reader.read("referred_schema", key.referred_schema);
    reader.read("referred_table", key.referred_table);
    reader.read("referred_columns", key.referred_columns);
    reader.read("onupdate", key.onupdate);
    reader.read("ondelete", key.ondelete);
    reader.read("match", key.match);
    reader.read("use_alter", key.use_alter);
    reader.read("column_level", key.column_level);
    reader.read("comment", key.comment);
}

void read_members(MapReader& reader, Check& check) {
    read(reader, "sqltext", check.sqltext);
    reader.read("from_type", check.from_type);
    reader.read("columns", check.columns);
    reader.read("comment", check.comment);
}

void read_members(MapReader& reader, Exclude& exclude) {
    reader.for_each("elements", [&](const Value& plain) {
        MapReader inner(plain, "Exclude::Element");
        Exclude::Element element;
        read(inner, "expression", element.expression);
        inner.read("operator", element.operator_);
        inner.read("ops", element.ops);
        inner.finish();
        exclude.elements.push_back(std::move(element));
    });
    reader.read("using", exclude.using_);
    read(reader, "where", exclude.where);
    reader.read("comment", exclude.comment);
}

template <class T> T read_constraint(MapReader& reader) {
    T constraint;
    read(reader, "name", constraint.name);
    read_members(reader, constraint);
    read(reader, constraint.deferral);
    reader.read("options", constraint.options);
    reader.finish();
    return constraint;
}

const char* write_members(MapWriter& writer, const PrimaryKey& key) {
    writer.write("columns", key.columns);
    writer.write("comment", key.comment);
    return "primary_key";
}

const char* write_members(MapWriter& writer, const Unique& unique) {
    writer.write("columns", unique.columns);
    writer.write("comment", unique.comment);
    return "unique";
}

const char* write_members(MapWriter& writer, const ForeignKey& key) {
    writer.write("columns", key.columns);
    writer.write("referred_schema", key.referred_schema);
    writer.write("referred_table", key.referred_table);
    writer.write("referred_columns", key.referred_columns);
    writer.write("onupdate", key.onupdate);
    writer.write("ondelete", key.ondelete);
    writer.write("match", key.match);
    writer.write("use_alter", key.use_alter);
    writer.write("column_level", key.column_level);
    writer.write("comment", key.comment);
    return "foreign_key";
}

const char* write_members(MapWriter& writer, const Check& check) {
    write(writer, "sqltext", check.sqltext);
    writer.write("from_type", check.from_type);
    writer.write("columns", check.columns);
    writer.write("comment", check.comment);
    return "check";
}

const char* write_members(MapWriter& writer, const Exclude& exclude) {
    List elements;
    for (const Exclude::Element& element : exclude.elements) {
        MapWriter inner;
        write(inner, "expression", element.expression);
        inner.write("operator", element.operator_);
        inner.write("ops", element.ops);
        elements.emplace_back(inner.take());
    }
    writer.set("elements", std::move(elements));
    if (exclude.using_ != "gist")
        writer.set("using", exclude.using_);
    write(writer, "where", exclude.where);
    writer.write("comment", exclude.comment);
    return "exclude";
}

} // namespace

Column column_from_plain(const Value& plain) {
    MapReader reader(plain, "Column");
    Column column;
    reader.read("name", column.name);
    read(reader, "type", column.type);
    reader.read("nullable", column.nullable);
    reader.read("nullable_given", column.nullable_given);
    reader.read("primary_key", column.primary_key);
    column.autoincrement = autoincrement_from(reader);
    read(reader, "server_default", column.server_default);
    if (const Value* identity = reader.find("identity"))
        column.identity = identity_from_plain(*identity);
    if (const Value* computed = reader.find("computed"))
        column.computed = computed_from_plain(*computed);
    if (const Value* sequence = reader.find("sequence"))
        column.sequence = sequence_from_plain(*sequence);
    reader.read("comment", column.comment);
    reader.read("index", column.index);
    reader.read("unique", column.unique);
    reader.read("has_default", column.has_default);
    reader.read("numbered", column.numbered);
    reader.read("system", column.system);
    reader.read("quote", column.quote);
    reader.read("options", column.options);
    reader.read("info", column.info);
    reader.finish();
    return column;
}

Value to_plain(const Column& column) {
    MapWriter writer;
    writer.set("name", column.name);
    if (column.type)
        writer.set("type", to_plain(*column.type));
    writer.write("nullable", column.nullable, true);
    writer.write("nullable_given", column.nullable_given);
    writer.write("primary_key", column.primary_key);
    if (column.autoincrement != Column::Autoincrement::Auto)
        writer.set("autoincrement", autoincrement_names[static_cast<int>(column.autoincrement)]);
    write(writer, "server_default", column.server_default);
    if (column.identity)
        writer.set("identity", to_plain(*column.identity));
    if (column.computed)
        writer.set("computed", to_plain(*column.computed));
    if (column.sequence)
        writer.set("sequence", to_plain(*column.sequence));
    writer.write("comment", column.comment);
    writer.write("index", column.index);
    writer.write("unique", column.unique);
    writer.write("has_default", column.has_default);
    writer.write("numbered", column.numbered);
    writer.write("system", column.system);
    writer.write("quote", column.quote);
    writer.write("options", column.options);
    writer.write("info", column.info);
    return writer.take();
}

Constraint constraint_from_plain(const Value& plain) {
    MapReader reader(plain, "Constraint");
    std::string kind;
    reader.read("kind", kind);
    if (kind == "primary_key")
        return read_constraint<PrimaryKey>(reader);
    if (kind == "unique")
        return read_constraint<Unique>(reader);
    if (kind == "foreign_key")
        return read_constraint<ForeignKey>(reader);
    if (kind == "check")
        return read_constraint<Check>(reader);
    if (kind == "exclude")
        return read_constraint<Exclude>(reader);
    reader.complain("has the unknown kind '" + kind + "'");
}

Value to_plain(const Constraint& constraint) {
    return std::visit(
        [](const auto& held) -> Value {
            MapWriter members;
            const char* kind = write_members(members, held);
            MapWriter writer;
            writer.set("kind", kind);
            write(writer, held.name);
            const Map written = members.take();
            for (const auto& [key, value] : written.entries())
                writer.set(key, value);
            write(writer, held.deferral);
            writer.write("options", held.options);
            return writer.take();
        },
        constraint);
}

Index index_from_plain(const Value& plain) {
    MapReader reader(plain, "Index");
    Index index;
    read(reader, "name", index.name);
    reader.read("table", index.table);
    reader.read("schema", index.schema);
    reader.for_each("elements", [&](const Value& element) {
        if (const auto* column = element.get_if<std::string>())
            index.elements.push_back({*column, nullptr});
        else
            index.elements.push_back({"", sql::from_plain(element)});
    });
    reader.read("unique", index.unique);
    reader.read("options", index.options);
    reader.read("comment", index.comment);
    reader.finish();
    return index;
}

Value to_plain(const Index& index) {
    MapWriter writer;
    write(writer, index.name);
    writer.write("table", index.table);
    writer.write("schema", index.schema);
    List elements;
    for (const Index::Element& element : index.elements)
        elements.push_back(element.expression ? sql::to_plain(*element.expression) : Value(element.column));
    writer.set("elements", std::move(elements));
    writer.write("unique", index.unique);
    writer.write("options", index.options);
    writer.write("comment", index.comment);
    return writer.take();
}

Table table_from_plain(const Value& plain) {
    MapReader reader(plain, "Table");
    Table table;
    reader.read("name", table.name);
    reader.read("schema", table.schema);
    reader.for_each("columns", [&](const Value& column) { table.columns.push_back(column_from_plain(column)); });
    reader.for_each("constraints",
                    [&](const Value& item) { table.constraints.push_back(constraint_from_plain(item)); });
    reader.for_each("indexes", [&](const Value& index) { table.indexes.push_back(index_from_plain(index)); });
    // An index that is listed with its table need not say which one.
    for (Index& index : table.indexes)
        if (index.table.empty()) {
            index.table = table.name;
            index.schema = table.schema;
        }
    reader.read("comment", table.comment);
    reader.read("prefixes", table.prefixes);
    reader.read("options", table.options);
    reader.read("info", table.info);
    reader.finish();
    return table;
}

Value to_plain(const Table& table) {
    MapWriter writer;
    writer.set("name", table.name);
    writer.write("schema", table.schema);
    List columns, constraints, indexes;
    for (const Column& column : table.columns)
        columns.push_back(to_plain(column));
    for (const Constraint& constraint : table.constraints)
        constraints.push_back(to_plain(constraint));
    for (const Index& index : table.indexes)
        indexes.push_back(to_plain(index));
    writer.set("columns", std::move(columns));
    if (!constraints.empty())
        writer.set("constraints", std::move(constraints));
    if (!indexes.empty())
        writer.set("indexes", std::move(indexes));
    writer.write("comment", table.comment);
    writer.write("prefixes", table.prefixes);
    writer.write("options", table.options);
    writer.write("info", table.info);
    return writer.take();
}

} // namespace limbeck::schema
